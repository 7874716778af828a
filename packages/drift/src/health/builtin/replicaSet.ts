import { type JsonObject } from '../../json';
import { type HealthAssessment, healthOf } from '../Health';
import { conditionsAt, countAt, numberAt } from '../ObservedObject';

/** A ReplicaSet (or ReplicationController) whose pods are all available. */
export function replicaSetHealth(object: JsonObject): HealthAssessment {
  const observed = countAt(object, 'status', 'observedGeneration');
  if (countAt(object, 'metadata', 'generation') > observed) {
    return healthOf(
      'Progressing',
      'Waiting for rollout to finish: observed replica set generation less than desired generation',
    );
  }
  const failure = conditionsAt(object, 'status', 'conditions').find(
    condition => condition.type === 'ReplicaFailure',
  );
  if (failure?.status === 'True') {
    return healthOf('Degraded', failure.message);
  }
  const wanted = numberAt(object, 'spec', 'replicas');
  const available = countAt(object, 'status', 'availableReplicas');
  if (wanted !== undefined && available < wanted) {
    return healthOf(
      'Progressing',
      `Waiting for rollout to finish: ${available} out of ${wanted} new replicas are available...`,
    );
  }
  return healthOf('Healthy');
}
