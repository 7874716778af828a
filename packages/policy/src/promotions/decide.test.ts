import {
  approval,
  asPlanned,
  environment,
  release,
  rule,
} from '../__testUtils__/facts';
import { brief, current, freezes, hold, settled } from '../__testUtils__/steps';
import type { EnvironmentFacts } from '../facts';
import { decide } from './decide';

describe('decide, with nothing under way', () => {
  it.each<[string, Partial<EnvironmentFacts>, string]>([
    ['starts the newest', {}, 'start 1.2.0'],
    ['rests where nothing is newer', { declined: ['1.1.0', '1.2.0'] }, 'idle'],
    ['waits while held', { hold }, 'wait hold needsSomeone'],
    [
      'waits for a hold to expire',
      { hold: { ...hold, expiresAt: '2027-01-01T00:00:00Z' } },
      'wait hold waiting',
    ],
    [
      'starts once a hold has expired',
      { hold: { ...hold, expiresAt: '2026-01-01T00:00:00Z' } },
      'start 1.2.0',
    ],
    ['rests while held where nothing is newer', { hold, releases: [] }, 'idle'],
  ])('%s', (_, changes, step) => {
    expect(brief(decide(environment(changes)))).toBe(step);
  });
});

describe('decide, by pull request', () => {
  const open = { pullRequest: asPlanned };
  const outdated = {
    pullRequest: { status: 'open', head: 'outdated' },
  } as const;
  const changed = {
    pullRequest: { status: 'open', head: 'changedByOthers' },
  } as const;

  it.each<[string, EnvironmentFacts, string]>([
    ['proposes', current({}), 'propose'],
    [
      'proposes before approvals',
      current({}, { approvals: rule() }),
      'propose',
    ],
    [
      'proposes nothing while frozen',
      current({}, {}, { freezes }),
      'wait freeze needsSomeone',
    ],
    [
      'proposes nothing while held',
      current({}, {}, { hold }),
      'wait hold needsSomeone',
    ],
    [
      'proposes for a person while held',
      current({ origin: 'requested' }, {}, { hold }),
      'propose',
    ],
    [
      'waits for approvals',
      current(open, { approvals: rule() }),
      'wait approvals needsSomeone',
    ],
    [
      'merges once approved',
      current({ ...open, approvals: [approval('bob')] }, { approvals: rule() }),
      'merge',
    ],
    [
      'merges past a bypassed gate',
      current(
        { ...open, bypassed: [{ gate: 'approvals', ...settled }] },
        { approvals: rule() },
      ),
      'merge',
    ],
    [
      'waits for a person to merge',
      current(open, { merge: 'manual' }),
      'wait for someone to merge',
    ],
    [
      'merges when a person asked',
      current(
        { ...open, mergeRequestedBy: 'user:default/bob' },
        { merge: 'manual' },
      ),
      'merge',
    ],
    [
      'keeps the request until the gates pass',
      current(
        { ...open, mergeRequestedBy: 'user:default/bob' },
        { approvals: rule() },
      ),
      'wait approvals needsSomeone',
    ],
    [
      'merges nothing while frozen',
      current(open, {}, { freezes }),
      'wait freeze needsSomeone',
    ],
    [
      'waits on a gate nobody judges',
      current(open, { unsupported: ['slo'] }),
      'wait slo failed',
    ],
    ['brings an outdated head up to date', current(outdated), 'propose'],
    [
      'touches no outdated head while frozen',
      current(outdated, {}, { freezes }),
      'wait freeze needsSomeone',
    ],
    [
      'leaves what others changed to people',
      current(changed),
      'wait for someone to fix',
    ],
    [
      'settles what people merged',
      current(
        { pullRequest: { status: 'merged' } },
        { approvals: rule() },
        { freezes },
      ),
      'settle done',
    ],
    [
      'settles what people closed',
      current({ pullRequest: { status: 'closed', by: 'ann' } }),
      'settle closed',
    ],
    [
      'settles what is deployed',
      current({ content: 'deployed' }),
      'settle done',
    ],
    [
      'withdraws a proposal of what is deployed',
      current({ ...open, content: 'deployed' }),
      'withdraw superseded',
    ],
    [
      'withdraws what was cancelled',
      current({ ...open, cancelled: settled }),
      'withdraw cancelled',
    ],
    [
      'withdraws what was cancelled while frozen',
      current({ ...open, cancelled: settled }, {}, { freezes }),
      'withdraw cancelled',
    ],
    [
      'withdraws what was rejected',
      current({ ...open, release: release('1.1.0', { rejected: settled }) }),
      'withdraw superseded',
    ],
    [
      'withdraws what its pull request stands for no longer',
      current({
        ...open,
        release: release('1.1.0', {
          triggers: ['pullRequest'],
          withdrawn: '#12 is closed, not open or merged.',
        }),
      }),
      'withdraw superseded',
    ],
    [
      'goes on with what a version stands for, too',
      current({
        ...open,
        release: release('1.1.0', {
          triggers: ['pullRequest', 'image'],
          withdrawn: '#12 is closed, not open or merged.',
        }),
      }),
      'merge',
    ],
    [
      'believes a merge over a cancellation',
      current({ pullRequest: { status: 'merged' }, cancelled: settled }),
      'settle done',
    ],
  ])('%s', (_, facts, step) => {
    expect(brief(decide(facts))).toBe(step);
  });

  it('says who closed it', () => {
    expect(
      decide(current({ pullRequest: { status: 'closed', by: 'ann' } })),
    ).toEqual({ kind: 'settle', outcome: 'closed', reason: 'Closed by ann.' });
  });
});

describe('decide, by commit', () => {
  it.each<[string, EnvironmentFacts, string]>([
    ['commits', current({}, { promote: 'commit' }), 'commit'],
    [
      'waits for approvals',
      current({}, { promote: 'commit', approvals: rule() }),
      'wait approvals needsSomeone',
    ],
    [
      'waits while frozen',
      current({}, { promote: 'commit' }, { freezes }),
      'wait freeze needsSomeone',
    ],
    [
      'settles what is committed',
      current({ content: 'deployed' }, { promote: 'commit' }),
      'settle done',
    ],
  ])('%s', (_, facts, step) => {
    expect(brief(decide(facts))).toBe(step);
  });
});
