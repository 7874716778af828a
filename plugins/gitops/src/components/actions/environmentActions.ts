import type {
  Environment,
  Gate,
  NextStep,
  Promotion,
} from '@backstage-gitops/plugin-gitops-common';
import type { OwnApproval } from './judgeOwnApproval';

/** Something a person can do to an environment now, with what it is done to. */
export type EnvironmentAction =
  | { kind: 'promote' }
  | { kind: 'approve'; promotion: Promotion; own: OwnApproval }
  | { kind: 'merge'; promotion: Promotion }
  | { kind: 'cancel'; promotion: Promotion }
  | { kind: 'bypass'; promotion: Promotion; gates: Gate[] }
  | { kind: 'rollBack' }
  | { kind: 'hold' }
  | { kind: 'resume' }
  | { kind: 'freeze' }
  | { kind: 'unfreeze' };

/** What the buttons say. */
export const ACTION_LABELS: Record<EnvironmentAction['kind'], string> = {
  promote: 'Promote',
  approve: 'Approve',
  merge: 'Merge',
  cancel: 'Cancel promotion',
  bypass: 'Bypass a gate',
  rollBack: 'Roll back',
  hold: 'Hold',
  resume: 'Resume',
  freeze: 'Freeze',
  unfreeze: 'Unfreeze',
};

/**
 * The actions that the server allows and that have something to act on.
 *
 * @param options - `scope` is the environment's own freeze scope: a freeze of its system or domain is not lifted here.
 * `own` is what the viewer's approval is good for; without it none is offered.
 */
export function environmentActions(
  environment: Environment,
  options: { scope: string; own?: OwnApproval },
): EnvironmentAction[] {
  const { scope, own } = options;
  const { promotion } = environment;
  const allowed = new Set(environment.allowed);
  const actions: EnvironmentAction[] = [];
  if (allowed.has('promotion.create')) {
    actions.push({ kind: 'promote' });
  }
  if (promotion) {
    actions.push(...promotionActions(promotion, allowed, own));
  }
  if (allowed.has('environment.rollback')) {
    actions.push({ kind: 'rollBack' });
  }
  if (allowed.has('environment.hold')) {
    actions.push({ kind: environment.hold ? 'resume' : 'hold' });
  }
  if (allowed.has('environment.freeze')) {
    const frozen = environment.freezes?.some(freeze => freeze.scope === scope);
    actions.push({ kind: frozen ? 'unfreeze' : 'freeze' });
  }
  return actions;
}

/** What the environment waits for: its promotion's next step, or its own. */
export function nextStep(environment: Environment): NextStep | undefined {
  return environment.promotion?.next ?? environment.next;
}

/** Whether an action is the one the next step names, and is the viewer's to take as far as is known. */
export function isNext(
  action: EnvironmentAction,
  next: NextStep | undefined,
): boolean {
  return (
    action.kind === next?.action &&
    !(action.kind === 'approve' && action.own.status === 'doubtful')
  );
}

function promotionActions(
  promotion: Promotion,
  allowed: ReadonlySet<Environment['allowed'][number]>,
  own: OwnApproval | undefined,
): EnvironmentAction[] {
  const actions: EnvironmentAction[] = [];
  // An approval names the head it is given for; before the pull request there is none.
  const canApprove = allowed.has('promotion.approve') && promotion.pullRequest;
  if (canApprove && own && own.status !== 'useless') {
    actions.push({ kind: 'approve', promotion, own });
  }
  const gates = promotion.gates.filter(
    gate => gate.status !== 'passed' && gate.status !== 'bypassed',
  );
  // The server refuses to merge past a gate.
  if (
    allowed.has('promotion.merge') &&
    promotion.pullRequest &&
    gates.length === 0
  ) {
    actions.push({ kind: 'merge', promotion });
  }
  if (allowed.has('promotion.cancel')) {
    actions.push({ kind: 'cancel', promotion });
  }
  if (allowed.has('promotion.bypass') && gates.length > 0) {
    actions.push({ kind: 'bypass', promotion, gates });
  }
  return actions;
}
