import type {
  DriftReport,
  Environment,
  ObservedObject,
} from '@backstage-gitops/plugin-gitops-common';
import { isDrift } from './fieldKinds';

/** What can be asked of the engine for an environment; `emphasised` where it is the thing to do. */
export type ReconcileAction =
  | { kind: 'refresh' }
  | { kind: 'sync'; emphasised: boolean }
  | { kind: 'revertAll'; objects: ObservedObject[] };

/** What can be done about one object. */
export type ObjectAction = 'revert' | 'adopt' | 'ignore';

/** What the buttons say. */
export const RECONCILE_LABELS: Record<ReconcileAction['kind'], string> = {
  refresh: 'Refresh',
  sync: 'Sync',
  revertAll: 'Revert all',
};

/** What the buttons of an object say. */
export const OBJECT_LABELS: Record<ObjectAction, string> = {
  revert: 'Revert',
  adopt: 'Adopt',
  ignore: 'Ignore',
};

/** What the user can ask of the engine now. Nothing is written on what is unknown, so then it can only look again. */
export function reconcileActions(
  { state, objects }: DriftReport,
  allowed: Environment['allowed'],
): ReconcileAction[] {
  if (!allowed.includes('environment.reconcile')) {
    return [];
  }
  const actions: ReconcileAction[] = [{ kind: 'refresh' }];
  if (state.sync === 'Unknown') {
    return actions;
  }
  actions.push({ kind: 'sync', emphasised: state.sync === 'Drifted' });
  const revertible = objects.filter(isRevertible);
  if (revertible.length > 0) {
    actions.push({ kind: 'revertAll', objects: revertible });
  }
  return actions;
}

/** What the user can do about one object now. */
export function objectActions(
  object: ObservedObject,
  { state }: DriftReport,
  allowed: Environment['allowed'],
): ObjectAction[] {
  if (state.sync === 'Unknown') {
    return [];
  }
  const actions: ObjectAction[] = [];
  if (allowed.includes('environment.reconcile') && isRevertible(object)) {
    actions.push('revert');
  }
  // Git may follow whatever anyone wrote: only the cluster is left alone where it is another's.
  if (object.sync === 'Drifted' && object.fields.some(isDrift)) {
    if (allowed.includes('environment.adopt')) actions.push('adopt');
    if (allowed.includes('environment.ignore')) actions.push('ignore');
  }
  return actions;
}

/** Whether the engine would put an object back: it leaves alone what is another's, and what the cluster refuses. */
function isRevertible({ sync, untouchable, problem }: ObservedObject): boolean {
  return (
    (sync === 'Drifted' || sync === 'Missing') &&
    untouchable === undefined &&
    problem === undefined
  );
}
