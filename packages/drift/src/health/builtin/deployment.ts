import { type JsonObject } from '../../json';
import { type HealthAssessment, healthOf } from '../Health';
import {
  conditionsAt,
  countAt,
  isTrueAt,
  numberAt,
  textAt,
} from '../ObservedObject';

/** The order of `kubectl rollout status`, which Argo CD follows. */
export function deploymentHealth(object: JsonObject): HealthAssessment {
  if (isTrueAt(object, 'spec', 'paused')) {
    return healthOf('Suspended', 'Deployment is paused');
  }
  const observed = countAt(object, 'status', 'observedGeneration');
  if (countAt(object, 'metadata', 'generation') > observed) {
    return healthOf(
      'Progressing',
      'Waiting for rollout to finish: observed deployment generation less than desired generation',
    );
  }
  const progress = conditionsAt(object, 'status', 'conditions').find(
    condition => condition.type === 'Progressing',
  );
  if (progress?.reason === 'ProgressDeadlineExceeded') {
    const name = textAt(object, 'metadata', 'name');
    return healthOf(
      'Degraded',
      `Deployment "${name}" exceeded its progress deadline`,
    );
  }
  return rolloutOf(object);
}

function rolloutOf(object: JsonObject): HealthAssessment {
  const wanted = numberAt(object, 'spec', 'replicas');
  const replicas = countAt(object, 'status', 'replicas');
  const updated = countAt(object, 'status', 'updatedReplicas');
  const available = countAt(object, 'status', 'availableReplicas');
  const waiting = (what: string) =>
    healthOf('Progressing', `Waiting for rollout to finish: ${what}...`);
  if (wanted !== undefined && updated < wanted) {
    return waiting(
      `${updated} out of ${wanted} new replicas have been updated`,
    );
  }
  if (replicas > updated) {
    return waiting(
      `${replicas - updated} old replicas are pending termination`,
    );
  }
  if (available < updated) {
    return waiting(`${available} of ${updated} updated replicas are available`);
  }
  return healthOf('Healthy');
}
