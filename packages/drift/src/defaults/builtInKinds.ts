import type { JsonObject, JsonValue } from '../json';
import { absent, at, type Defaults } from './Defaults';
import { defaultRequestsOf, limitsOf } from './limits';
import { POD } from './pod';

const RBAC = 'rbac.authorization.k8s.io';

const THREE_HOURS = 10_800;

const MATCH_RESOURCES: Defaults = {
  matchPolicy: 'Equivalent',
  namespaceSelector: {},
  objectSelector: {},
  'resourceRules[].scope': '*',
  'excludeResourceRules[].scope': '*',
};

const BINDING: Defaults = {
  'roleRef.apiGroup': RBAC,
  'subjects[].apiGroup': absent('apiGroup', ({ kind }) =>
    kind === 'User' || kind === 'Group' ? RBAC : undefined,
  ),
};

function outgoing({ egress }: JsonObject): JsonValue {
  return Array.isArray(egress) && egress.length > 0
    ? ['Ingress', 'Egress']
    : ['Ingress'];
}

const WEBHOOKS: Defaults = at('webhooks[].', {
  failurePolicy: 'Fail',
  matchPolicy: 'Equivalent',
  namespaceSelector: {},
  objectSelector: {},
  timeoutSeconds: 10,
  'rules[].scope': '*',
  'clientConfig.service.port': 443,
});

const JOB: Defaults = {
  completions: absent('completions', ({ parallelism }) =>
    parallelism === undefined ? 1 : undefined,
  ),
  parallelism: 1,
  backoffLimit: 6,
  completionMode: 'NonIndexed',
  suspend: false,
  ...at('template.spec.', POD),
};

function rolling(name: string, update: JsonObject): Defaults {
  return {
    [name]: {},
    [`${name}.type`]: 'RollingUpdate',
    [`${name}.rollingUpdate`]: absent('rollingUpdate', ({ type }) =>
      type === 'RollingUpdate' ? {} : undefined,
    ),
    ...at(`${name}.rollingUpdate.`, update),
  };
}

/**
 * What an API server fills into its own kinds. It is code there (`pkg/apis/<group>/<version>/defaults.go`), and in no
 * schema. What depends on the cluster, or is allocated, is not among it.
 */
export const BUILT_IN_KINDS: Readonly<Record<string, Defaults>> = {
  'v1/Pod': at('spec.', { ...POD, enableServiceLinks: true }),
  'v1/Service': at('spec.', {
    type: 'ClusterIP',
    sessionAffinity: 'None',
    'ports[].protocol': 'TCP',
    'ports[].targetPort': absent('targetPort', ({ port }) => port),
    sessionAffinityConfig: absent(
      'sessionAffinityConfig',
      ({ sessionAffinity }) =>
        sessionAffinity === 'ClientIP'
          ? { clientIP: { timeoutSeconds: THREE_HOURS } }
          : undefined,
    ),
    externalTrafficPolicy: absent('externalTrafficPolicy', ({ type }) =>
      type === 'NodePort' || type === 'LoadBalancer' ? 'Cluster' : undefined,
    ),
    allocateLoadBalancerNodePorts: absent(
      'allocateLoadBalancerNodePorts',
      ({ type }) => (type === 'LoadBalancer' ? true : undefined),
    ),
  }),
  'v1/Secret': { type: 'Opaque' },
  'v1/PersistentVolumeClaim': { 'spec.volumeMode': 'Filesystem' },
  'v1/PersistentVolume': {
    'spec.persistentVolumeReclaimPolicy': 'Retain',
    'spec.volumeMode': 'Filesystem',
  },
  'apps/v1/Deployment': at('spec.', {
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    ...rolling('strategy', { maxUnavailable: '25%', maxSurge: '25%' }),
    ...at('template.spec.', POD),
  }),
  'apps/v1/ReplicaSet': at('spec.', {
    replicas: 1,
    ...at('template.spec.', POD),
  }),
  'apps/v1/DaemonSet': at('spec.', {
    revisionHistoryLimit: 10,
    ...rolling('updateStrategy', { maxUnavailable: 1, maxSurge: 0 }),
    ...at('template.spec.', POD),
  }),
  'apps/v1/StatefulSet': at('spec.', {
    replicas: 1,
    revisionHistoryLimit: 10,
    podManagementPolicy: 'OrderedReady',
    ...rolling('updateStrategy', { partition: 0 }),
    persistentVolumeClaimRetentionPolicy: {},
    'persistentVolumeClaimRetentionPolicy.whenDeleted': 'Retain',
    'persistentVolumeClaimRetentionPolicy.whenScaled': 'Retain',
    ...at('template.spec.', POD),
    'volumeClaimTemplates[].apiVersion': 'v1',
    'volumeClaimTemplates[].kind': 'PersistentVolumeClaim',
    'volumeClaimTemplates[].spec.volumeMode': 'Filesystem',
    'volumeClaimTemplates[].status': {},
    'volumeClaimTemplates[].status.phase': 'Pending',
  }),
  'batch/v1/Job': at('spec.', JOB),
  'batch/v1/CronJob': at('spec.', {
    concurrencyPolicy: 'Allow',
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
    ...at('jobTemplate.spec.template.spec.', POD),
  }),
  'autoscaling/v2/HorizontalPodAutoscaler': at('spec.', {
    minReplicas: 1,
    'behavior.scaleUp.selectPolicy': 'Max',
    'behavior.scaleUp.stabilizationWindowSeconds': 0,
    'behavior.scaleDown.selectPolicy': 'Max',
  }),
  'autoscaling/v1/HorizontalPodAutoscaler': { 'spec.minReplicas': 1 },
  'networking.k8s.io/v1/NetworkPolicy': {
    'spec.ingress[].ports[].protocol': 'TCP',
    'spec.egress[].ports[].protocol': 'TCP',
    'spec.policyTypes': absent('policyTypes', outgoing),
  },
  'networking.k8s.io/v1/IngressClass': {
    'spec.parameters.scope': 'Cluster',
  },
  'rbac.authorization.k8s.io/v1/RoleBinding': BINDING,
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': BINDING,
  'v1/LimitRange': at('spec.limits[].', {
    default: limitsOf,
    defaultRequest: defaultRequestsOf,
  }),
  'storage.k8s.io/v1/CSIDriver': at('spec.', {
    attachRequired: true,
    podInfoOnMount: false,
    storageCapacity: false,
    fsGroupPolicy: 'ReadWriteOnceWithFSType',
    volumeLifecycleModes: ['Persistent'],
    requiresRepublish: false,
    seLinuxMount: false,
  }),
  'storage.k8s.io/v1/StorageClass': {
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
  },
  'apiextensions.k8s.io/v1/CustomResourceDefinition': {
    'spec.conversion': { strategy: 'None' },
  },
  'apiregistration.k8s.io/v1/APIService': { 'spec.service.port': 443 },
  'scheduling.k8s.io/v1/PriorityClass': {
    preemptionPolicy: 'PreemptLowerPriority',
  },
  'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration': WEBHOOKS,
  'admissionregistration.k8s.io/v1/MutatingWebhookConfiguration': {
    ...WEBHOOKS,
    'webhooks[].reinvocationPolicy': 'Never',
  },
  'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy': {
    'spec.failurePolicy': 'Fail',
    ...at('spec.matchConstraints.', MATCH_RESOURCES),
  },
  'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding': at(
    'spec.matchResources.',
    MATCH_RESOURCES,
  ),
};
