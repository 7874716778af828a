import { Cause } from '../errors/failures';
import { JsonObject } from '../objects/json';
import { Resource } from '../resources/Resource';
import { ObjectStore } from '../store/ObjectStore';
import {
  checkConfig,
  checkImmutableConfig,
  checkSecretChange,
} from './configRules';
import { definitionRules } from './definitionRules';
import { namespaceRules } from './namespaceRules';
import { podRules } from './podRules';
import {
  bindingRules,
  budgetRules,
  claimRules,
  priorityRules,
  volumeRules,
} from './otherRules';
import { serviceRules } from './serviceRules';
import {
  daemonSetRules,
  deploymentRules,
  jobRules,
  replicaSetRules,
  statefulSetRules,
} from './workloadRules';

/** What a kind may ask of the server while one of its objects is prepared. */
export interface Preparation {
  store: ObjectStore;
  now: Date;
}

/**
 * What the API server does for one kind beside reading and storing it. `create`
 * and `update` change a private copy in place; nothing they fill in is owned by
 * who writes. The checks answer what is wrong.
 */
export interface KindRules {
  /** Whether a change of annotations alone counts as a new generation. */
  countsAnnotations?: true;
  create?: (object: JsonObject, preparation: Preparation) => void;
  update?: (
    object: JsonObject,
    live: JsonObject,
    preparation: Preparation,
  ) => void;
  check?: (object: JsonObject) => Cause[];
  checkChange?: (object: JsonObject, live: JsonObject) => Cause[];
}

const RULES: Record<string, KindRules> = {
  ConfigMap: { check: checkConfig, checkChange: checkImmutableConfig },
  Secret: { check: checkConfig, checkChange: checkSecretChange },
  Namespace: namespaceRules,
  Service: serviceRules,
  Pod: podRules,
  Deployment: deploymentRules,
  ReplicaSet: replicaSetRules,
  StatefulSet: statefulSetRules,
  DaemonSet: daemonSetRules,
  Job: jobRules,
  PersistentVolume: volumeRules,
  PersistentVolumeClaim: claimRules,
  PodDisruptionBudget: budgetRules,
  PriorityClass: priorityRules,
  RoleBinding: bindingRules,
  ClusterRoleBinding: bindingRules,
  CustomResourceDefinition: definitionRules,
};

const NONE: KindRules = {};

/** The rules of a kind; custom resources have none but their schema's. */
export const rulesOf = (resource: Resource): KindRules =>
  resource.source.kind === 'built-in' ? RULES[resource.kind] ?? NONE : NONE;
