import { TestDatabases } from '@backstage/backend-test-utils';
import { LocalGitHost } from '@backstage-gitops/plugin-gitops-backend-module-local';
import type { CommitStatus } from '@backstage-gitops/plugin-gitops-node';
import { hostModule } from '../__testUtils__/FlakyHost';
import { QUEUE, QueueingHost } from '../__testUtils__/QueueingHost';
import { HOST_URL } from '../__testUtils__/seed';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const DEPLOY = `${HOST_URL}/acme/deploy`;

/** Whatever goes into the branch goes through the host's merge queue, which waits for the status `gitops`. */
describe('a promotion through a merge queue', () => {
  let world: TestWorld;
  let client: Client;
  let host: LocalGitHost;
  let queueing: QueueingHost;
  let number: number;
  let group: string;

  beforeAll(async () => {
    world = await TestWorld.create({
      services: { payments: 'plain' },
      config: { hosts: {} },
      features: [hostModule(() => queueing.host)],
    });
    host = new LocalGitHost(world.repositories);
    queueing = new QueueingHost(host, world.deploy.directory);
    client = new Client(
      await world.start(await databases.init('SQLITE_3')),
      'payments',
    );
    await client.ready();
  });

  afterAll(() => world.remove());

  const untilStatus = (commit: string, state: CommitStatus['state']) =>
    until(`gitops is ${state} on ${commit}`, async () =>
      (await host.listCommitStatuses(DEPLOY, commit)).some(
        one => one.context === 'gitops' && one.state === state,
      ),
    );

  const freeze = (method: 'put' | 'delete') =>
    client.send(
      method,
      `/api/gitops/freezes/${encodeURIComponent(
        'environment:component/default/payments/staging',
      )}`,
      as.user('ravi'),
      method === 'put' ? { reason: 'Incident 7' } : undefined,
    );

  it('waits in the queue, and says so', async () => {
    await client.announce('1.1.0');
    await client.until(
      'staging',
      'it is proposed',
      one => one.promotion?.pullRequest?.headCommit !== undefined,
    );
    await client.approve('staging', 'ravi');
    const { promotion } = await client.until('staging', 'it waits', one =>
      /merge queue/.test(one.promotion?.problem ?? ''),
    );
    number = promotion?.pullRequest?.number ?? 0;
    group = queueing.groupOf(number) ?? '';
    expect(promotion?.state).toBe('open');
    await untilStatus(group, 'success');
  });

  it('stays where it is, however often it is looked at', async () => {
    const before = queueing.askedAgain;
    await until('it was looked at', async () => queueing.askedAgain > before);
    expect(queueing.groupOf(number)).toBe(group);
  });

  it('turns red in the queue when its environment is frozen', async () => {
    expect((await freeze('put')).status).toBe(204);
    await untilStatus(group, 'failure');
    expect((await freeze('delete')).status).toBe(204);
    await untilStatus(group, 'success');
  });

  it('is green in the queue where nothing is promoted', async () => {
    const head = await world.deploy.commitFiles({
      branch: 'docs',
      files: new Map([['README.md', '# Where we deploy from\n']]),
      message: 'Explain',
      author: { name: 'Dana', email: 'dana@example.com' },
    });
    const unrelated = await world.deploy.pulls.open({
      headBranch: 'docs',
      baseBranch: 'main',
      title: 'Explain',
      body: '',
      as: 'dana',
    });
    await queueing.add(unrelated.number, head);
    const other = queueing.groupOf(unrelated.number) ?? '';
    await untilStatus(other, 'success');
    expect(other).not.toBe(group);
  });

  it('is done once the queue has merged it', async () => {
    await world.deploy.pulls.merge(number, { as: QUEUE, method: 'merge' });
    queueing.remove(number);
    const staging = await client.until(
      'staging',
      'it has 1.1.0',
      one => one.release?.version === '1.1.0' && !one.promotion,
    );
    expect(staging.change).toMatchObject({
      origin: 'promotion',
      pullRequest: number,
    });
    expect(staging.violations ?? []).toEqual([]);
  });
});
