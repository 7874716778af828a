import { TestDatabases } from '@backstage/backend-test-utils';
import type { HistoryEntry } from '@backstage-gitops/plugin-gitops-common';
import { git } from '../git/git';
import { type Layout, pipelineFile } from '../__testUtils__/seed';
import type { Replica } from '../__testUtils__/startReplica';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const LAYOUTS: Layout[] = ['plain', 'kustomize', 'helm'];
const METHODS = ['merge', 'squash', 'rebase'] as const;
const CASES = LAYOUTS.flatMap(layout =>
  METHODS.map(method => ({ layout, method, service: `${layout}-${method}` })),
);

/** Both pull requests are merged so, and production lets releases in by approval alone. */
function fileOf({ service, method }: (typeof CASES)[number]): string {
  const withMethod = pipelineFile(service).replace(
    /merge: auto/g,
    `merge: auto, pullRequest: { mergeMethod: ${method} }`,
  );
  return withMethod.replace(
    `merge: auto, pullRequest: { mergeMethod: ${method} }\n`,
    `merge: auto\n      pullRequest: { mergeMethod: ${method} }\n`,
  );
}

describe('the way in which a pull request is merged', () => {
  let world: TestWorld;
  let replica: Replica;

  beforeAll(async () => {
    world = await TestWorld.create({
      services: Object.fromEntries(
        CASES.map(({ service, layout }) => [service, layout]),
      ),
      pipelineFiles: Object.fromEntries(
        CASES.map(one => [one.service, fileOf(one)]),
      ),
    });
    replica = await world.start(await databases.init('SQLITE_3'));
  });

  afterAll(() => world.remove());

  const shown = async (client: Client, name: string) => {
    const { images, release, change, violations } = await client.until(
      name,
      'it has 1.1.0',
      one => one.release?.version === '1.1.0' && !one.promotion,
    );
    return {
      tag: images[0].tag,
      release: release?.id,
      commit: change?.commit,
      origin: change?.origin,
      pullRequest: change?.pullRequest,
      violations,
    };
  };

  it.each(CASES)(
    '$layout by $method is a promotion, once and without a violation',
    async ({ service, method }) => {
      const client = new Client(replica, service);
      await client.ready();
      await client.announce('1.1.0');
      await client.approve('staging', 'ravi');
      const staging = await shown(client, 'staging');
      await client.approve('production', 'ravi');
      await client.approve('production', 'sofia');
      const production = await shown(client, 'production');

      for (const { origin, pullRequest, commit, violations } of [
        staging,
        production,
      ]) {
        expect({ origin, violations }).toEqual({
          origin: 'promotion',
          violations: [],
        });
        const { state } =
          (await world.deploy.pulls.get(pullRequest ?? 0)) ?? {};
        expect(state).toMatchObject({ status: 'merged', commit });
        const parents = await git(['log', '-1', '--format=%P', `${commit}`], {
          directory: world.deploy.directory,
        });
        expect(parents.toString().trim().split(' ')).toHaveLength(
          method === 'merge' ? 2 : 1,
        );
      }
      const { body } = await client.send(
        'get',
        `${client.path}/history?limit=200`,
        as.user('rita'),
      );
      const told = body.items
        .filter(({ environment }: HistoryEntry) => environment !== 'dev')
        .map(({ kind }: HistoryEntry) => kind);
      const count = (kind: HistoryEntry['kind']) =>
        told.filter((one: string) => one === kind).length;
      expect([count('merged'), count('deployed'), count('violation')]).toEqual([
        2,
        // What the repository began with, and the merges.
        4, 0,
      ]);
    },
  );

  it('is found again without a database', async () => {
    const clientOf = (service: string) => new Client(replica, service);
    const read = () =>
      Promise.all(
        CASES.map(async ({ service }) => [
          await shown(clientOf(service), 'staging'),
          await shown(clientOf(service), 'production'),
        ]),
      );
    const before = await read();
    await world.stop();
    replica = await world.start(await databases.init('SQLITE_3'));
    expect(await read()).toEqual(before);
  });
});
