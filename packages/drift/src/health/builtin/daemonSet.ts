import { type JsonObject } from '../../json';
import { type HealthAssessment, healthOf } from '../Health';
import { countAt, textAt } from '../ObservedObject';

/** A DaemonSet is done when every wanted node runs an updated, available pod. */
export function daemonSetHealth(object: JsonObject): HealthAssessment {
  const observed = countAt(object, 'status', 'observedGeneration');
  if (countAt(object, 'metadata', 'generation') > observed) {
    return healthOf(
      'Progressing',
      'Waiting for rollout to finish: observed daemon set generation less than desired generation',
    );
  }
  const updated = countAt(object, 'status', 'updatedNumberScheduled');
  if (textAt(object, 'spec', 'updateStrategy', 'type') === 'OnDelete') {
    return healthOf(
      'Healthy',
      `daemon set ${updated} out of ${countAt(
        object,
        'status',
        'desiredNumberScheduled',
      )} new pods have been updated`,
    );
  }
  const name = textAt(object, 'metadata', 'name');
  const wanted = countAt(object, 'status', 'desiredNumberScheduled');
  if (updated < wanted) {
    return healthOf(
      'Progressing',
      `Waiting for daemon set "${name}" rollout to finish: ${updated} out of ${wanted} new pods have been updated...`,
    );
  }
  const available = countAt(object, 'status', 'numberAvailable');
  if (available < wanted) {
    return healthOf(
      'Progressing',
      `Waiting for daemon set "${name}" rollout to finish: ${available} of ${wanted} updated pods are available...`,
    );
  }
  return healthOf('Healthy');
}
