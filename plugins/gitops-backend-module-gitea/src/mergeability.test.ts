import { toMergeability } from './mergeability';

const open = { state: 'open' as const, draft: false, mergeable: true };

describe('toMergeability', () => {
  it.each([
    ['open', open, {}, { status: 'mergeable' }],
    [
      'kept by a rule',
      open,
      { obstacles: ['No.'] },
      { status: 'blocked', reasons: ['No.'] },
    ],
    [
      'said to conflict for long',
      { ...open, mergeable: false },
      { obstacles: ['No.'] },
      { status: 'conflicting' },
    ],
    [
      'perhaps still checked',
      { ...open, mergeable: false },
      { settled: false },
      { status: 'unknown' },
    ],
    [
      'a draft',
      { ...open, draft: true, mergeable: false },
      {},
      { status: 'blocked', reasons: ['It is a draft.'] },
    ],
    [
      'closed',
      { ...open, state: 'closed' as const },
      {},
      { status: 'unknown' },
    ],
  ])(
    'of one that is %s',
    (_, pull, facts: { obstacles?: string[]; settled?: boolean }, expected) => {
      const { obstacles = [], settled = true } = facts;
      expect(
        toMergeability(pull, { obstacles, isSettled: () => settled }),
      ).toEqual(expected);
    },
  );
});
