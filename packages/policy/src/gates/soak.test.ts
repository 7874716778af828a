import { environment, NOW, policy, release } from '../__testUtils__/facts';
import type { UpstreamFacts } from '../facts';
import { soakGate } from './soak';

const HOUR = 3_600_000;

const up = (
  name: string,
  minutes: number,
  status: 'running' | 'stopped' = 'running',
): UpstreamFacts => ({
  environment: name,
  verified: ['1.1.0'],
  soaked: [{ release: '1.1.0', milliseconds: minutes * 60_000, status }],
});
const unverified: UpstreamFacts = { environment: 'qa', verified: [] };

describe('soakGate', () => {
  it.each<
    [string, 'all' | 'any', UpstreamFacts[], 'passed' | 'waiting', string]
  >([
    ['nothing is before', 'all', [], 'passed', 'No soak is asked for.'],
    [
      'long enough',
      'all',
      [up('dev', 60)],
      'passed',
      'Stayed well in dev for 1 h.',
    ],
    [
      'ended, and long enough',
      'all',
      [up('dev', 61, 'stopped')],
      'passed',
      'Stayed well in dev for 1 h.',
    ],
    [
      'running',
      'all',
      [up('dev', 50)],
      'waiting',
      'Soaks for 1 h in dev, until Mon 2 Mar, 12:10 (UTC).',
    ],
    [
      'stands still',
      'all',
      [up('dev', 50, 'stopped')],
      'waiting',
      'Soaks no further at the moment: 10 min of 1 h in dev to go, and it is not known to run well there.',
    ],
    [
      'never seen well',
      'all',
      [unverified],
      'waiting',
      'Soaks no further at the moment: 1 h of 1 h in qa to go, and it is not known to run well there.',
    ],
    [
      'all: the slowest decides',
      'all',
      [up('dev', 60), up('qa', 20)],
      'waiting',
      'Soaks for 1 h in qa, until Mon 2 Mar, 12:40 (UTC).',
    ],
    [
      'any: the quickest decides',
      'any',
      [up('dev', 60), up('qa', 20)],
      'passed',
      'Stayed well in dev for 1 h.',
    ],
    [
      'any: who did not verify it is not asked',
      'any',
      [up('dev', 30), unverified],
      'waiting',
      'Soaks for 1 h in dev, until Mon 2 Mar, 12:30 (UTC).',
    ],
    [
      'any: nobody verified it',
      'any',
      [unverified],
      'waiting',
      'Must stay well upstream for 1 h; it is verified nowhere yet.',
    ],
  ])('%s', (_, mode, upstream, status, reason) => {
    expect(
      soakGate(
        environment({
          policy: policy({ soak: HOUR, upstream: mode }),
          upstream,
        }),
        '1.1.0',
      ),
    ).toMatchObject({ name: 'soak', status, reason });
  });

  it('says when it changes by itself', () => {
    const facts = environment({
      policy: policy({ soak: HOUR }),
      upstream: [up('dev', 50)],
    });
    expect(soakGate(facts, '1.1.0')).toMatchObject({
      until: new Date(Date.parse(NOW) + 600_000).toISOString(),
    });
  });

  it('says the same while the clock runs, so that nobody is told anew every minute', () => {
    const said = [10.2, 25.7, 59.9].map(minutes =>
      soakGate(
        environment({
          policy: policy({ soak: HOUR }),
          upstream: [up('dev', minutes)],
          now: new Date(Date.parse(NOW) + minutes * 60_000).toISOString(),
        }),
        '1.1.0',
      ),
    );
    expect(said[0].status).toBe('waiting');
    expect(new Set(said.map(({ reason }) => reason)).size).toBe(1);
  });

  it('another release’s time does not count', () => {
    const facts = environment({
      policy: policy({ soak: HOUR }),
      upstream: [{ ...up('dev', 90), verified: ['1.1.0', '1.2.0'] }],
    });
    expect(soakGate(facts, release('1.2.0').id).status).toBe('waiting');
  });
});
