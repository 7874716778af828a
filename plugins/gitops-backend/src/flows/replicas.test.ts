import { TestDatabases } from '@backstage/backend-test-utils';
import { Client, digestOf, as, TestWorld } from '../__testUtils__/TestWorld';
import { listCommits } from '../__testUtils__/listCommits';
import { until } from '../__testUtils__/until';
import { type Layout, pipelineFile } from '../__testUtils__/seed';

jest.setTimeout(600_000);

const postgres = process.env.GITOPS_TEST_POSTGRES;
const databases = TestDatabases.create({
  ids: postgres ? [postgres as 'POSTGRES_17'] : [],
});

// Two replicas need PostgreSQL. `npm test` finds or starts one, and says so where it cannot.
(postgres ? describe : describe.skip)('two replicas on PostgreSQL', () => {
  let world: TestWorld;

  afterEach(() => world.remove());

  it('100 releases announced to both at once: no duplicate, none lost', async () => {
    world = await TestWorld.create({ services: { payments: 'plain' } });
    const knex = await databases.init(postgres as 'POSTGRES_17');
    const replicas = [await world.start(knex), await world.start(knex)].map(
      backend => new Client(backend, 'payments'),
    );
    await replicas[0].ready();
    const versions = Array.from(
      { length: 100 },
      (_, index) => `1.${index + 1}.0`,
    );
    const shuffled = [...versions].sort((a, b) =>
      digestOf(a + a) < digestOf(b + b) ? -1 : 1,
    );
    const answers = await Promise.all(
      shuffled.flatMap(version =>
        replicas.map(replica => replica.announce(version)),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([202]),
    );
    await replicas[0].until(
      'dev',
      'it has the newest',
      one => one.release?.version === '1.100.0' && !one.promotion,
    );
    const releases = await replicas[1].send(
      'get',
      `${replicas[1].path}/releases?limit=200`,
      as.user('rita'),
    );
    expect(
      releases.body.items.map(({ version }: { version: string }) => version),
    ).toEqual([...versions].reverse());

    const commits = await listCommits(world.deploy.directory, 'main');
    const promoted = commits.flatMap(
      ({ subject }) =>
        /Promote payments 1\.(\d+)\.0 to dev/.exec(subject)?.[1] ?? [],
    );
    expect(new Set(promoted).size).toBe(promoted.length);
    expect(promoted[0]).toBe('100');
    expect(promoted.map(Number)).toEqual(
      promoted.map(Number).sort((a, b) => b - a),
    );
    await replicas[1].until(
      'staging',
      'the newest is proposed',
      one =>
        one.promotion?.release?.version === '1.100.0' &&
        one.promotion.pullRequest !== undefined,
    );
    const open = await world.deploy.pulls.list({ state: 'open' });
    expect(open.map(({ headBranch }) => headBranch)).toEqual([
      'gitops/component.default.payments/staging',
    ]);
  });

  it('50 promotions into one branch at once: none lost, each its own image lines', async () => {
    const services = Array.from(
      { length: 50 },
      (_, index) => `service-${index}`,
    );
    world = await TestWorld.create({
      poll: '60s',
      catalog: '60s',
      services: Object.fromEntries(
        services.map((service): [string, Layout] => [service, 'plain']),
      ),
      // Nothing comes after dev: it is the branch that everybody wants at once.
      pipelineFiles: Object.fromEntries(
        services.map(service => [
          service,
          pipelineFile(service).replace(/ +- { name: staging[^]*/, ''),
        ]),
      ),
    });
    const knex = await databases.init(postgres as 'POSTGRES_17');
    const backends = [await world.start(knex), await world.start(knex)];
    const clients = services.map(
      (service, index) => new Client(backends[index % 2], service),
    );
    for (const client of clients) {
      await client.until('dev', 'read', one => one.images.length > 0);
    }
    await Promise.all(clients.map(client => client.announce('2.0.0')));
    // However slow the machine is: it goes on.
    const commitsOnMain = () => listCommits(world.deploy.directory, 'main');
    for (const wanted of [10, 20, 30, 40, 50]) {
      await until(
        `${wanted} are there`,
        async () => (await commitsOnMain()).length > wanted,
      );
    }
    for (const client of clients) {
      await client.until(
        'dev',
        'it has 2.0.0',
        one => one.release?.version === '2.0.0',
      );
    }
    const promotions = (await commitsOnMain()).filter(({ subject }) =>
      / to dev$/.test(subject),
    );
    expect(promotions).toHaveLength(50);
    for (const { subject, changes } of promotions) {
      const service = /Promote (\S+) 2\.0\.0/.exec(subject)?.[1];
      expect(changes).toEqual([
        `-          image: ghcr.io/acme/${service}:1.0.0  # the version`,
        `+          image: ghcr.io/acme/${service}:2.0.0  # the version`,
      ]);
    }
  });
});
