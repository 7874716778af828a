import { type JsonObject, valueAt } from '../../json';
import { type HealthAssessment, healthOf } from '../Health';
import { isTrueAt, objectsAt, textAt } from '../ObservedObject';

/**
 * A CronJob is degraded only where its last finished run is known to have
 * failed: a missed schedule or a run under way cannot be told from its status.
 */
export function cronJobHealth(object: JsonObject): HealthAssessment {
  if (isTrueAt(object, 'spec', 'suspend')) {
    return healthOf('Suspended', 'CronJob is Suspended');
  }
  if (!valueAt(object, ['status'])) {
    return healthOf('Progressing', 'Waiting for CronJob');
  }
  const scheduled = textAt(object, 'status', 'lastScheduleTime');
  if (!scheduled) {
    return healthOf('Healthy', 'CronJob has not been scheduled yet');
  }
  const succeeded = textAt(object, 'status', 'lastSuccessfulTime');
  if (!succeeded) {
    return healthOf(
      'Healthy',
      'The Cronjob never completed succesfully. It may not be healthy',
    );
  }
  if (objectsAt(object, 'status', 'active').length > 0) {
    return healthOf(
      'Healthy',
      'The job is running. Its last execution may not have been successful',
    );
  }
  // Times of the API server are RFC 3339 in UTC: they order as text.
  return succeeded < scheduled
    ? healthOf(
        'Degraded',
        'CronJob has not completed its last execution successfully',
      )
    : healthOf(
        'Healthy',
        'CronJob has completed its last execution successfully',
      );
}
