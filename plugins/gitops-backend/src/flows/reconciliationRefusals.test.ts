import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ClusterWorld,
  type ClusterWorldOptions,
  configMap,
  deployment,
  KUBECTL,
} from '../__testUtils__/ClusterWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const FLEET = ['one', 'two', 'three', 'four', 'five'];

/** Files of five ConfigMaps. */
const fleet = Object.fromEntries(
  FLEET.map(name => [`${name}.yaml`, configMap(name, { name })]),
);

const dropped = (names: string[]) =>
  Object.fromEntries(names.map(name => [`${name}.yaml`, undefined]));

// Drift is made by kubectl, as people make it: `npm test` finds it, or says that it cannot.
(KUBECTL ? describe : describe.skip)('nothing is destroyed', () => {
  let world: ClusterWorld;

  const start = async (options: ClusterWorldOptions) => {
    world = await ClusterWorld.create(options);
    await world.start(await databases.init('SQLITE_3'));
  };

  afterEach(() => world.remove());

  /** Waits until all pages say why, and go on doing so. @returns what is in the cluster then. */
  const untouchedFor = async (reason: RegExp) => {
    const says = (sentence = '') => reason.test(sentence);
    const shown = await world.until(`it says ${reason}`, ({ state }) =>
      says(state.sentence),
    );
    if (shown.state.sync !== 'Unknown') await world.lookAgain();
    await world.until(`it still says ${reason}`, ({ state }) =>
      says(state.sentence),
    );
    await world.client.until('dev', `the board says ${reason}`, one =>
      says(one.cluster?.sentence),
    );
    return world.untouched();
  };

  it('an opposing controller: the fight ends, and it is named', async () => {
    await start({ environments: { dev: { reconcile: 'heal' } } });
    await world.settled();
    const oppose = () =>
      world.kubectl(
        ...['patch', 'deployment/app', '--field-manager=cost-controller'],
        ...['-p', '{"spec":{"replicas":7}}'],
      );
    await until('the fight is given up', async () => {
      await oppose();
      return /left alone/.test((await world.drift()).state.sentence);
    });
    await world.until('all is healthy', r => r.state.health === 'Healthy');
    const before = await world.untouched();
    expect(
      await untouchedFor(
        /Deployment\/payments-dev\/app was reverted 3 times and changed again by cost-controller; it is left alone until a person decides/,
      ),
    ).toEqual(before);
    // Everything else is still healed.
    await world.kubectl(
      ...['patch', 'configmap/settings', '-p', '{"data":{"color":"red"}}'],
    );
    await until('the other object is healed', async () =>
      (
        await world.kubectl('get', 'configmap/settings', '-o', 'yaml')
      ).includes('color: blue'),
    );
  });

  describe.each(['sync', 'heal'] as const)('pruning in %s', reconcile => {
    beforeEach(async () => {
      await start({
        environments: { dev: { reconcile, prune: true, files: fleet } },
      });
      await world.settled();
    });

    it('deletes one object that Git has no more', async () => {
      const { 'ConfigMap/five': gone, ...kept } = await world.untouched();
      expect(gone).toBeDefined();
      await world.commit(dropped(['five']));
      await until(
        'it is gone',
        async () => !('ConfigMap/five' in (await world.untouched())),
      );
      await world.settled();
      expect(await world.untouched()).toMatchObject(
        Object.fromEntries(
          Object.entries(kept).filter(([name]) => !/inventory/.test(name)),
        ),
      );
    });

    it('stops before most of them', async () => {
      const before = await world.untouched();
      await world.commit({ ...dropped(FLEET) });
      expect(
        await untouchedFor(/5 of 8 objects would be deleted at once/),
      ).toEqual(before);
    });

    it('stops before most of them, and says so after the rest was applied', async () => {
      const before = await world.untouched();
      await world.commit({
        ...dropped(FLEET),
        'settings.yaml': configMap('settings', { color: 'green' }),
      });
      await until('what is left is applied', async () =>
        (
          await world.kubectl('get', 'configmap/settings', '-o', 'yaml')
        ).includes('color: green'),
      );
      await world.until('it is said', ({ state }) =>
        /5 of 8 objects would be deleted at once/.test(state.sentence),
      );
      await world.lookAgain();
      expect((await world.drift()).state.sentence).toMatch(
        /5 of 8 objects would be deleted at once/,
      );
      const after = await world.untouched();
      for (const name of FLEET) {
        expect(after[`ConfigMap/${name}`]).toBe(before[`ConfigMap/${name}`]);
      }
    });

    it('takes nothing for granted where nothing is rendered', async () => {
      const before = await world.untouched();
      await world.commit({
        ...dropped([...FLEET, 'deployment', 'service']),
        'settings.yaml': '# Nothing here any more.\n',
      });
      expect(
        await untouchedFor(/no object at all; nothing is compared or deleted/),
      ).toEqual(before);
      expect((await world.drift()).state.sync).toBe('Unknown');
    });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'a kustomization that names what is not there',
      { 'kustomization.yaml': 'resources: [missing.yaml]\n' },
      /missing\.yaml/,
    ],
    [
      'YAML that is none',
      { 'settings.yaml': 'kind: [ConfigMap\n' },
      /settings\.yaml/,
    ],
  ])('a render error: %s', async (_, files, reason) => {
    await start({
      environments: { dev: { reconcile: 'heal', prune: true, files: fleet } },
    });
    await world.settled();
    const before = await world.untouched();
    await world.commit(files);
    expect(await untouchedFor(reason)).toEqual(before);
    expect((await world.drift()).state).toMatchObject({
      sync: 'Unknown',
      health: 'Unknown',
    });
  });

  it('a cache that is behind: what was changed meanwhile is not overwritten', async () => {
    await start({ environments: { dev: { reconcile: 'heal' } } });
    await world.settled();
    world.proxy.silence();
    await world.kubectl(
      ...['patch', 'configmap/settings', '-p', '{"data":{"size":"9"}}'],
    );
    const before = await world.untouched();
    await world.commit({
      'settings.yaml': configMap('settings', { color: 'green' }),
    });
    expect(await untouchedFor(/changed since it was compared/)).toEqual(before);
    world.proxy.resume();
    await until('it is as Git has it', async () =>
      (
        await world.kubectl('get', 'configmap/settings', '-o', 'yaml')
      ).includes('color: green'),
    );
    await world.settled();
  });

  it('a cluster that cannot be seen: unknown, and nothing is done', async () => {
    await start({
      environments: { dev: { reconcile: 'heal', prune: true, files: fleet } },
    });
    await world.settled();
    world.cluster.faults.forbid({ user: 'kubernetes-plugin' });
    world.cluster.faults.dropWatches();
    await world.kubectl('delete', 'configmap/one');
    const before = await world.untouched();
    await world.commit(dropped(['two']));
    await until('nothing is seen any more', async () => {
      await world.reconcile({ action: 'refresh' });
      return (await world.drift()).state.sync === 'Unknown';
    });
    expect(await untouchedFor(/cannot be listed: .*forbidden/)).toEqual(before);
  });

  it.each<[string, ClusterWorldOptions['environments']['dev'], RegExp]>([
    [
      'an object in another namespace',
      {
        reconcile: 'heal',
        files: {
          'other.yaml': configMap('other', {}).replace(
            'name: other',
            'name: other, namespace: elsewhere',
          ),
        },
      },
      /in namespace elsewhere, and this environment may only use payments-dev/,
    ],
    [
      'an object of the whole cluster',
      {
        reconcile: 'heal',
        files: {
          'role.yaml':
            'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: mighty }\nrules: []\n',
        },
      },
      /does not let this pipeline have a ClusterRole/,
    ],
    [
      'a cluster that nobody knows',
      {
        reconcile: 'heal',
        target: { cluster: 'gone', namespace: 'payments-dev' },
      },
      /Cluster 'gone' not found/,
    ],
  ])('%s', async (_, dev, reason) => {
    await start({ environments: { dev } });
    const before = await world.untouched();
    expect(await untouchedFor(reason)).toEqual(before);
    expect(world.written).toEqual([]);
  });

  it('a namespace outside the boundary: nothing is even looked at', async () => {
    await start({
      environments: {
        dev: {
          reconcile: 'heal',
          target: { cluster: 'test', namespace: 'elsewhere' },
        },
      },
    });
    const reason =
      /Namespace elsewhere of cluster test is outside this entity's boundary/;
    const dev = await world.client.until(
      'dev',
      'it says so',
      one => one.next !== undefined && reason.test(JSON.stringify(one)),
    );
    expect(dev.cluster).toBeUndefined();
    expect(world.written).toEqual([]);
  });

  it.each<[string, string[]]>([
    [
      'Argo CD',
      [
        'annotate',
        'argocd.argoproj.io/tracking-id=payments:/ConfigMap:payments-dev/settings',
      ],
    ],
    ['Flux', ['label', 'kustomize.toolkit.fluxcd.io/name=payments']],
    ['Flux', ['label', 'helm.toolkit.fluxcd.io/name=payments']],
    ['Helm', ['annotate', 'meta.helm.sh/release-name=payments']],
    [
      'component:default/orders/dev',
      [
        'annotate',
        '--overwrite',
        'backstage-gitops.dev/owner=component:default/orders/dev',
      ],
    ],
  ])('an object that %s has (%j)', async (owner, [verb, ...args]) => {
    await start({ environments: { dev: { reconcile: 'heal' } } });
    await world.kubectlApply(configMap('settings', { color: 'red' }));
    await world.kubectl(verb, 'configmap/settings', ...args);
    const theirs = (await world.untouched())['ConfigMap/settings'];
    await world.until(`${owner} is named`, ({ state }) =>
      state.sentence.startsWith(`${owner} has this object`),
    );
    await world.until('the rest runs', r => r.state.health === 'Healthy');
    const before = await world.untouched();
    expect(await untouchedFor(new RegExp(`^${owner} has this object`))).toEqual(
      before,
    );
    expect((await world.untouched())['ConfigMap/settings']).toBe(theirs);
  });

  it.each<[string, ClusterWorldOptions['writer'], RegExp]>([
    [
      'writes that are switched off',
      { role: 'admin', writes: 'off' },
      /Writing to cluster test is switched off; the platform team can set gitops\.clusters\.test\.writes/,
    ],
    [
      'a credential that may only look',
      { role: 'view', writes: 'on' },
      /"gitops-writer" cannot/,
    ],
  ])('%s', async (_, writer, reason) => {
    await start({ environments: { dev: { reconcile: 'heal' } }, writer });
    await world.kubectlApply(deployment());
    await world.kubectlApply(configMap('settings', { color: 'red' }));
    await world.until('it runs', ({ objects }) =>
      objects.some(({ health }) => health === 'Healthy'),
    );
    const before = await world.untouched();
    expect(await untouchedFor(reason)).toEqual(before);
    expect(world.written).toEqual([]);
  });
});
