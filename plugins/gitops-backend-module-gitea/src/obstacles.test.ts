import { anyReview } from './__testUtils__/anyReview';
import { obstaclesOf, type Standing } from './obstacles';
import type { Rules } from './rules';

const NO_RULES: Rules = {
  branch: 'main',
  approvals: 0,
  checks: undefined,
  mayMerge: true,
  blocksOnRejection: false,
  blocksOnRequest: false,
  blocksOnOutdated: false,
  ignoresStale: false,
};

const approved = anyReview('ravi', 'APPROVED');

function obstacles(
  rules: Partial<Rules>,
  more: Partial<Standing> & { mergeBase?: string } = {},
): string[] {
  const base = { label: 'main', sha: 'base', repo_id: 1 };
  return obstaclesOf({
    pull: { base, merge_base: more.mergeBase ?? 'base' },
    rules: { ...NO_RULES, ...rules },
    reviews: [],
    requiredChecks: [],
    ...more,
  });
}

describe('obstaclesOf', () => {
  it('finds none where nothing is asked', () => {
    const rejected = anyReview('ravi', 'REQUEST_CHANGES');
    const more = { mergeBase: 'older', reviews: [rejected] };
    expect(obstacles({}, more)).toEqual([]);
  });

  it('finds none where the branch is gone', () => {
    expect(obstacles({}, { rules: undefined })).toEqual([]);
  });

  it.each([
    ['none', [], 0],
    ['one', [approved], 1],
    ['one that was dismissed', [{ ...approved, dismissed: true }], 0],
    [
      'one of somebody who may not decide',
      [{ ...approved, official: false }],
      0,
    ],
    ['one that is stale, and kept', [{ ...approved, stale: true }], 1],
    ['two of different people', [approved, anyReview('ana', 'APPROVED')], 2],
  ])('counts of approvals %s', (_, reviews, count) => {
    expect(obstacles({ approvals: 3 }, { reviews })).toEqual([
      `It has ${count} of 3 approvals.`,
    ]);
  });

  it('does not count stale approvals where the rule ignores them', () => {
    const reviews = [{ ...approved, stale: true }];
    expect(
      obstacles({ approvals: 1, ignoresStale: true }, { reviews }),
    ).toEqual(['It has 0 of 1 approvals.']);
  });

  it.each([
    [
      'who may not merge',
      { mayMerge: false },
      {},
      'The account may not merge into main.',
    ],
    [
      'who asks for changes',
      { blocksOnRejection: true },
      { reviews: [anyReview('ravi', 'REQUEST_CHANGES')] },
      'Changes are requested by ravi.',
    ],
    [
      'whose review is asked for',
      { blocksOnRequest: true },
      { reviews: [anyReview('ravi', 'REQUEST_REVIEW')] },
      'The review of ravi is asked for.',
    ],
    [
      'which team is asked',
      { blocksOnRequest: true },
      { reviews: [anyReview('', 'REQUEST_REVIEW', { user: null })] },
      'The review of a team is asked for.',
    ],
    [
      'a head that is behind',
      { blocksOnOutdated: true },
      { mergeBase: 'older' },
      'Its head is behind main.',
    ],
    [
      'what is pending',
      {},
      { requiredChecks: [{ context: 'gitops', state: 'pending' as const }] },
      'The status gitops is required and still pending.',
    ],
    [
      'what failed',
      {},
      { requiredChecks: [{ context: 'gitops', state: 'failure' as const }] },
      'The status gitops is required and failed.',
    ],
  ])('says %s', (_, rules, more, sentence) => {
    expect(obstacles(rules, more)).toEqual([sentence]);
  });
});
