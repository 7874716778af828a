import { JsonObject } from '../objects/json';
import { isDeleting } from '../objects/metadata';
import { mapAt, mapsAt, numberAt, textAt } from '../objects/read';

/** `2/3`: containers that are ready, and all. */
export function podReady(pod: JsonObject): string {
  const statuses = mapsAt(pod, 'status', 'containerStatuses');
  const ready = statuses.filter(status => status.ready === true).length;
  return `${ready}/${mapsAt(pod, 'spec', 'containers').length}`;
}

/** What a pod is doing, in one word: a container's trouble before the phase. */
export function podStatus(pod: JsonObject): string {
  if (isDeleting(pod)) return 'Terminating';
  for (const status of mapsAt(pod, 'status', 'containerStatuses')) {
    const state = mapAt(status, 'state');
    const reason =
      textAt(state, 'waiting', 'reason') ??
      textAt(state, 'terminated', 'reason');
    if (reason !== undefined) return reason;
  }
  return textAt(pod, 'status', 'phase') ?? 'Unknown';
}

/** Restarts of all containers together. */
export const podRestarts = (pod: JsonObject): number =>
  mapsAt(pod, 'status', 'containerStatuses').reduce(
    (sum, status) => sum + (numberAt(status, 'restartCount') ?? 0),
    0,
  );
