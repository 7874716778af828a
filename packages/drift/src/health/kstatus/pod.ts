import { type JsonObject } from '../../json';
import { conditionsAt, objectsAt, textAt } from '../ObservedObject';
import { current, failed, inProgress, type KstatusResult } from './Kstatus';

/** How long a Pod may look unschedulable while nodes or claims come up. */
const SCHEDULE_WINDOW_SECONDS = 15;

/** A Pod that has run its course is current, however it ended. */
export function podStatus(object: JsonObject, now: Date): KstatusResult {
  const conditions = conditionsAt(object, 'status', 'conditions');
  switch (textAt(object, 'status', 'phase')) {
    case 'Succeeded':
      return current('Pod has completed successfully');
    case 'Failed':
      return current('Pod has completed, but not successfully');
    case 'Running': {
      const isReady = conditions.some(
        ({ type, status }) => type === 'Ready' && status === 'True',
      );
      if (isReady) return current('Pod is Ready');
      return isCrashLooping(object)
        ? failed('ContainerCrashLooping', 'Containers in CrashLoop state')
        : inProgress('PodRunningNotReady', 'Pod is running but is not Ready');
    }
    case 'Pending': {
      const isUnschedulable = conditions.some(
        ({ type, status, reason }) =>
          type === 'PodScheduled' &&
          status === 'False' &&
          reason === 'Unschedulable',
      );
      if (!isUnschedulable) {
        return inProgress('PodPending', 'Pod is in the Pending phase');
      }
      return isNew(object, now)
        ? inProgress('PodNotScheduled', 'Pod has not been scheduled')
        : failed('PodUnschedulable', 'Pod could not be scheduled');
    }
    default:
      return inProgress('PodNotObserved', 'Pod phase not available');
  }
}

/** One whose time cannot be read is given the benefit of the doubt. */
function isNew(object: JsonObject, now: Date): boolean {
  const created = textAt(object, 'metadata', 'creationTimestamp');
  if (!created) return false;
  const age = now.getTime() - Date.parse(created);
  return Number.isNaN(age) || age < SCHEDULE_WINDOW_SECONDS * 1000;
}

function isCrashLooping(object: JsonObject): boolean {
  return ['initContainerStatuses', 'containerStatuses']
    .flatMap(list => objectsAt(object, 'status', list))
    .some(
      container =>
        textAt(container, 'state', 'waiting', 'reason') === 'CrashLoopBackOff',
    );
}
