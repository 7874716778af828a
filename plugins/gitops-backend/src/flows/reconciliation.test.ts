import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ClusterWorld,
  type ClusterWorldOptions,
  configMap,
  deployment,
  KUBECTL,
} from '../__testUtils__/ClusterWorld';
import { as } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

// Drift is made by kubectl, as people make it: `npm test` finds it, or says that it cannot.
(KUBECTL ? describe : describe.skip)('reconciliation', () => {
  let world: ClusterWorld;

  const start = async (options: ClusterWorldOptions) => {
    world = await ClusterWorld.create(options);
    await world.start(await databases.init('SQLITE_3'));
  };

  afterEach(() => world.remove());

  const replicas = async () =>
    Number(
      await world.kubectl(
        'get',
        'deployment/app',
        '-o',
        'jsonpath={.spec.replicas}',
      ),
    );

  it('observe: shows what differs, and writes nothing', async () => {
    await start({ environments: { dev: { reconcile: 'observe' } } });
    const missing = await world.until(
      'all is missing',
      ({ objects }) =>
        objects.length === 3 && objects.every(({ sync }) => sync === 'Missing'),
    );
    expect(missing.state).toMatchObject({
      sync: 'Drifted',
      drifted: 3,
      sentence: expect.stringMatching(/only observed; nothing is written/),
    });
    await world.kubectlApply(configMap('settings', { color: 'red' }));
    const { objects } = await world.until('the colour is shown', report =>
      report.objects.some(({ fields }) => fields.length > 0),
    );
    expect(
      objects.flatMap(({ fields }) =>
        fields.filter(({ kind }) => kind !== 'NotInGit'),
      ),
    ).toEqual([
      expect.objectContaining({
        path: '/data/color',
        kind: 'Changed',
        git: 'blue',
        cluster: 'red',
        by: [expect.objectContaining({ manager: 'kubectl-client-side-apply' })],
      }),
    ]);
    await world.lookAgain();
    expect(world.written).toEqual([]);
  });

  it('sync: deploys a commit, then shows drift with who and when, and leaves it', async () => {
    await start({ environments: { dev: { reconcile: 'sync' } } });
    await world.settled();
    await world.commit({ 'deployment.yaml': deployment('1.0.1') });
    await until(
      'the commit runs',
      async () =>
        (
          await world.kubectl('get', 'deployment/app', '-o', 'yaml')
        ).includes('payments:1.0.1') && world.settled(),
    );

    const before = new Date();
    before.setMilliseconds(0);
    await world.kubectl('set', 'env', 'deployment/app', 'DEBUG=1');
    const { state, objects } = await world.until(
      'drift is shown',
      report => report.state.sync === 'Drifted',
    );
    expect(state.sentence).toMatch(/shown and left alone/);
    const [field] = objects.flatMap(({ fields }) =>
      fields.filter(({ kind }) => kind === 'Added'),
    );
    expect(field).toMatchObject({
      path: expect.stringMatching(/env\/k:{"name":"DEBUG"}$/),
      by: [{ manager: 'kubectl-set' }],
    });
    expect(Date.parse(field.by[0].time ?? '')).toBeGreaterThanOrEqual(
      before.getTime(),
    );
    const untouched = await world.untouched();
    await world.lookAgain();
    await world.until(
      'it is healthy with the drift',
      report => report.state.health === 'Healthy',
    );
    expect(Object.keys(await world.untouched())).toEqual(
      Object.keys(untouched),
    );
    expect(await world.kubectl('get', 'deployment/app', '-o', 'yaml')).toMatch(
      /name: DEBUG/,
    );
  });

  it('heal: puts back what people change and delete, and keeps who it was in the history', async () => {
    await start({ environments: { dev: { reconcile: 'heal' } } });
    await world.settled();
    await world.kubectl('scale', 'deployment/app', '--replicas=5');
    await until('it has two replicas again', async () => {
      const { items } = (
        await world.client.send(
          'get',
          `${world.client.path}/history`,
          as.user('rita'),
        )
      ).body;
      const healed = items.find(
        ({ kind }: { kind: string }) => kind === 'reverted',
      );
      return healed && (await replicas()) === 2;
    });
    await world.kubectl('delete', 'configmap/settings');
    await until('it is there again', () =>
      world.kubectl('get', 'configmap/settings', '-o', 'name'),
    );
    await world.settled();
    const { items } = (
      await world.client.send(
        'get',
        `${world.client.path}/history`,
        as.user('rita'),
      )
    ).body;
    const healed = items.filter(
      ({ kind }: { kind: string }) => kind === 'reverted',
    );
    expect(healed.map(({ summary }: { summary: string }) => summary)).toEqual([
      expect.stringMatching(/ConfigMap settings/),
      expect.stringMatching(
        /Deployment app \/spec\/replicas \(changed by kubectl\)/,
      ),
    ]);
  });

  it('heal: puts back what was changed while nobody looked', async () => {
    await start({ environments: { dev: { reconcile: 'heal' } } });
    await world.settled();
    await world.git.stop();
    await world.kubectl(
      ...['patch', 'configmap/settings', '-p', '{"data":{"color":"red"}}'],
    );
    await world.start(await databases.init('SQLITE_3'));
    await until('it is blue again', async () =>
      (
        await world.kubectl('get', 'configmap/settings', '-o', 'yaml')
      ).includes('color: blue'),
    );
    expect((await world.settled()).state.drifted).toBe(0);
  });

  it('verified: a release that fails in the cluster goes no further; one that runs does', async () => {
    await start({
      environments: {
        dev: { reconcile: 'sync' },
        staging: { reconcile: 'sync', after: ['dev'] },
      },
    });
    const { client } = world;
    await world.settled();
    await world.settled('staging');
    await client.announce('1.1.0-broken');
    const broken = await world.until(
      'the release fails',
      ({ state }) => state.health === 'Degraded',
    );
    expect(broken.state.sync).toBe('Synced');
    expect(await client.environment('dev')).toMatchObject({
      release: { version: '1.1.0-broken' },
    });
    const releases = await client.send(
      'get',
      `${client.path}/releases`,
      as.user('rita'),
    );
    expect(
      releases.body.items[0].eligibility.find(
        ({ environment }: { environment: string }) => environment === 'staging',
      ),
    ).toMatchObject({ status: 'excluded', reason: 'Not verified in dev yet.' });
    expect((await client.environment('staging')).promotion).toBeUndefined();

    await client.announce('1.2.0');
    await client.approve('staging', 'ravi');
    await client.until(
      'staging',
      'it has the release',
      one => one.release?.version === '1.2.0',
    );
    await until('the merged pull request runs', async () =>
      (
        await world.kubectlIn(
          'staging',
          'get',
          'deployment/app',
          '-o',
          'jsonpath={.spec.template.spec.containers[0].image}',
        )
      ).includes(':1.2.0'),
    );
    await world.settled('staging');
    const pulls = await world.git.deploy.pulls.list({ state: 'all' });
    expect(pulls).toHaveLength(1);
    expect(pulls[0].title).toContain('1.2.0');
  });

  it('a freeze stops healing and syncing, says who declared it, and its end lets both go on', async () => {
    await start({ environments: { dev: { reconcile: 'heal' } } });
    await world.settled();
    const freeze = `/api/gitops/freezes/${encodeURIComponent(
      'environment:component/default/payments/dev',
    )}`;
    await world.client.send('put', freeze, as.user('ravi'), {
      reason: 'The auditors are here',
    });
    await world.kubectl('scale', 'deployment/app', '--replicas=5');
    await world.commit({ 'deployment.yaml': deployment('1.0.1') });
    const before = world.written.length;
    const { state } = await world.until('the freeze is told', one =>
      /frozen by ravi: The auditors/.test(one.state.sentence),
    );
    expect(state.sync).toBe('Drifted');
    await world.reconcile({ action: 'sync', reason: 'I want it now' });
    await world.lookAgain();
    expect(world.written).toHaveLength(before);
    expect(await replicas()).toBe(5);

    await world.client.send('delete', freeze, as.user('ravi'));
    await world.settled();
    expect(await replicas()).toBe(2);
  });
});
