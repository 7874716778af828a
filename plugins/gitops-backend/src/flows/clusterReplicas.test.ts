import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ClusterWorld,
  configMap,
  KUBECTL,
} from '../__testUtils__/ClusterWorld';
import {
  type DatabaseSettings,
  KillableReplica,
} from '../__testUtils__/KillableReplica';
import { as } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(300_000);

const postgres = process.env.GITOPS_TEST_POSTGRES;
const databases = TestDatabases.create({
  ids: postgres ? [postgres as 'POSTGRES_17'] : [],
});

const ACCOUNTS = ['writer-a', 'writer-b'];

// Two replicas need PostgreSQL, and drift is made by kubectl. `npm test` finds or starts them, and says so where it
// cannot.
(postgres && KUBECTL ? describe : describe.skip)(
  'one cluster, two replicas',
  () => {
    let world: ClusterWorld;
    let replicas: Map<string, KillableReplica>;

    const color = () =>
      world
        .kubectl('get', 'configmap/settings', '-o', 'jsonpath={.data.color}')
        .catch(() => undefined);

    const isColored = (wanted: string) =>
      until(
        `the cluster has ${wanted}`,
        async () => (await color()) === wanted,
      );

    beforeEach(async () => {
      world = await ClusterWorld.create({
        environments: { dev: { reconcile: 'heal' } },
        accounts: ACCOUNTS.map(name => ({
          name,
          token: randomUUID(),
          role: 'admin' as const,
        })),
      });
      const knex = await databases.init(postgres as 'POSTGRES_17');
      const database: DatabaseSettings = {
        client: 'pg',
        connection: knex.client.config.connection,
      };
      replicas = new Map();
      for (const account of ACCOUNTS) {
        replicas.set(
          account,
          await KillableReplica.start(world.git, {
            config: world.configOf(account),
            database,
            clusters: world.proxied,
          }),
        );
      }
      await isColored('blue');
    });

    afterEach(async () => {
      for (const replica of replicas.values()) {
        replica.resume();
        await replica.kill();
      }
      await world.remove();
    });

    const paint = () =>
      world.kubectl(
        ...['patch', 'configmap/settings', '-p', '{"data":{"color":"red"}}'],
      );

    /** Who wrote since, in turns. */
    const writersSince = (from: number) =>
      world.writes
        .slice(from)
        .filter(({ dryRun, user }) => !dryRun && ACCOUNTS.includes(user))
        .map(({ user }) => user)
        .filter((user, index, users) => user !== users[index - 1]);

    const leaderAndFollower = () => {
      const [leader, ...others] = writersSince(0);
      expect(others).toEqual([]);
      const follower = ACCOUNTS.find(name => name !== leader) ?? '';
      return { leader, follower };
    };

    const replica = (account: string) => {
      const found = replicas.get(account);
      if (!found) throw new Error(`There is no replica ${account}.`);
      return found;
    };

    const path = '/api/gitops/pipelines/component/default/payments';

    it('the leader is killed: the other goes on, once the lease is over', async () => {
      const { leader, follower } = leaderAndFollower();
      const from = world.writes.length;
      await replica(leader).kill();
      await paint();
      await isColored('blue');
      expect(writersSince(from)).toEqual([follower]);
      await until('it is kept in the history who took it up', async () => {
        const { body } = await replica(follower).send(
          'GET',
          `${path}/history`,
          as.user('rita'),
        );
        return (
          body.items.filter(({ kind }: { kind: string }) => kind === 'reverted')
            .length === 1
        );
      });
    });

    it('the leader hangs before it creates an object again and wakes after its lease: it writes nothing any more', async () => {
      const { leader, follower } = leaderAndFollower();
      const from = world.writes.length;
      let paused = false;
      const lift = world.cluster.faults.admit(review => {
        const { name } = review.object.metadata as { name: string };
        if (
          review.user.name === leader &&
          review.dryRun &&
          name === 'settings'
        ) {
          // The answer of the dry run is what it finds when it wakes; the write would be next.
          replica(leader).pause();
          paused = true;
        }
        return review.object;
      });
      // No version protects what is not there: nothing but the lease keeps the late one from creating the old state.
      await world.kubectl('delete', 'configmap/settings');
      await until('the leader hangs', async () => paused);
      lift();
      await world.commit({
        'settings.yaml': configMap('settings', { color: 'green' }),
      });
      await isColored('green');
      // It creates the old state first where it takes over before it sees the commit: who wrote is what counts.
      const writers = world.writes
        .slice(from)
        .filter(
          ({ dryRun, object }) => !dryRun && object === 'ConfigMap/settings',
        )
        .map(({ user }) => user)
        .filter(user => ACCOUNTS.includes(user));
      expect([...new Set(writers)]).toEqual([follower]);

      const awake = world.writes.length;
      replica(leader).resume();
      const report = await until('the one that woke answers', async () => {
        const { body, status } = await replica(leader).send(
          'GET',
          `${path}/environments/dev/drift`,
          as.user('rita'),
        );
        return status === 200 && body.state.sync === 'Synced' && body;
      });
      expect(report.state.sentence).toBe('The cluster is as Git has it.');
      for (const round of ['one', 'two']) {
        await paint();
        await until(
          `it is healed, round ${round}`,
          async () => (await color()) === 'green',
        );
      }
      expect(writersSince(awake)).toEqual([follower]);

      // It is well, and only waits for its turn.
      const alone = world.writes.length;
      await replica(follower).kill();
      await world.commit({
        'settings.yaml': configMap('settings', { color: 'yellow' }),
      });
      await isColored('yellow');
      expect(writersSince(alone)).toEqual([leader]);
    });
  },
);
