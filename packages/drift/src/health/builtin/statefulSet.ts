import { type JsonObject, valueAt } from '../../json';
import { type HealthAssessment, healthOf } from '../Health';
import { countAt, numberAt, textAt } from '../ObservedObject';

/** A StatefulSet is done when its update strategy has nothing left to do. */
export function statefulSetHealth(object: JsonObject): HealthAssessment {
  const observed = countAt(object, 'status', 'observedGeneration');
  if (observed === 0 || countAt(object, 'metadata', 'generation') > observed) {
    return healthOf(
      'Progressing',
      'Waiting for statefulset spec update to be observed...',
    );
  }
  const wanted = numberAt(object, 'spec', 'replicas');
  const ready = countAt(object, 'status', 'readyReplicas');
  if (wanted !== undefined && ready < wanted) {
    return healthOf(
      'Progressing',
      `Waiting for ${wanted - ready} pods to be ready...`,
    );
  }
  return updateOf(object, wanted, ready);
}

function updateOf(
  object: JsonObject,
  wanted: number | undefined,
  ready: number,
): HealthAssessment {
  const strategy = textAt(object, 'spec', 'updateStrategy', 'type');
  const rolling = ['spec', 'updateStrategy', 'rollingUpdate'];
  const updated = countAt(object, 'status', 'updatedReplicas');
  const isPartitioned =
    strategy === 'RollingUpdate' && Boolean(valueAt(object, rolling));
  if (isPartitioned) {
    const partition = numberAt(object, ...rolling, 'partition');
    if (wanted !== undefined && partition !== undefined) {
      const due = wanted - partition;
      if (updated < due) {
        return healthOf(
          'Progressing',
          `Waiting for partitioned roll out to finish: ${updated} out of ${due} new pods have been updated...`,
        );
      }
    }
    return healthOf(
      'Healthy',
      `partitioned roll out complete: ${updated} new pods have been updated...`,
    );
  }
  if (strategy === 'OnDelete') {
    return healthOf('Healthy', `statefulset has ${ready} ready pods`);
  }
  const current = textAt(object, 'status', 'currentRevision');
  const update = textAt(object, 'status', 'updateRevision');
  if (current !== update) {
    return healthOf(
      'Progressing',
      `waiting for statefulset rolling update to complete ${updated} pods at revision ${update}...`,
    );
  }
  const pods = countAt(object, 'status', 'currentReplicas');
  return healthOf(
    'Healthy',
    `statefulset rolling update complete ${pods} pods at revision ${current}...`,
  );
}
