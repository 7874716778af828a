import { describeOnCluster, useWorld } from '../__testUtils__/useWorld';
import { drifted, type EngineWorld } from '../__testUtils__/EngineWorld';
import { type Grant, isWrite } from '@backstage-gitops/engine-contract';
import { configMap, deployment } from '../__testUtils__/manifests';

const READ = ['get', 'list', 'watch'];
const WRITE = [...READ, 'create', 'patch', 'delete'];

const CONFIG_MAPS: Grant = {
  apiGroups: [''],
  resources: ['configmaps'],
  verbs: WRITE,
};
const DEPLOYMENTS: Grant = {
  apiGroups: ['apps'],
  resources: ['deployments'],
  verbs: WRITE,
};

const SECRET = `
apiVersion: v1
kind: Secret
metadata: { name: login }
stringData: { password: correct-horse }
`;

function countWrites(world: EngineWorld): string[] {
  const writes: string[] = [];
  world.transport.fail(request => {
    if (isWrite(request)) writes.push(request.path);
    return undefined;
  });
  return writes;
}

describeOnCluster('an account that may not do everything', () => {
  const world = useWorld({ engineUser: 'own' });

  it('does not see one kind, says so of its objects, and sees all others', async () => {
    await world().grant(CONFIG_MAPS, DEPLOYMENTS);
    const desired = world().desired(
      [SECRET, configMap('settings', { color: 'blue' })].join('---'),
    );
    await world().kubectlApply(configMap('settings', { color: 'red' }));
    const objects = await world().until(desired, 'one is seen', seen =>
      seen.some(({ sync }) => sync === 'Drifted'),
    );
    expect(objects.map(({ kind, sync }) => [kind, sync])).toEqual([
      ['Secret', 'Unknown'],
      ['ConfigMap', 'Drifted'],
    ]);
    expect(objects[0].problem).toMatch(
      /secrets .*cannot be listed: secrets is forbidden/,
    );
    expect(drifted(objects).map(({ path }) => path)).toEqual(['/data/color']);
    expect(await world().observe(desired)).toEqual(
      expect.objectContaining({ status: 'observed' }),
    );
    const { asOf } = { asOf: '', ...(await world().observe(desired)) };
    expect(Date.parse(asOf)).toBeGreaterThan(Date.now() - 60_000);

    // What is not seen is not written, whoever asks.
    const writes = countWrites(world());
    const outcome = await world().apply(desired, { objects: [objects[0]] });
    expect(outcome).toEqual({
      status: 'failed',
      reason: expect.stringContaining('forbidden'),
      objects: [expect.objectContaining({ status: 'failed' })],
    });
    expect(writes.filter(path => path.includes('/secrets'))).toEqual([]);

    await world().grant({ ...CONFIG_MAPS, resources: ['secrets'] });
    await world().until(desired, 'both are seen', seen => {
      world().clock.advance(5_000);
      return seen.every(({ sync }) => sync !== 'Unknown');
    });
  });

  it('does not take what it cannot see for gone: an orphan of a forbidden kind is unknown', async () => {
    await world().grant(CONFIG_MAPS, {
      ...CONFIG_MAPS,
      resources: ['secrets'],
    });
    await world().sync(
      world().desired(`${SECRET}---${configMap('settings', {})}`),
    );
    const fewer = world().desired(configMap('settings', {}));
    world().transport.fail(({ path }) =>
      path.includes('/secrets')
        ? new Response('{"message":"secrets is forbidden"}', { status: 403 })
        : undefined,
    );
    const objects = await world().observeAfresh(fewer);
    expect(objects.map(({ kind, sync }) => [kind, sync])).toEqual([
      ['ConfigMap', 'Synced'],
      ['Secret', 'Unknown'],
    ]);
  });

  it('may only read: drift is seen, with the reason why nothing will be done', async () => {
    await world().grant(
      { ...CONFIG_MAPS, verbs: READ },
      { ...DEPLOYMENTS, verbs: READ },
    );
    const desired = world().desired(deployment('replicas: 2'));
    await world().kubectlApply(deployment('replicas: 5'));
    const [seen] = await world().until(
      desired,
      'it drifts',
      ([{ sync }]) => sync === 'Drifted',
    );
    expect(drifted([seen])).toEqual([
      expect.objectContaining({
        path: '/spec/replicas',
        git: '2',
        cluster: '5',
      }),
    ]);
    expect(seen.problem).toMatch(/cannot patch resource "deployments"/);
    expect(await world().apply(desired, { objects: [seen] })).toEqual({
      status: 'failed',
      reason: expect.stringMatching(/cannot (patch|create) resource/),
      objects: [],
    });
    expect(await world().raw('deployment/web')).toEqual(
      expect.objectContaining({
        spec: expect.objectContaining({ replicas: 5 }),
      }),
    );
  });

  it('writes nothing where it does not see what was applied before', async () => {
    await world().grant(DEPLOYMENTS);
    const desired = world().desired(deployment('replicas: 2'));
    const objects = await world().until(
      desired,
      'it is missing',
      ([{ sync }]) => sync === 'Missing',
    );
    expect(await world().observe(desired)).toEqual(
      expect.objectContaining({
        status: 'observed',
        writesOff: expect.stringMatching(/cannot be seen/),
      }),
    );
    const writes = countWrites(world());
    expect(await world().apply(desired, { objects })).toEqual({
      status: 'failed',
      reason: expect.stringMatching(/cannot be seen/),
      objects: [],
    });
    expect(writes).toEqual([]);
  });

  it("cannot tell whose replicas are an autoscaler's without seeing autoscalers", async () => {
    await world().grant(CONFIG_MAPS, DEPLOYMENTS);
    const desired = world().desired(deployment('replicas: 2'));
    await world().sync(desired);
    await world().patchAs(
      'kube-controller-manager',
      world().path('apis/apps/v1', 'deployments', 'web', 'scale'),
      { spec: { replicas: 5 } },
    );
    const objects = await world().until(
      desired,
      'it is unknown',
      ([{ sync }]) => sync === 'Unknown',
    );
    expect(objects[0].problem).toMatch(
      /Whether an autoscaler has its replicas cannot be seen/,
    );
    const writes = countWrites(world());
    const outcome = await world().apply(desired, { objects });
    expect(outcome).toEqual(expect.objectContaining({ status: 'failed' }));
    expect(writes.filter(path => path.includes('/deployments'))).toEqual([]);
  });
});

describeOnCluster('a cluster that writing is switched off for', () => {
  const world = useWorld({
    writes: { status: 'off', reason: 'The platform says no.' },
  });

  it('is observed, and says why nothing is written', async () => {
    const desired = world().desired(configMap('settings', { color: 'blue' }));
    await world().kubectlApply(configMap('settings', { color: 'red' }));
    const objects = await world().until(
      desired,
      'it drifts',
      ([{ sync }]) => sync === 'Drifted',
    );
    expect(await world().observe(desired)).toEqual(
      expect.objectContaining({ writesOff: 'The platform says no.' }),
    );
    const writes = countWrites(world());
    expect(await world().apply(desired, { objects })).toEqual({
      status: 'failed',
      reason: 'The platform says no.',
      objects: [],
    });
    expect(writes).toEqual([]);
  });
});
