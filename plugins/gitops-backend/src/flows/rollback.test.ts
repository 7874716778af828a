import { TestDatabases } from '@backstage/backend-test-utils';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';

jest.setTimeout(90_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('rolling production back', () => {
  let world: TestWorld;
  let client: Client;
  let seeded: string;
  let before: string | undefined;

  const changes = async () =>
    (
      await client.send(
        'get',
        `${client.path}/environments/production/changes`,
        as.user('rita'),
      )
    ).body.items;

  const rollBack = (body: object) =>
    client.send(
      'post',
      `${client.path}/environments/production/rollback`,
      as.user('dana'),
      body,
    );

  /** Takes a release all the way. */
  const ship = async (version: string) => {
    await client.announce(version);
    await client.until(
      'staging',
      `${version} is proposed`,
      one => one.promotion?.release?.version === version,
    );
    await client.approve('staging', 'ravi');
    await client.until(
      'production',
      `${version} is proposed`,
      one => one.promotion?.release?.version === version,
    );
    await client.approve('production', 'ravi');
    await client.approve('production', 'sofia');
    await client.until(
      'production',
      `it has ${version}`,
      one => one.release?.version === version && !one.promotion,
    );
  };

  beforeAll(async () => {
    world = await TestWorld.create({
      services: { payments: 'plain', orders: 'kustomize' },
    });
    client = new Client(
      await world.start(await databases.init('SQLITE_3')),
      'payments',
    );
    await client.ready();
    seeded = (await world.deploy.head('main')) ?? '';
    before = await world.deploy.readFile(
      'main',
      'payments/production/deployment.yaml',
    );
    await ship('1.1.0');
  });

  afterAll(() => world.remove());

  it('shows its earlier states', async () => {
    expect(await changes()).toMatchObject([
      { current: true, origin: 'promotion', release: { version: '1.1.0' } },
      { current: false, origin: 'foreign', commit: seeded },
    ]);
  });

  it('answers a dry run with the difference and writes nothing', async () => {
    const head = await world.deploy.head('main');
    const plan = await rollBack({ commit: seeded, dryRun: true });
    expect(plan.status).toBe(200);
    expect(plan.body.differences).toHaveLength(1);
    expect(plan.body.differences[0].patch).toMatch(
      /-.*payments:1\.1\.0[^]*\+.*payments:1\.0\.0/,
    );
    expect(await world.deploy.head('main')).toBe(head);
    expect((await client.environment('production')).hold).toBeUndefined();
  });

  it.each([
    [{ commit: 'f'.repeat(40), dryRun: true }, /There is no commit/],
    [{ commit: '', dryRun: true }, /pattern/],
    [{ commit: undefined, dryRun: true }, /required/],
  ])('refuses %j', async (body, message) => {
    const answer = await rollBack(body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(message);
  });

  it('needs a reason to be done', async () => {
    const answer = await rollBack({ commit: seeded });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(/needs a reason/);
  });

  it('restores exactly the earlier content by a pull request, and holds automation', async () => {
    const done = await rollBack({
      commit: seeded,
      reason: 'It drops payments',
    });
    expect(done.status).toBe(200);
    expect((await client.environment('production')).hold?.reason).toMatch(
      /It drops payments/,
    );
    await client.until(
      'production',
      'the rollback is proposed',
      one =>
        one.promotion?.kind === 'rollback' &&
        one.promotion.pullRequest !== undefined,
    );
    await client.approve('production', 'ravi');
    await client.approve('production', 'sofia');
    await client.until(
      'production',
      'it is rolled back',
      one => one.change?.origin === 'rollback',
    );
    expect(
      await world.deploy.readFile(
        'main',
        'payments/production/deployment.yaml',
      ),
    ).toBe(before);
    expect(
      await world.deploy.readFile('main', 'payments/staging/deployment.yaml'),
    ).toContain('payments:1.1.0');
  });

  it('stops a newer release until it is resumed, after which exactly one promotion follows', async () => {
    await client.announce('1.2.0');
    await client.until(
      'staging',
      'the newer release is proposed',
      one => one.promotion?.release?.version === '1.2.0',
    );
    await client.approve('staging', 'ravi');
    await client.until(
      'staging',
      'it has the newer release',
      one => one.release?.version === '1.2.0',
    );
    const held = await client.until(
      'production',
      'the hold is what stops it',
      one =>
        one.candidate?.version === '1.2.0' && one.next?.action === 'resume',
    );
    expect(held.promotion).toBeUndefined();

    await client.send(
      'delete',
      `${client.path}/environments/production/hold`,
      as.user('ravi'),
    );
    const resumed = await client.until(
      'production',
      'the newest release is proposed',
      one => one.promotion?.pullRequest !== undefined,
    );
    expect(resumed.promotion?.release?.version).toBe('1.2.0');
    const open = await world.deploy.pulls.list({ state: 'open' });
    expect(open.map(({ headBranch }) => headBranch)).toEqual([
      'gitops/component.default.payments/production',
    ]);
  });

  it('rejects the release that ran in the same act: nothing promotes it again', async () => {
    await client.approve('production', 'ravi');
    await client.approve('production', 'sofia');
    await client.until(
      'production',
      'it has 1.2.0',
      one => one.release?.version === '1.2.0',
    );
    await rollBack({ commit: seeded, reason: 'Bad again', reject: true });
    const releases = await client.send(
      'get',
      `${client.path}/releases`,
      as.user('rita'),
    );
    expect(
      releases.body.items.find(
        ({ version }: { version: string }) => version === '1.2.0',
      ),
    ).toMatchObject({
      rejected: { reason: 'Bad again', by: { name: 'dana' } },
      eligibility: expect.arrayContaining([
        expect.objectContaining({
          environment: 'staging',
          status: expect.stringMatching(/deployed|excluded/),
        }),
      ]),
    });
  });

  it('touches no other service that lives in the same repository', async () => {
    const log = await world.deploy.readFile(
      'main',
      'orders/production/kustomization.yaml',
    );
    expect(log).not.toContain('images:');
  });
});
