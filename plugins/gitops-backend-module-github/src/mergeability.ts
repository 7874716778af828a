import type {
  Mergeability,
  RequiredCheck,
} from '@backstage-gitops/plugin-gitops-node';
import type { BranchRules } from './branchRules';
import type { PullNode } from './pullAnswer';

/** What GitHub would merge: it does not ask for checks that no rule requires. */
const READY = new Set(['CLEAN', 'HAS_HOOKS', 'UNSTABLE']);

const CHECKS = {
  failure: 'has failed',
  pending: 'has not succeeded yet',
  success: '',
};

/** One sentence for each rule that is not met. */
function reasonsOf(
  pull: PullNode,
  rules: BranchRules,
  checks: RequiredCheck[],
): string[] {
  const unresolved = pull.reviewThreads.nodes.filter(one => !one.isResolved);
  const rest = [
    pull.isDraft && 'It is a draft.',
    pull.reviewDecision === 'CHANGES_REQUESTED' &&
      'A reviewer asks for changes.',
    pull.reviewDecision === 'REVIEW_REQUIRED' &&
      (rules.approvals > 1
        ? `It needs ${rules.approvals} approvals.`
        : 'It needs an approval.'),
    rules.resolved &&
      unresolved.length > 0 &&
      `${unresolved.length} of its conversations are not resolved.`,
    ...checks.map(
      ({ context, state }) =>
        state !== 'success' &&
        `The required check "${context}" ${CHECKS[state]}.`,
    ),
    pull.mergeStateStatus === 'BEHIND' &&
      `It lacks commits of ${pull.baseRefName}.`,
  ];
  return rest.filter(reason => reason !== false);
}

/** Whether GitHub would merge a pull request now, and what keeps it from that. */
export function mergeabilityOf(
  pull: PullNode,
  rules: BranchRules,
  checks: RequiredCheck[],
): Mergeability {
  const { mergeable, mergeStateStatus: state } = pull;
  if (pull.state !== 'OPEN') return { status: 'unknown' };
  if (pull.mergeQueueEntry) return { status: 'queued' };
  if (mergeable === 'CONFLICTING' || state === 'DIRTY') {
    return { status: 'conflicting' };
  }
  if (READY.has(state)) return { status: 'mergeable' };
  if (!['BLOCKED', 'BEHIND', 'DRAFT'].includes(state)) {
    return { status: 'unknown' };
  }
  const reasons = reasonsOf(pull, rules, checks);
  return {
    status: 'blocked',
    reasons:
      reasons.length > 0
        ? reasons
        : [
            `A rule of ${pull.baseRefName} is not met; GitHub does not say which.`,
          ],
  };
}
