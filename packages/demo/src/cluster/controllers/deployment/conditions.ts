import { JsonObject } from '../../objects/json';
import { timestamp } from '../../objects/metadata';
import { mapsAt } from '../../objects/read';

/** What a condition says now. */
export interface ConditionState {
  type: string;
  status: 'True' | 'False';
  reason: string;
  message: string;
}

/**
 * A condition as it goes into the status: its transition time stays while its
 * status does, its update time while nothing of it changes.
 */
export function conditionOf(
  object: JsonObject,
  state: ConditionState,
  now: Date,
): JsonObject {
  const before = mapsAt(object, 'status', 'conditions').find(
    condition => condition.type === state.type,
  );
  const at = timestamp(now);
  const same =
    before?.status === state.status &&
    before.reason === state.reason &&
    before.message === state.message;
  return {
    type: state.type,
    status: state.status,
    lastUpdateTime: same ? before.lastUpdateTime ?? at : at,
    lastTransitionTime:
      before?.status === state.status ? before.lastTransitionTime ?? at : at,
    reason: state.reason,
    message: state.message,
  };
}
