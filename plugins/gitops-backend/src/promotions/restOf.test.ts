import type { StoredEnvironment } from '../store/EnvironmentStore';
import { type Ended, restOf } from './restOf';

const POLL = 30_000;
const LONG = 5 * 60_000;
const gate = { name: 'approvals', status: 'needsSomeone', reason: '', who: [] };

function services(tells: 'tells' | 'silent', poll = POLL) {
  return {
    config: { git: { poll } },
    hostReader: { tells: async () => tells === 'tells' },
  } as unknown as Parameters<typeof restOf>[0];
}

const quiet = {
  environment: { observation: {}, indexed: true } as StoredEnvironment,
  violations: [],
  reverts: [],
};

function ended(
  changes: {
    step?: object;
    current?: object;
    facts?: object;
    checks?: { pullRequest: string[]; source: string[] };
    host?: 'tells' | 'silent';
  } = {},
): Ended {
  const { current, step = { kind: 'idle', reason: '' } } = changes;
  return {
    step,
    situation: {
      current,
      facts: {
        policy: { soak: 0, windows: [], http: [] },
        upstream: [],
        current,
        ...changes.facts,
      },
    },
    place: {
      services: services(changes.host ?? 'tells'),
      hosted: { repository: 'r' },
      environment: {
        policy: { checks: changes.checks ?? { pullRequest: [], source: [] } },
      },
    },
  } as unknown as Ended;
}

const open = { step: { kind: 'wait', gate }, current: { pullRequest: {} } };

describe('restOf', () => {
  it.each<
    [string, Partial<Parameters<typeof restOf>[1]>, Ended | undefined, number]
  >([
    ['nothing is under way', {}, ended(), LONG],
    ['it did not come to rest', {}, undefined, POLL],
    ['it is not there any more', { environment: undefined }, undefined, POLL],
    [
      'it was never read',
      { environment: { ...quiet.environment, observation: undefined } },
      ended(),
      POLL,
    ],
    [
      'it was not found again yet',
      { environment: { ...quiet.environment, indexed: false } },
      ended(),
      POLL,
    ],
    [
      'its repository is away, and is looked out for',
      { environment: { ...quiet.environment, stale: '502' } },
      undefined,
      LONG,
    ],
    ['a violation is open', { violations: [{}] }, ended(), POLL],
    ['a revert is under way', { reverts: [{}] }, ended(), POLL],
    [
      'time decides',
      {},
      ended({ facts: { hold: { expiresAt: '2026-01-01T00:00:00Z' } } }),
      POLL,
    ],
    ['a pull request is open where the host tells', {}, ended(open), LONG],
    [
      'a pull request is open where nobody tells',
      {},
      ended({ ...open, host: 'silent' }),
      POLL,
    ],
    [
      'checks of a source are awaited',
      {},
      ended({ ...open, checks: { pullRequest: [], source: ['ci'] } }),
      POLL,
    ],
    [
      'a promotion waits to be proposed',
      {},
      ended({ ...open, current: {}, host: 'silent' }),
      LONG,
    ],
    [
      'the host does not merge yet',
      {},
      ended({ ...open, step: { kind: 'merge' } }),
      POLL,
    ],
  ])('%s', async (_, shown, end, expected) => {
    expect(await restOf(services('tells'), { ...quiet, ...shown }, end)).toBe(
      expected,
    );
  });

  it('is never shorter than a poll', async () => {
    const hour = 3_600_000;
    expect(await restOf(services('tells', hour), quiet, ended())).toBe(hour);
    expect(await restOf(services('tells', 200), quiet, ended())).toBe(2_000);
  });
});
