import { TestDatabases } from '@backstage/backend-test-utils';
import { LocalGitHost } from '@backstage-gitops/plugin-gitops-backend-module-local';
import type {
  HistoryEntry,
  Promotion,
} from '@backstage-gitops/plugin-gitops-common';
import type { CommitStatus } from '@backstage-gitops/plugin-gitops-node';
import { FlakyHost, hostModule } from '../__testUtils__/FlakyHost';
import { listCommits } from '../__testUtils__/listCommits';
import { letPass, pretendTime } from '../__testUtils__/pretendTime';
import { randomFrom } from '../__testUtils__/randomFrom';
import { HOST_URL } from '../__testUtils__/seed';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(600_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const DEPLOY = `${HOST_URL}/acme/deploy`;

/** A Monday. */
const START = '2026-03-02T08:00:00.000Z';
const DAYS = 7;
const HOUR = 3_600_000;

/** Time between two looks at the environment. */
const PACE = HOUR / 2;

/** Of all calls to the host. */
const SHARE_OF_FAILURES = 0.05;

const FILE = `apiVersion: backstage-gitops.dev/v1alpha1
kind: Pipeline
metadata: { name: payments }
spec:
  repository: ${DEPLOY}
  images: [{ name: app, repository: ghcr.io/acme/payments }]
  releases: [{ on: image, image: app, select: semver }]
  environments:
    - name: production
      protected: true
      path: payments/production
      merge: auto
      gates:
        approvals: { count: 2, from: [group:default/sre] }
        windows: [{ allow: 'Mon-Thu 09:00-16:00' }]
`;

describe('a pull request that stays open for a week on a host that fails', () => {
  const seed = Number(process.env.GITOPS_TEST_SEED ?? Date.now() % 100_000);
  let world: TestWorld;
  let client: Client;
  let flaky: FlakyHost;
  let host: LocalGitHost;

  beforeAll(async () => {
    pretendTime(START);
    world = await TestWorld.create({
      services: { payments: 'plain' },
      pipelineFiles: { payments: FILE },
      // Looked at without pause: it is the time that passes between two looks.
      poll: '0ms',
      catalog: '1h',
      config: { hosts: {} },
      features: [hostModule(() => flaky.host)],
    });
    host = new LocalGitHost(world.repositories);
    flaky = new FlakyHost(host, randomFrom(seed));
    client = new Client(
      await world.start(await databases.init('SQLITE_3')),
      'payments',
    );
    await client.until(
      'production',
      'it was read',
      one => one.images.length > 0,
    );
    flaky.share = SHARE_OF_FAILURES;
  });

  afterAll(async () => {
    jest.useRealTimers();
    await world.remove();
  });

  /** Lets time pass until a moment, with a look at the pull request every so often. */
  const passUntil = async (moment: number) => {
    while (Date.now() < moment) {
      const looked = flaky.nextCallOf('readPullRequests');
      letPass(Math.min(PACE, moment - Date.now()));
      await looked;
    }
  };

  const untilShown = async (
    number: number,
    state: CommitStatus['state'],
    line: RegExp,
  ) =>
    until(`${new Date().toISOString()}: ${state}, ${line}`, async () => {
      const pull = await world.deploy.pulls.get(number);
      const statuses = await host.listCommitStatuses(
        DEPLOY,
        pull?.headCommit ?? '',
      );
      return (
        line.test(pull?.body ?? '') &&
        statuses.some(one => one.context === 'gitops' && one.state === state)
      );
    });

  const read = async <T>(path: string): Promise<T[]> =>
    (await client.send('get', `${client.path}/${path}`, as.user('rita'))).body
      .items;

  it(`is kept up to date, and merged exactly once when it is approved (seed ${seed})`, async () => {
    // The answers that matter most are lost for certain.
    void flaky.loseAnswerOf('openPullRequest');
    void flaky.loseAnswerOf('mergePullRequest');
    await client.announce('1.1.0');
    const { promotion } = await client.until(
      'production',
      'it is proposed',
      one => one.promotion?.pullRequest !== undefined,
    );
    const number = promotion?.pullRequest?.number ?? 0;
    const start = Date.parse(START);

    for (let day = 0; day < DAYS; day += 1) {
      const midnight = start - 8 * HOUR + day * 24 * HOUR;
      await passUntil(midnight + 12 * HOUR);
      // From Friday to Sunday it stays closed.
      await (day < 4
        ? untilShown(number, 'pending', /^- \[x\] \*\*windows\*\*: Open until/m)
        : untilShown(
            number,
            'failure',
            /^- \[ \] \*\*windows\*\*: Opens Mon/m,
          ));
      await world.deploy.commitFiles({
        branch: 'main',
        files: new Map([[`notes/${day}.md`, `Day ${day}\n`]]),
        message: `Note day ${day}`,
        author: { name: 'Dana', email: 'dana@example.com' },
      });
      if (day === 2) {
        await world.deploy.pulls.review(number, {
          as: 'ravi',
          verdict: 'approved',
        });
      }
      await passUntil(midnight + 20 * HOUR);
      await untilShown(
        number,
        'failure',
        day < 2
          ? /^- \[ \] \*\*approvals\*\*: .*2/m
          : /^- \[ \] \*\*approvals\*\*: .*1/m,
      );
    }
    await passUntil(start + DAYS * 24 * HOUR);
    await world.deploy.pulls.review(number, {
      as: 'sofia',
      verdict: 'approved',
    });
    await passUntil(start + DAYS * 24 * HOUR + HOUR);
    await client.until(
      'production',
      'it has 1.1.0',
      one => one.release?.version === '1.1.0' && !one.promotion,
    );

    expect(await world.deploy.pulls.list({ state: 'all' })).toMatchObject([
      { number, state: { status: 'merged' } },
    ]);
    const merges = (await listCommits(world.deploy.directory, 'main')).filter(
      ({ subject }) => /^Promote/.test(subject),
    );
    expect(merges).toHaveLength(1);
    expect(await read<Promotion>('promotions')).toMatchObject([
      { id: promotion?.id, state: 'done' },
    ]);
    const history = await read<HistoryEntry>('history?limit=200');
    const told = (kind: HistoryEntry['kind']) =>
      history.filter(entry => entry.kind === kind);
    expect(told('pullRequestOpened')).toHaveLength(1);
    expect(told('merged')).toMatchObject([{ promotion: promotion?.id }]);
    expect([...told('failed'), ...told('violation')]).toEqual([]);
    // A host that never failed would have shown nothing.
    expect(flaky.failures).toBeGreaterThan(flaky.calls * 0.02);
  });
});
