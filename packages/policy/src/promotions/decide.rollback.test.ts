import { release, rule } from '../__testUtils__/facts';
import { brief, current, freezes, hold, settled } from '../__testUtils__/steps';
import type { EnvironmentFacts } from '../facts';
import { decide } from './decide';

describe('decide, a rollback', () => {
  const back = { kind: 'rollback', release: undefined } as const;
  const by = (how: 'commit' | 'pullRequest', count = 0) => ({
    approvals: rule({ count: 2 }),
    unsupported: ['slo' as const],
    rollback: { by: how, approvals: rule({ count }) },
  });
  const blocked = { hold, upstream: [{ environment: 'dev', verified: [] }] };

  it.each<[string, EnvironmentFacts, string]>([
    [
      'commits past upstream, hold and soak',
      current(back, by('commit'), blocked),
      'commit',
    ],
    [
      'goes its own way, not the promotions',
      current(back, { ...by('pullRequest'), promote: 'commit' }),
      'propose',
    ],
    [
      'waits while frozen',
      current(back, by('commit'), { freezes }),
      'wait freeze needsSomeone',
    ],
    [
      'waits for its own approvals',
      current(back, by('commit', 1)),
      'wait approvals needsSomeone',
    ],
    [
      'goes back to a rejected release where people insist',
      current(
        { ...back, release: release('0.9.0', { rejected: settled }) },
        by('commit'),
      ),
      'commit',
    ],
    [
      'can be cancelled',
      current({ ...back, cancelled: settled }, by('pullRequest')),
      'withdraw cancelled',
    ],
  ])('%s', (_, facts, step) => {
    expect(brief(decide(facts))).toBe(step);
  });
});
