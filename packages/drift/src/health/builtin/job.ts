import { type JsonObject } from '../../json';
import { type HealthAssessment, healthOf } from '../Health';
import { conditionsAt } from '../ObservedObject';

/** A Job ends by a Failed or Complete condition, whatever its status says. */
export function jobHealth(object: JsonObject): HealthAssessment {
  const conditions = conditionsAt(object, 'status', 'conditions');
  const find = (type: string) =>
    conditions.find(condition => condition.type === type);
  const failed = find('Failed');
  if (failed) return healthOf('Degraded', failed.message);
  const suspended = find('Suspended');
  if (suspended?.status === 'True') {
    return healthOf('Suspended', suspended.message);
  }
  const ended = find('Complete') ?? suspended;
  return ended ? healthOf('Healthy', ended.message) : healthOf('Progressing');
}
