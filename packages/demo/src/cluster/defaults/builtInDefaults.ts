import {
  defaultApiService,
  defaultDefinition,
  defaultNamespace,
  defaultSecret,
} from './cluster';
import { Defaulter } from './fill';
import {
  defaultIngressClass,
  defaultNetworkPolicy,
  defaultService,
} from './networking';
import {
  defaultAdmissionBinding,
  defaultAdmissionPolicy,
  defaultAutoscaler,
  defaultBinding,
  defaultMutatingWebhooks,
  defaultPriorityClass,
  defaultValidatingWebhooks,
} from './policy';
import {
  defaultCsiDriver,
  defaultLimitRange,
  defaultPersistentVolume,
  defaultPersistentVolumeClaim,
  defaultStorageClass,
} from './storage';
import {
  defaultCronJob,
  defaultDaemonSet,
  defaultDeployment,
  defaultJob,
  defaultPod,
  defaultPodTemplate,
  defaultReplicaSet,
  defaultStatefulSet,
} from './workloads';

const DEFAULTS: Record<string, Defaulter> = {
  APIService: defaultApiService,
  CSIDriver: defaultCsiDriver,
  ClusterRoleBinding: defaultBinding,
  CronJob: defaultCronJob,
  CustomResourceDefinition: defaultDefinition,
  DaemonSet: defaultDaemonSet,
  Deployment: defaultDeployment,
  HorizontalPodAutoscaler: defaultAutoscaler,
  IngressClass: defaultIngressClass,
  Job: defaultJob,
  LimitRange: defaultLimitRange,
  MutatingAdmissionPolicy: defaultAdmissionPolicy,
  MutatingAdmissionPolicyBinding: defaultAdmissionBinding,
  MutatingWebhookConfiguration: defaultMutatingWebhooks,
  Namespace: defaultNamespace,
  NetworkPolicy: defaultNetworkPolicy,
  PersistentVolume: defaultPersistentVolume,
  PersistentVolumeClaim: defaultPersistentVolumeClaim,
  Pod: defaultPod,
  PodTemplate: defaultPodTemplate,
  PriorityClass: defaultPriorityClass,
  ReplicaSet: defaultReplicaSet,
  RoleBinding: defaultBinding,
  Secret: defaultSecret,
  Service: defaultService,
  StatefulSet: defaultStatefulSet,
  StorageClass: defaultStorageClass,
  ValidatingAdmissionPolicy: defaultAdmissionPolicy,
  ValidatingAdmissionPolicyBinding: defaultAdmissionBinding,
  ValidatingWebhookConfiguration: defaultValidatingWebhooks,
};

/**
 * What the API server fills into a built-in kind. These defaults are Go code
 * in Kubernetes and are not in its OpenAPI, so they are written down here.
 */
export const builtInDefaults = (kind: string): Defaulter =>
  DEFAULTS[kind] ?? (() => {});
