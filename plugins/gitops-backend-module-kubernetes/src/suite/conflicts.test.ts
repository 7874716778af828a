import type { ClusterRequest } from '@backstage-gitops/cluster';
import { describeOnCluster, useWorld } from '../__testUtils__/useWorld';
import { drifted } from '../__testUtils__/EngineWorld';
import { isDryRun, isWrite } from '@backstage-gitops/engine-contract';
import { configMap, deployment } from '../__testUtils__/manifests';
import { sideEffects } from '../__testUtils__/sideEffects';

const isSettings = ({ path }: { path: string }) =>
  path.includes('/configmaps/settings');

describeOnCluster('whoever else writes', () => {
  const world = useWorld();

  it('loses what Git sets where they applied over it, and nothing else', async () => {
    const desired = world().desired(deployment('replicas: 2'));
    await world().sync(desired);
    await world().kubectlApply(
      deployment('replicas: 5\n  minReadySeconds: 7'),
      '--server-side',
      '--force-conflicts',
      '--field-manager=another-team',
    );
    const objects = await world().until(
      desired,
      'it drifted',
      ([{ sync }]) => sync === 'Drifted',
    );
    expect(drifted(objects)).toEqual([
      {
        path: '/spec/replicas',
        kind: 'Changed',
        git: '2',
        cluster: '5',
        by: ['another-team'],
      },
    ]);
    const before = await world().raw('deployment/web');
    await world().restore(desired);
    const after = await world().raw('deployment/web');
    expect(sideEffects(before, after, ['/spec/replicas'])).toEqual([]);
    expect(after).toEqual(
      expect.objectContaining({
        spec: expect.objectContaining({ replicas: 2, minReadySeconds: 7 }),
      }),
    );
  });

  it.each<[string, (request: ClusterRequest) => boolean]>([
    [
      'before it is read',
      request => isSettings(request) && request.method === undefined,
    ],
    ['after it was read', request => isSettings(request) && isDryRun(request)],
    ['after the dry run', request => isSettings(request) && isWrite(request)],
  ])('is never written over who was there meanwhile: %s', async (_, moment) => {
    const desired = world().desired(configMap('settings', { color: 'blue' }));
    await world().sync(desired);
    await world().kubectl(
      'patch',
      'configmap/settings',
      '-p',
      '{"data":{"color":"red"}}',
    );
    const objects = await world().until(
      desired,
      'it drifted',
      ([{ sync }]) => sync === 'Drifted',
    );
    world().transport.before(moment, () =>
      world().kubectl(
        'patch',
        'configmap/settings',
        '-p',
        '{"data":{"color":"green"}}',
      ),
    );
    const outcome = await world().apply(desired, { objects });
    expect(outcome).toEqual({ status: 'stale', reason: expect.anything() });
    const live = await world().raw('configmap/settings');
    expect(live.data).toEqual({ color: 'green' });
    // Looked at again, it is healed.
    await world().until(desired, 'it is seen', seen =>
      drifted(seen).some(({ cluster }) => cluster === 'green'),
    );
    await world().restore(desired);
  });

  it('is not written over where it made an object that was missing', async () => {
    const desired = world().desired(configMap('settings', { color: 'blue' }));
    const objects = await world().until(
      desired,
      'it is missing',
      ([{ sync }]) => sync === 'Missing',
    );
    world().transport.before(
      request => isSettings(request) && request.method === undefined,
      () =>
        world().kubectl(
          'create',
          'configmap',
          'settings',
          '--from-literal=color=green',
        ),
    );
    expect(await world().apply(desired, { objects })).toEqual({
      status: 'stale',
      reason: expect.anything(),
    });
    const live = await world().raw('configmap/settings');
    expect(live.data).toEqual({ color: 'green' });
  });

  it('does not keep a heal back that only its status changed under', async () => {
    const desired = world().desired(deployment('replicas: 2'));
    await world().sync(desired);
    await world().kubectl(
      'set',
      'image',
      'deployment/web',
      'web=registry.example.com/shop/web:bad',
    );
    const objects = await world().until(
      desired,
      'it drifted',
      ([{ sync }]) => sync === 'Drifted',
    );
    world().transport.before(
      request => request.path.includes('/deployments/web') && isWrite(request),
      () =>
        world().patchAs(
          'another-controller',
          world().path('apis/apps/v1', 'deployments', 'web', 'status'),
          {
            status: {
              conditions: [
                {
                  type: 'Example',
                  status: 'True',
                  reason: 'Example',
                  message: 'It has an example.',
                },
              ],
            },
          },
        ),
    );
    expect(await world().apply(desired, { objects })).toEqual({
      status: 'done',
      objects: [expect.objectContaining({ status: 'applied' })],
    });
  });

  it('is not pruned over: who changed an orphan keeps it until it is looked at again', async () => {
    await world().sync(
      world().desired(
        `${configMap('settings', { color: 'blue' })}---${configMap(
          'kept',
          {},
        )}`,
      ),
    );
    const fewer = world().desired(configMap('kept', {}));
    const objects = await world().until(fewer, 'it is orphaned', seen =>
      seen.some(({ sync }) => sync === 'Orphaned'),
    );
    world().transport.before(
      request => isSettings(request) && request.method === 'DELETE',
      () =>
        world().kubectl('annotate', 'configmap/settings', 'example.com/a=b'),
    );
    const prune = objects.filter(({ sync }) => sync === 'Orphaned');
    expect(await world().apply(fewer, { objects: [], prune })).toEqual({
      status: 'stale',
      reason: expect.anything(),
    });
    await world().kubectl('get', 'configmap/settings');
  });

  it('makes nobody write after another replica took the cluster over', async () => {
    const desired = world().desired(configMap('settings', { color: 'blue' }));
    const objects = await world().until(
      desired,
      'it is missing',
      ([{ sync }]) => sync === 'Missing',
    );
    const writes: string[] = [];
    world().transport.fail(request => {
      if (isWrite(request)) writes.push(request.path);
      return undefined;
    });
    expect(
      await world().apply(desired, { objects, mayWrite: async () => false }),
    ).toEqual({ status: 'stale', reason: expect.anything() });
    expect(writes).toEqual([]);
  });
});
