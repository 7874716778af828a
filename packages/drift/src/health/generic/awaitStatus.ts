import { type JsonObject } from '../../json';
import { type HealthAssessment, healthOf } from '../Health';
import { textAt } from '../ObservedObject';

/**
 * How long an object may go without a status before we take it that nobody
 * reports on its kind.
 */
const STATUS_GRACE_SECONDS = 600;

/**
 * The health of an object whose status says nothing (yet): on its way while
 * it is new, and nothing to judge after that. Without the time, it is new.
 */
export function awaitStatus(
  object: JsonObject,
  now: Date | undefined,
): HealthAssessment | undefined {
  const created = Date.parse(textAt(object, 'metadata', 'creationTimestamp'));
  const isOld =
    now !== undefined && now.getTime() - created > STATUS_GRACE_SECONDS * 1000;
  return isOld
    ? undefined
    : healthOf('Progressing', `Waiting for ${textAt(object, 'kind')}`);
}
