import { TestDatabases } from '@backstage/backend-test-utils';
import type { HistoryEntry } from '@backstage-gitops/plugin-gitops-common';
import type { Knex } from 'knex';
import { GithubPipeline } from '../__testUtils__/GithubPipeline';
import {
  letDatabasePass,
  untilAllRest,
} from '../__testUtils__/letDatabasePass';
import { as } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(300_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const SECOND = 1_000;
const MINUTES = 10;

/** Time that passes at once. */
const PACE = 30 * SECOND;

/** As a platform has it that sets none. */
const POLL = '30s';

const ENVIRONMENTS = 3;

/** Tries of one environment that rests a poll after each. */
const POLLS = (MINUTES * 60 * SECOND) / (30 * SECOND);

describe('a host that answers 502 for ten minutes', () => {
  let database: Knex;
  let github: GithubPipeline;

  beforeEach(async () => {
    database = await databases.init('SQLITE_3');
    github = await GithubPipeline.start({
      database,
      poll: POLL,
      catalog: '1h',
    });
  });

  afterEach(() => github.stop());

  /** Lets time pass, with every look that is due in it. */
  const pass = async (milliseconds: number) => {
    for (let passed = 0; passed < milliseconds; passed += PACE) {
      await letDatabasePass(database, PACE);
      await untilAllRest(database);
    }
  };

  /** Lets time pass until something is so. */
  const passUntil = (what: string, look: () => Promise<unknown>) =>
    until(what, async () => {
      if (await look()) return true;
      await pass(PACE);
      return false;
    });

  const staging = () => github.client.environment('staging');

  const proposed = async () => {
    await passUntil(
      'staging is proposed',
      async () => (await staging()).promotion?.pullRequest,
    );
    return (await staging()).promotion?.pullRequest?.number ?? 0;
  };

  const untilStale = () =>
    passUntil('the board says why it is old', async () =>
      /502/.test((await staging()).stale ?? ''),
    );

  const untilMerged = () =>
    passUntil(
      'staging has it',
      async () =>
        (await staging()).release?.version === '1.1.0' &&
        !(await staging()).promotion,
    );

  const history = async (): Promise<HistoryEntry[]> =>
    (
      await github.client.send(
        'get',
        `${github.client.path}/history?limit=200`,
        as.user('rita'),
      )
    ).body.items;

  /** One commit, one pull request, one merge, and nothing that failed. */
  const expectOneOfEach = async () => {
    expect(await github.pullsFor('staging')).toMatchObject([
      { state: 'closed', merged_at: expect.any(String) },
    ]);
    expect(await github.subjects()).toEqual([
      'Promote payments 1.1.0 to dev',
      'Promote payments 1.1.0 to staging',
    ]);
    const told = (await history()).filter(
      ({ environment }) => environment === 'staging',
    );
    const count = (kind: HistoryEntry['kind']) =>
      told.filter(entry => entry.kind === kind).length;
    expect(count('pullRequestOpened')).toBe(1);
    expect(count('merged')).toBe(1);
    expect(count('failed')).toBe(0);
    expect(count('violation')).toBe(0);
    expect((await staging()).stale).toBeUndefined();
  };

  it('goes on by itself: an approval of meanwhile is seen, and it is merged', async () => {
    await github.client.announce('1.1.0');
    const number = await proposed();
    await untilAllRest(database);

    github.goAway();
    await untilStale();
    const before = await staging();
    await github.approve('ravi', number);
    await pass(MINUTES * 60 * SECOND);

    const away = await staging();
    expect(away.stale).toMatch(/returned error: 502/);
    const since = Date.parse(away.staleSince ?? '');
    expect(Date.now() - since).toBeGreaterThanOrEqual(MINUTES * 60 * SECOND);
    expect(away.asOf).toBe(before.asOf);
    expect(away.promotion).toMatchObject({
      state: 'open',
      pullRequest: { number },
    });
    expect(away.promotion?.problem).toBeUndefined();
    const { preflight } = await github.client.pipeline();
    expect(preflight).toBe('unknown');
    const { git, api } = github.standIn.outage.answered;
    // It is tried again and again, and the less often the longer it takes.
    expect(git).toBeGreaterThanOrEqual(ENVIRONMENTS * MINUTES * 0.8);
    expect(git).toBeLessThan(ENVIRONMENTS * POLLS * 0.7);
    expect(api).toBeLessThan(100);

    github.comeBack();
    await untilMerged();
    await expectOneOfEach();
  });

  it('goes away between the push of a proposal and its pull request: it is opened once', async () => {
    github.standIn.faults.plan(
      { kind: 'refused', status: 502, message: 'Server Error' },
      {
        concerns: (method, path) => {
          const opens = method === 'POST' && path.endsWith('/pulls');
          if (opens) github.goAway();
          return opens;
        },
      },
    );
    await github.client.announce('1.1.0');
    await untilStale();
    const branch = 'gitops/component.default.payments/staging';
    const pushed = await github.deploy.tip(branch);
    expect(pushed).toBeDefined();
    await pass(MINUTES * 60 * SECOND);
    expect(await github.pullsFor('staging')).toEqual([]);
    expect((await staging()).promotion?.state).toBe('pending');

    github.comeBack();
    const number = await proposed();
    expect(await github.deploy.tip(branch)).toBe(pushed);
    await github.approve('ravi', number);
    await untilMerged();
    await expectOneOfEach();
  });

  it('goes away with the answer of a merge: it is told of as merged by this suite', async () => {
    await github.client.announce('1.1.0');
    const number = await proposed();
    github.standIn.faults.plan(
      { kind: 'lost' },
      {
        concerns: (method, path) => {
          const merges = method === 'PUT' && path.endsWith('/merge');
          if (merges) github.goAway();
          return merges;
        },
      },
    );
    await github.approve('ravi', number);
    await untilStale();
    await pass(MINUTES * 60 * SECOND);
    expect(await github.pullsFor('staging')).toMatchObject([
      { merged_at: expect.any(String) },
    ]);
    expect((await staging()).promotion).toMatchObject({ state: 'open' });

    github.comeBack();
    await untilMerged();
    await expectOneOfEach();
    const merged = (await history()).find(({ kind }) => kind === 'merged');
    expect(merged).toMatchObject({ by: { name: 'GitOps' } });
  });
});
