import { TestDatabases } from '@backstage/backend-test-utils';
import { CommittingHost } from '../__testUtils__/CommittingHost';
import { FlakyHost, hostModule } from '../__testUtils__/FlakyHost';
import { listCommits } from '../__testUtils__/listCommits';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const DEV = 'payments/dev/deployment.yaml';
const PROPOSAL = 'gitops/component.default.payments/staging';

describe('commits that the host makes, and what tells of them is lost', () => {
  let world: TestWorld;
  let client: Client;
  let flaky: FlakyHost;

  beforeEach(async () => {
    world = await TestWorld.create({
      services: { payments: 'plain' },
      config: { hosts: {} },
      git: { signing: { by: 'host' } },
      features: [hostModule(() => flaky.host)],
    });
    flaky = new FlakyHost(new CommittingHost(world.repositories), () => 0);
    client = new Client(
      await world.start(await databases.init('SQLITE_3')),
      'payments',
    );
    await client.ready();
  });

  afterEach(() => world.remove());

  const commits = async (branch: string, subject: RegExp) =>
    (await listCommits(world.deploy.directory, branch)).filter(one =>
      subject.test(one.subject),
    );

  const promotionsInto = async (environment: string) =>
    (
      await client.send(
        'get',
        `${client.path}/promotions?environment=${environment}`,
        as.user('rita'),
      )
    ).body.items;

  /**
   * The next commit of the host is made, its answer is lost, and nothing can be asked any more: what a process that was
   * killed right then leaves behind. Work goes on once `meanwhile` is over.
   */
  const loseTheNextCommit = async (
    environment: string,
    act: () => Promise<unknown>,
    meanwhile: () => Promise<void>,
  ) => {
    const lost = flaky.loseAnswerOf('createCommit').then(() => {
      flaky.share = 1;
    });
    await act();
    await lost;
    await client.until(
      environment,
      'it says that the host does not answer',
      one => /The host answers 502/.test(one.stale ?? ''),
    );
    await meanwhile();
    flaky.share = 0;
  };

  it('a commit to a branch is found by its seal, though others pushed over it: it is not made again', async () => {
    await loseTheNextCommit(
      'dev',
      () => client.announce('1.1.0'),
      async () => {
        const [made] = await commits('main', /1\.1\.0 to dev/);
        expect(made).toBeDefined();
        const text = await world.deploy.readFile('main', DEV);
        await world.deploy.commitFiles({
          branch: 'main',
          files: new Map([[DEV, (text ?? '').replace('1.1.0', '9.9.9')]]),
          message: 'By hand',
          author: { name: 'Dana', email: 'dana@example.com' },
        });
      },
    );
    const dev = await client.until(
      'dev',
      'the promotion has ended',
      one => !one.promotion && one.images[0]?.tag === '9.9.9' && !one.stale,
    );
    expect(dev.change).toMatchObject({ origin: 'foreign' });
    const made = await commits('main', /1\.1\.0 to dev/);
    expect(made).toHaveLength(1);
    expect(await promotionsInto('dev')).toMatchObject([{ state: 'done' }]);
    const changes = await client.send(
      'get',
      `${client.path}/environments/dev/changes`,
      as.user('rita'),
    );
    expect(changes.body.items).toMatchObject([
      { origin: 'foreign' },
      { origin: 'promotion', commit: made[0].commit },
      {},
    ]);
  });

  it('a proposal is taken up as it is: one commit, one pull request', async () => {
    await client.send(
      'put',
      `${client.path}/environments/staging/hold`,
      as.user('ravi'),
      { reason: 'People decide' },
    );
    await client.announce('10.0.0');
    await client.until(
      'dev',
      'it has 10.0.0',
      one => one.release?.version === '10.0.0' && !one.promotion,
    );
    const releases = await client.send(
      'get',
      `${client.path}/releases`,
      as.user('rita'),
    );
    let made: string | undefined;
    await loseTheNextCommit(
      'staging',
      () =>
        client.send('post', `${client.path}/promotions`, as.user('dana'), {
          environment: 'staging',
          release: releases.body.items[0].id,
        }),
      async () => {
        made = await world.deploy.head(PROPOSAL);
      },
    );
    await client.until(
      'staging',
      'it is proposed',
      one => one.promotion?.pullRequest !== undefined,
    );
    expect(await world.deploy.head(PROPOSAL)).toBe(made);
    expect(await commits(PROPOSAL, /to staging/)).toHaveLength(1);
    const open = await world.deploy.pulls.list({ state: 'open' });
    expect(open.map(({ headCommit }) => headCommit)).toEqual([made]);
  });
});
