import { type JsonObject } from '../../json';
import {
  type Condition,
  conditionsAt,
  groupOf,
  numberAt,
  textAt,
} from '../ObservedObject';
import {
  crdStatus,
  jobStatus,
  persistentVolumeClaimStatus,
  serviceStatus,
} from './apiKinds';
import { current, failed, inProgress, type KstatusResult } from './Kstatus';
import { podStatus } from './pod';
import {
  daemonSetStatus,
  deploymentStatus,
  replicaSetStatus,
  statefulSetStatus,
} from './workloads';

type Rule = (object: JsonObject, now: Date) => KstatusResult;

const RULES = new Map<string, Rule>([
  ['/ConfigMap', () => current('Resource is always ready')],
  ['/PersistentVolumeClaim', persistentVolumeClaimStatus],
  ['/Pod', podStatus],
  ['/Secret', () => current('Resource is always ready')],
  ['/Service', serviceStatus],
  ['apiextensions.k8s.io/CustomResourceDefinition', crdStatus],
  ['apps/DaemonSet', daemonSetStatus],
  ['apps/Deployment', deploymentStatus],
  ['apps/ReplicaSet', replicaSetStatus],
  ['apps/StatefulSet', statefulSetStatus],
  ['batch/CronJob', () => current('Resource is always ready')],
  ['batch/Job', jobStatus],
  ['policy/PodDisruptionBudget', () => current('Budget has been observed')],
]);

/**
 * The status of an object as kstatus reads it: by what all controllers have in
 * common first, by its kind next, and for any other kind by Ready.
 *
 * @param options.now - The time: a Pod that cannot be scheduled is given a
 *   while before it counts as failed.
 *
 * @public
 */
export function readKstatus(options: {
  object: JsonObject;
  now: Date;
}): KstatusResult {
  const { object, now } = options;
  const rule = RULES.get(`${groupOf(object)}/${textAt(object, 'kind')}`);
  return readCommon(object) ?? (rule ? rule(object, now) : readReady(object));
}

function readCommon(object: JsonObject): KstatusResult | undefined {
  if (textAt(object, 'metadata', 'deletionTimestamp')) {
    return {
      status: 'Terminating',
      reason: '',
      message: 'Resource scheduled for deletion',
      conditions: [],
    };
  }
  const generation = numberAt(object, 'metadata', 'generation');
  const observed = numberAt(object, 'status', 'observedGeneration');
  if (
    generation !== undefined &&
    observed !== undefined &&
    generation !== observed
  ) {
    return inProgress('LatestGenerationNotObserved');
  }
  const reconciling = findCondition(object, 'Reconciling');
  if (reconciling?.status === 'True') {
    return inProgress(reconciling.reason, reconciling.message);
  }
  const stalled = findCondition(object, 'Stalled');
  return stalled?.status === 'True'
    ? failed(stalled.reason, stalled.message)
    : undefined;
}

function readReady(object: JsonObject): KstatusResult {
  const ready = findCondition(object, 'Ready');
  return ready && ready.status !== 'True'
    ? inProgress(ready.reason, ready.message)
    : current('Resource is current');
}

function findCondition(
  object: JsonObject,
  type: string,
): Condition | undefined {
  return conditionsAt(object, 'status', 'conditions').find(
    condition => condition.type === type,
  );
}
