import { JsonObject } from '../../objects/json';
import { generationOf, nameOf } from '../../objects/metadata';
import { mapAt, numberAt } from '../../objects/read';
import { ConditionState, conditionOf } from './conditions';
import { resolveCount } from './rollingPlan';

/** A Deployment's ReplicaSets: the one of its template, and all others. */
export interface Sets {
  current: JsonObject;
  old: readonly JsonObject[];
}

const sum = (sets: readonly JsonObject[], field: string) =>
  sets.reduce((total, set) => total + (numberAt(set, 'status', field) ?? 0), 0);

const counted = (fields: Record<string, number>): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value > 0));

/** The numbers of a Deployment's status, zeros included. */
export function countsOf({ current, old }: Sets) {
  const all = [current, ...old];
  const replicas = sum(all, 'replicas');
  const available = sum(all, 'availableReplicas');
  return {
    replicas,
    updated: sum([current], 'replicas'),
    ready: sum(all, 'readyReplicas'),
    available,
    updatedAvailable: sum([current], 'availableReplicas'),
  };
}

function availability(object: JsonObject, available: number): ConditionState {
  const desired = numberAt(object, 'spec', 'replicas') ?? 1;
  const unavailable = resolveCount(
    mapAt(object, 'spec', 'strategy', 'rollingUpdate').maxUnavailable ?? 0,
    desired,
    'down',
  );
  return available >= desired - unavailable
    ? {
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      }
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      };
}

/** Whether every replica is of the new template and available. */
export function isComplete(object: JsonObject, sets: Sets): boolean {
  const desired = numberAt(object, 'spec', 'replicas') ?? 1;
  const counts = countsOf(sets);
  return (
    counts.updated === desired &&
    counts.replicas === desired &&
    counts.available === desired
  );
}

/** The status of a Deployment; `late` is a rollout past its deadline. */
export function deploymentStatus(
  object: JsonObject,
  sets: Sets,
  rollout: 'moving' | 'late',
  now: Date,
): JsonObject {
  const counts = countsOf(sets);
  const name = nameOf(sets.current);
  const desired = numberAt(object, 'spec', 'replicas') ?? 1;
  const progress = (
    status: 'True' | 'False',
    reason: string,
    message: string,
  ): ConditionState => ({ type: 'Progressing', status, reason, message });
  let progressing = progress(
    'True',
    'ReplicaSetUpdated',
    `ReplicaSet "${name}" is progressing.`,
  );
  if (isComplete(object, sets)) {
    progressing = progress(
      'True',
      'NewReplicaSetAvailable',
      `ReplicaSet "${name}" has successfully progressed.`,
    );
  } else if (rollout === 'late') {
    progressing = progress(
      'False',
      'ProgressDeadlineExceeded',
      `ReplicaSet "${name}" has timed out progressing.`,
    );
  }
  return {
    observedGeneration: generationOf(object),
    ...counted({
      replicas: counts.replicas,
      updatedReplicas: counts.updated,
      readyReplicas: counts.ready,
      availableReplicas: counts.available,
      unavailableReplicas: Math.max(
        Math.max(counts.replicas, desired) - counts.available,
        0,
      ),
    }),
    terminatingReplicas: 0,
    conditions: [availability(object, counts.available), progressing].map(
      state => conditionOf(object, state, now),
    ),
  };
}
