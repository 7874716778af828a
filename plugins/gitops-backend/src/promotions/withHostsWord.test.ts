import type { Mergeability } from '@backstage-gitops/plugin-gitops-node';
import type { Step, Verdict } from '@backstage-gitops/policy';
import { withHostsWord } from './withHostsWord';

const gate: Verdict = {
  name: 'approvals',
  status: 'needsSomeone',
  reason: '',
  who: [],
};

const MERGE: Step = { kind: 'merge' };
const APPROVALS: Step = { kind: 'wait', gate };
const BY_HAND: Step = { kind: 'wait', gate, asks: 'merge' };
const PROPOSE: Step = { kind: 'propose' };

const blocked: Mergeability = {
  status: 'blocked',
  reasons: ['The check ci/lint must succeed.', 'A review is missing.'],
};

describe('withHostsWord', () => {
  it.each<[string, Step, Mergeability | undefined, string]>([
    ['nothing is read', MERGE, undefined, 'Next.'],
    ['it may be merged', MERGE, { status: 'mergeable' }, 'Next.'],
    ['it is not known', BY_HAND, { status: 'unknown' }, 'Next.'],
    [
      'it is queued',
      MERGE,
      { status: 'queued' },
      'It waits in the merge queue of the host.',
    ],
    [
      'it conflicts while others are asked',
      APPROVALS,
      { status: 'conflicting' },
      'Next. The host cannot merge it: it conflicts with its base branch.',
    ],
    [
      'it is blocked',
      MERGE,
      blocked,
      'The host does not merge it yet. The check ci/lint must succeed. A review is missing.',
    ],
    [
      'it is blocked and a person merges',
      BY_HAND,
      blocked,
      'Next. The host does not merge it yet. The check ci/lint must succeed. A review is missing.',
    ],
    ['it is blocked by our own status', APPROVALS, blocked, 'Next.'],
    ['it is proposed anew', PROPOSE, { status: 'conflicting' }, 'Next.'],
  ])('%s', (_, step, mergeability, sentence) => {
    const next = { sentence: 'Next.', action: 'wait' } as const;
    expect(withHostsWord(next, step, mergeability)).toEqual({
      ...next,
      sentence,
    });
  });
});
