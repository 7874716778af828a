import { type JsonObject } from '../../json';
import { conditionsAt, countAt, numberAt, textAt } from '../ObservedObject';
import { current, failed, inProgress, type KstatusResult } from './Kstatus';

/** A check that has not been met yet, with kstatus's reason for it. */
type Check = [isOpen: boolean, reason: string];

function firstOpen(checks: Check[]): KstatusResult | undefined {
  const open = checks.find(([isOpen]) => isOpen);
  return open && inProgress(open[1]);
}

export function deploymentStatus(object: JsonObject): KstatusResult {
  const conditions = conditionsAt(object, 'status', 'conditions');
  const progressing = conditions.find(({ type }) => type === 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') {
    return failed('ProgressDeadlineExceeded', progressing.message);
  }
  // Without a deadline the controller writes no Progressing condition.
  const hasDeadline =
    numberAt(object, 'spec', 'progressDeadlineSeconds') !== undefined;
  const isRolledOut =
    !hasDeadline ||
    (progressing?.status === 'True' &&
      progressing.reason === 'NewReplicaSetAvailable');
  const isAvailable = conditions.some(
    ({ type, status }) => type === 'Available' && status === 'True',
  );
  const wanted = numberAt(object, 'spec', 'replicas') ?? 1;
  const replicas = countAt(object, 'status', 'replicas');
  const updated = countAt(object, 'status', 'updatedReplicas');
  return (
    firstOpen([
      [wanted > replicas, 'LessReplicas'],
      [wanted > updated, 'LessUpdated'],
      [replicas > wanted, 'ExtraPods'],
      [
        updated > countAt(object, 'status', 'availableReplicas'),
        'LessAvailable',
      ],
      [wanted > countAt(object, 'status', 'readyReplicas'), 'LessReady'],
      [!isRolledOut, 'ReplicaSetNotAvailable'],
      [!isAvailable, 'DeploymentNotAvailable'],
    ]) ?? current('Deployment is available')
  );
}

export function replicaSetStatus(object: JsonObject): KstatusResult {
  const hasFailure = conditionsAt(object, 'status', 'conditions').some(
    ({ type, status }) => type === 'ReplicaFailure' && status === 'True',
  );
  const wanted = numberAt(object, 'spec', 'replicas') ?? 1;
  const count = (field: string) => countAt(object, 'status', field);
  return (
    firstOpen([
      [hasFailure, 'ReplicaFailure'],
      [wanted > count('fullyLabeledReplicas'), 'LessLabelled'],
      [wanted > count('availableReplicas'), 'LessAvailable'],
      [wanted > count('readyReplicas'), 'LessReady'],
      [count('replicas') > wanted, 'ExtraPods'],
    ]) ?? current('ReplicaSet is available')
  );
}

export function statefulSetStatus(object: JsonObject): KstatusResult {
  if (textAt(object, 'spec', 'updateStrategy', 'type') === 'OnDelete') {
    return current('StatefulSet is using the ondelete update strategy');
  }
  const wanted = numberAt(object, 'spec', 'replicas') ?? 1;
  const count = (field: string) => countAt(object, 'status', field);
  const open = firstOpen([
    [wanted > count('replicas'), 'LessReplicas'],
    [wanted > count('readyReplicas'), 'LessReady'],
    [count('replicas') > wanted, 'ExtraPods'],
  ]);
  if (open) return open;
  const partition = numberAt(
    object,
    'spec',
    'updateStrategy',
    'rollingUpdate',
    'partition',
  );
  if (partition) {
    return (
      firstOpen([
        [count('updatedReplicas') < wanted - partition, 'PartitionRollout'],
      ]) ?? current('Partition rollout complete')
    );
  }
  const isMoving =
    textAt(object, 'status', 'currentRevision') !==
    textAt(object, 'status', 'updateRevision');
  return (
    firstOpen([
      [wanted > count('currentReplicas'), 'LessCurrent'],
      [isMoving, 'RevisionMismatch'],
    ]) ?? current('All replicas scheduled as expected')
  );
}

export function daemonSetStatus(object: JsonObject): KstatusResult {
  if (numberAt(object, 'status', 'observedGeneration') === undefined) {
    return inProgress('NoObservedGeneration');
  }
  const wanted = numberAt(object, 'status', 'desiredNumberScheduled');
  if (wanted === undefined) return inProgress('NoDesiredNumber');
  const count = (field: string) => countAt(object, 'status', field);
  return (
    firstOpen([
      [wanted > count('currentNumberScheduled'), 'LessCurrent'],
      [wanted > count('updatedNumberScheduled'), 'LessNew'],
      [wanted > count('numberAvailable'), 'LessAvailable'],
      [wanted > count('numberReady'), 'LessReady'],
    ]) ?? current('All replicas scheduled as expected')
  );
}
