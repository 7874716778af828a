import { TestDatabases } from '@backstage/backend-test-utils';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';
import { BOT, HOST_URL, type Layout } from '../__testUtils__/seed';

jest.setTimeout(90_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe.each<[string, Layout, string[]]>([
  [
    'payments',
    'plain',
    [
      '-          image: ghcr.io/acme/payments:1.0.0  # the version',
      '+          image: ghcr.io/acme/payments:1.1.0  # the version',
    ],
  ],
  [
    'orders',
    'kustomize',
    ['+images:', '+- name: ghcr.io/acme/orders', '+  newTag: 1.1.0'],
  ],
  [
    'shop',
    'helm',
    ['-    tag: 1.0.0 # the version', '+    tag: 1.1.0 # the version'],
  ],
])(
  'from an announced image to production: %s (%s)',
  (service, layout, lines) => {
    let world: TestWorld;
    let client: Client;

    beforeAll(async () => {
      world = await TestWorld.create({ services: { [service]: layout } });
      client = new Client(
        await world.start(await databases.init('SQLITE_3')),
        service,
      );
      await client.ready();
    });

    afterAll(() => world.remove());

    it('goes into dev by a commit that changes the image alone, and is proposed for staging', async () => {
      const source = world.repositories.get(`acme/${service}`);
      const commit = await source.commitFiles({
        branch: 'main',
        files: new Map([['main.ts', 'export const better = 1;\n']]),
        message: 'Better',
        author: { name: 'Dana', email: 'dana@example.com' },
      });
      const announced = await client.announce('1.1.0', {
        repository: `${HOST_URL}/acme/${service}`,
        commit,
      });
      expect(announced.status).toBe(202);
      expect(announced.body.source.author.entityRef).toBe('user:default/dana');

      const dev = await client.until(
        'dev',
        'it has the release',
        one =>
          one.release?.version === '1.1.0' &&
          one.change?.origin === 'promotion',
      );
      expect(dev.change?.by.entityRef).toBe('user:default/dana');

      const staging = await client.until(
        'staging',
        'a pull request is open',
        one => one.promotion?.pullRequest !== undefined,
      );
      const shown = await client.send(
        'get',
        `/api/gitops/promotions/${staging.promotion?.id}`,
        as.user('rita'),
      );
      const changed = shown.body.differences
        .flatMap(({ patch }: { patch: string }) => patch.split('\n'))
        .filter((line: string) => /^[+-](?![+-]{2})/.test(line));
      expect(changed).toEqual(lines);
    });

    it('merges into staging once one person approved', async () => {
      const answer = await client.approve('staging', 'ravi');
      expect(answer.body).toMatchObject({ state: 'open' });
      expect(answer.status).toBe(200);
      await client.until(
        'staging',
        'it has the release',
        one => one.release?.version === '1.1.0' && one.promotion === undefined,
      );
    });

    it('asks for two approvals in production, of which the source author is none and the bot is none', async () => {
      await client.approve('production', 'dana');
      const { promotion } = await client.environment('production');
      const approveInHost = (login: string) =>
        world.deploy.pulls.review(promotion?.pullRequest?.number ?? 0, {
          as: login,
          verdict: 'approved',
        });
      // The bot opened the pull request, and no host lets an author approve; another robot is nobody in the catalog.
      await expect(approveInHost(BOT)).rejects.toThrow('cannot approve');
      await approveInHost('dependency-robot');
      await approveInHost('ravi');
      const waiting = await client.until(
        'production',
        'all three approvals are seen',
        one => one.promotion?.approvals.length === 3,
      );
      expect(waiting.promotion?.approvals).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            by: expect.objectContaining({ entityRef: 'user:default/dana' }),
            status: 'ignored',
          }),
          expect.objectContaining({
            by: { name: 'dependency-robot', login: 'dependency-robot' },
            via: 'host',
            status: 'ignored',
          }),
          expect.objectContaining({
            by: expect.objectContaining({ entityRef: 'user:default/ravi' }),
            via: 'host',
            status: 'counted',
          }),
        ]),
      );
      expect(waiting.next).toMatchObject({ action: 'approve' });

      await client.approve('production', 'sofia');
      const done = await client.until(
        'production',
        'it has the release',
        one => one.release?.version === '1.1.0',
      );
      expect(done.violations).toEqual([]);
    });
  },
);
