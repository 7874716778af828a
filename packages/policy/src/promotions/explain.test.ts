import {
  asPlanned,
  environment,
  policy,
  promotion,
  rule,
} from '../__testUtils__/facts';
import type { EnvironmentFacts } from '../facts';
import { decide } from './decide';
import { explain, type Explanation } from './explain';

describe('explain', () => {
  const ann = 'user:default/ann';
  const hold = { by: ann, reason: 'incident' };
  const open = promotion({
    origin: 'requested',
    pullRequest: asPlanned,
  });

  it.each<[string, Partial<EnvironmentFacts>, Explanation]>([
    [
      'approvals, from a group',
      {
        policy: policy({
          approvals: rule({ count: 2, from: ['group:default/sre'] }),
        }),
        current: open,
      },
      {
        sentence: 'Waits for 2 approvals by sre; 0 given.',
        action: 'approve',
        who: ['group:default/sre'],
      },
    ],
    [
      'a merge by a person',
      { policy: policy({ merge: 'manual' }), current: open },
      {
        sentence: 'All gates pass; it is merged by a person here.',
        action: 'merge',
        who: [],
      },
    ],
    [
      'a hold',
      { hold },
      {
        sentence: 'Held by ann: incident',
        action: 'resume',
        who: [ann],
      },
    ],
    [
      'a hold that expires',
      { hold: { ...hold, expiresAt: '2027-01-01T00:00:00Z' } },
      {
        sentence: 'Held by ann: incident',
        action: 'wait',
        until: '2027-01-01T00:00:00Z',
      },
    ],
    [
      'a freeze',
      {
        freezes: [{ scope: 'shop', by: ann, reason: 'year end' }],
        current: open,
      },
      {
        sentence: 'shop is frozen by ann: year end',
        action: 'unfreeze',
        who: [ann],
      },
    ],
    [
      'a gate nobody judges',
      { policy: policy({ unsupported: ['slo'] }), current: open },
      { sentence: expect.stringContaining('"slo"'), action: 'fix' },
    ],
    [
      'upstream',
      {
        upstream: [{ environment: 'dev', verified: [] }],
        current: promotion({ origin: 'requested' }),
      },
      {
        sentence: 'Not verified in dev yet.',
        action: 'wait',
        until: undefined,
      },
    ],
    [
      'nothing newer',
      { releases: [] },
      { sentence: 'No newer release may come here.' },
    ],
    [
      'work under way',
      { current: open },
      { sentence: 'Being done now.', action: 'wait' },
    ],
    [
      'a newer release',
      {},
      { sentence: 'A newer release is being promoted.', action: 'wait' },
    ],
    [
      'a withdrawal',
      {
        current: promotion({ cancelled: { by: ann, reason: 'not today' } }),
      },
      {
        sentence: 'Cancelled by ann: not today',
        action: 'wait',
      },
    ],
  ])('%s', (_, changes, explanation) => {
    const facts = environment(changes);
    expect(explain(facts, decide(facts))).toEqual(explanation);
  });

  it('asks for a fix, not an approval, of what people changed', () => {
    const facts = environment({
      current: promotion({
        origin: 'requested',
        pullRequest: { status: 'open', head: 'changedByOthers' },
      }),
    });
    expect(explain(facts, decide(facts)).action).toBe('fix');
  });
});
