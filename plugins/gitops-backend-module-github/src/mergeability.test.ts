import type { RequiredCheck } from '@backstage-gitops/plugin-gitops-node';
import type { BranchRules } from './branchRules';
import { mergeabilityOf } from './mergeability';
import type { PullNode } from './pullAnswer';
import { pullNode } from './__testUtils__/pullNode';

const RULES: BranchRules = { approvals: 0, resolved: false, checks: [] };

function judge(
  changes: Partial<PullNode>,
  rules: Partial<BranchRules> = {},
  checks: RequiredCheck[] = [],
) {
  return mergeabilityOf(pullNode(changes), { ...RULES, ...rules }, checks);
}

describe('mergeabilityOf', () => {
  it.each<[string, Partial<PullNode>, string]>([
    ['what is clean', {}, 'mergeable'],
    [
      'what nobody requires to pass',
      { mergeStateStatus: 'UNSTABLE' },
      'mergeable',
    ],
    ['what hooks judge', { mergeStateStatus: 'HAS_HOOKS' }, 'mergeable'],
    ['a conflict', { mergeable: 'CONFLICTING' }, 'conflicting'],
    ['a dirty merge', { mergeStateStatus: 'DIRTY' }, 'conflicting'],
    [
      'a conflict that rules forbid besides',
      { mergeable: 'CONFLICTING', mergeStateStatus: 'BLOCKED' },
      'conflicting',
    ],
    [
      'what is not computed yet',
      { mergeable: 'UNKNOWN', mergeStateStatus: 'UNKNOWN' },
      'unknown',
    ],
    ['a word that is new', { mergeStateStatus: 'BLESSED' }, 'unknown'],
    [
      'what is queued',
      { mergeQueueEntry: { state: 'QUEUED' }, mergeStateStatus: 'BLOCKED' },
      'queued',
    ],
    ['what is merged', { state: 'MERGED' }, 'unknown'],
    ['what is closed', { state: 'CLOSED' }, 'unknown'],
  ])('of %s', (_, changes, status) => {
    expect(judge(changes)).toEqual({ status });
  });

  it('has one sentence for each rule that is not met', () => {
    const outcome = judge(
      {
        mergeStateStatus: 'BEHIND',
        isDraft: true,
        reviewDecision: 'REVIEW_REQUIRED',
        reviewThreads: { nodes: [{ isResolved: false }, { isResolved: true }] },
      },
      { approvals: 2, resolved: true },
      [
        { context: 'gitops', state: 'failure' },
        { context: 'build', state: 'pending' },
        { context: 'lint', state: 'success' },
      ],
    );
    expect(outcome).toEqual({
      status: 'blocked',
      reasons: [
        'It is a draft.',
        'It needs 2 approvals.',
        '1 of its conversations are not resolved.',
        'The required check "gitops" has failed.',
        'The required check "build" has not succeeded yet.',
        'It lacks commits of main.',
      ],
    });
  });

  it.each<[string, Partial<PullNode>, string]>([
    [
      'a reviewer',
      { reviewDecision: 'CHANGES_REQUESTED' },
      'A reviewer asks for changes.',
    ],
    [
      'a missing approval',
      { reviewDecision: 'REVIEW_REQUIRED' },
      'It needs an approval.',
    ],
    [
      'a rule that is not told',
      { reviewThreads: { nodes: [{ isResolved: false }] } },
      'A rule of main is not met; GitHub does not say which.',
    ],
  ])('is blocked by %s', (_, changes, reason) => {
    expect(judge({ mergeStateStatus: 'BLOCKED', ...changes })).toEqual({
      status: 'blocked',
      reasons: [reason],
    });
  });
});
