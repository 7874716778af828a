import { TestDatabases } from '@backstage/backend-test-utils';
import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('what people do in the host, and what is found again', () => {
  let world: TestWorld;
  let client: Client;

  beforeAll(async () => {
    world = await TestWorld.create({ services: { payments: 'plain' } });
    client = new Client(
      await world.start(await databases.init('SQLITE_3')),
      'payments',
    );
    await client.ready();
  });

  afterAll(() => world.remove());

  const history = async (kind: string) =>
    (
      await client.send(
        'get',
        `${client.path}/history?limit=200`,
        as.user('rita'),
      )
    ).body.items.filter((entry: { kind: string }) => entry.kind === kind);

  const proposed = async (version: string) => {
    await client.announce(version);
    const { promotion } = await client.until(
      'staging',
      `${version} is proposed`,
      one =>
        one.promotion?.release?.version === version &&
        one.promotion.pullRequest !== undefined,
    );
    return promotion?.pullRequest?.number ?? 0;
  };

  it('a merge past an unmet gate is a violation', async () => {
    const number = await proposed('1.1.0');
    await world.deploy.pulls.merge(number, { as: 'dana', method: 'merge' });
    const staging = await client.until(
      'staging',
      'it has 1.1.0',
      one => one.release?.version === '1.1.0',
    );
    expect(staging.change).toMatchObject({
      origin: 'promotion',
      pullRequest: number,
    });
    await until('the violation is recorded', async () =>
      (
        await history('violation')
      ).some((entry: { summary: string }) =>
        /dana merged pull request #\d+ in the host although the gate "approvals"/.test(
          entry.summary,
        ),
      ),
    );
  });

  it('a squash with an edited message is still this suite’s promotion, and no violation once approved', async () => {
    const number = await proposed('1.2.0');
    await world.deploy.pulls.review(number, {
      as: 'ravi',
      verdict: 'approved',
    });
    const violations = (await history('violation')).length;
    await world.deploy.pulls.merge(number, {
      as: 'sofia',
      method: 'squash',
      title: 'Ship it',
      body: 'No trailers here',
    });
    const staging = await client.until(
      'staging',
      'it has 1.2.0',
      one => one.release?.version === '1.2.0' && !one.promotion,
    );
    expect(staging.change).toMatchObject({ origin: 'promotion' });
    expect(await history('violation')).toHaveLength(violations);
  });

  it('a closed pull request is not opened again', async () => {
    const number = await proposed('1.3.0');
    await world.deploy.pulls.close(number, { as: 'ravi' });
    await client.until('staging', 'it has ended', one => !one.promotion);
    expect(await history('pullRequestClosed')).toMatchObject([
      { by: { login: 'ravi' } },
    ]);
    await client.until(
      'staging',
      'looked at again',
      one => one.promotion === undefined && one.next?.action === undefined,
    );
    const open = await world.deploy.pulls.list({ state: 'open' });
    expect(open.map(({ headBranch }) => headBranch)).toEqual([
      'gitops/component.default.payments/production',
    ]);
  });

  it('a force-push makes approvals outdated, and we merge nothing that is not ours', async () => {
    const number = await proposed('1.4.0');
    await client.send(
      'put',
      `${client.path}/environments/production/hold`,
      as.user('ravi'),
      {
        reason: 'Looking at staging',
      },
    );
    const pull = await world.deploy.pulls.get(number);
    await world.deploy.commitFiles({
      branch: pull?.headBranch ?? '',
      files: new Map([
        ['payments/staging/deployment.yaml', '# someone else\nkind: Pod\n'],
      ]),
      message: 'Sneak in',
      author: { name: 'Dana', email: 'dana@example.com' },
    });
    await client.approve('staging', 'ravi').catch(() => undefined);
    const waiting = await client.until(
      'staging',
      'it says that someone changed it',
      one =>
        /changed this pull request|approval/.test(one.next?.sentence ?? ''),
    );
    expect(waiting.promotion?.state).toBe('open');
    await world.deploy.pulls.close(number, { as: 'dana' });
    await client.until('staging', 'it has ended', one => !one.promotion);
  });

  it('forged trailers prove nothing', async () => {
    const text = await world.deploy.readFile(
      'main',
      'payments/production/deployment.yaml',
    );
    await world.deploy.commitFiles({
      branch: 'main',
      files: new Map([
        [
          'payments/production/deployment.yaml',
          (text ?? '').replace('1.0.0', '6.6.6'),
        ],
      ]),
      message: `Promote Payments 6.6.6 to production

GitOps-Pipeline: component:default/payments
GitOps-Environment: production
GitOps-Action: promote
GitOps-Promotion: 00000000
GitOps-Requested-By: user:default/ravi
GitOps-Content: ${'0'.repeat(64)}
GitOps-Seal: ${'a'.repeat(64)}
`,
      author: { name: 'Otto', email: 'otto@example.com' },
    });
    const production = await client.until(
      'production',
      'the change is seen',
      one => one.images[0]?.tag === '6.6.6',
    );
    expect(production.change).toMatchObject({
      origin: 'foreign',
      by: { entityRef: 'user:default/otto' },
    });
    expect(production.release).toBeUndefined();
    expect(production.violations).toHaveLength(1);
  });

  it('finds deployments, the open pull request, holds and rejections again without a database, writing nothing', async () => {
    const number = await proposed('1.5.0');
    const rejected = (
      await client.send('get', `${client.path}/releases`, as.user('rita'))
    ).body.items.find(
      ({ version }: { version: string }) => version === '1.2.0',
    );
    await client.send(
      'post',
      `${client.path}/releases/${rejected.id}/reject`,
      as.user('ravi'),
      { reason: 'It leaks' },
    );
    await client.until(
      'production',
      'the proposal of the rejected release is withdrawn',
      one => !one.promotion,
    );
    const shown = ({
      name,
      images,
      release,
      hold,
      change,
      promotion,
    }: Environment) => ({
      name,
      images,
      release,
      hold: hold?.reason,
      change: [change?.commit, change?.origin, change?.by.entityRef],
      promotion: promotion?.id,
    });
    const before = (await client.pipeline()).environments.map(shown);
    await world.stop();
    const head = await world.deploy.head('main');
    const open = await world.deploy.pulls.list({ state: 'open' });

    const again = new Client(
      await world.start(await databases.init('SQLITE_3')),
      'payments',
    );
    await again.ready();
    await again.until(
      'staging',
      'the pull request is found again, and can be approved',
      one =>
        one.promotion?.pullRequest?.number === number &&
        one.promotion.pullRequest.headCommit !== '',
    );
    const after = (await again.pipeline()).environments.map(shown);
    expect(after).toEqual(before);
    expect(await world.deploy.head('main')).toBe(head);
    expect(
      (await world.deploy.pulls.list({ state: 'open' })).map(
        pull => pull.number,
      ),
    ).toEqual(open.map(pull => pull.number));
    const releases = await again.send(
      'get',
      `${again.path}/releases`,
      as.user('rita'),
    );
    expect(
      releases.body.items.find(({ id }: { id: string }) => id === rejected.id),
    ).toMatchObject({ rejected: { reason: 'It leaks' } });
  });
});
