import { describeOnCluster, useWorld } from '../__testUtils__/useWorld';
import { drifted, type EngineWorld } from '../__testUtils__/EngineWorld';
import { deployment } from '../__testUtils__/manifests';
import { sideEffects } from '../__testUtils__/sideEffects';

const AUTOSCALER = `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: 1
  maxReplicas: 10
  metrics:
    - { type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } } }
`;

/** As the autoscaler of a real cluster does, which needs metrics to do so. */
function scaleAs(world: EngineWorld, manager: string, replicas: number) {
  return world.patchAs(
    manager,
    world.path('apis/apps/v1', 'deployments', 'web', 'scale'),
    { spec: { replicas } },
  );
}

const CONTROLLER = 'kube-controller-manager';

describeOnCluster('replicas that an autoscaler has', () => {
  const world = useWorld();

  it('are information where Git sets them, and stay as they are when something else is healed', async () => {
    const desired = world().desired(deployment('replicas: 2'));
    await world().sync(desired);
    await world().kubectlApply(AUTOSCALER);
    await scaleAs(world(), CONTROLLER, 5);
    const [seen] = await world().until(desired, 'it is seen', ([object]) =>
      object.fields.some(({ path }) => path === '/spec/replicas'),
    );
    expect(seen).toEqual(expect.objectContaining({ sync: 'Synced' }));
    expect(seen.fields.filter(({ path }) => path === '/spec/replicas')).toEqual(
      [
        {
          path: '/spec/replicas',
          kind: 'NotInGit',
          git: '2',
          cluster: '5',
          by: [{ manager: CONTROLLER, operation: 'Update' }],
        },
      ],
    );

    await world().kubectl(
      'set',
      'image',
      'deployment/web',
      'web=registry.example.com/shop/web:bad',
    );
    const objects = await world().until(desired, 'it drifted', ([object]) =>
      object.fields.some(({ kind }) => kind === 'Changed'),
    );
    expect(drifted(objects).map(({ path }) => path)).toEqual([
      '/spec/template/spec/containers/k:{"name":"web"}/image',
    ]);
    const before = await world().raw('deployment/web');
    await world().restore(desired);
    const after = await world().raw('deployment/web');
    expect(
      sideEffects(before, after, [
        '/spec/template/spec/containers/k:{"name":"web"}/image',
      ]),
    ).toEqual([]);
    expect(after).toEqual(
      expect.objectContaining({
        spec: expect.objectContaining({ replicas: 5 }),
      }),
    );
  });

  it('are not worth a word where Git leaves them out', async () => {
    const desired = world().desired(`${deployment()}---${AUTOSCALER}`);
    await world().sync(desired);
    await scaleAs(world(), CONTROLLER, 5);
    await world().kubectl('annotate', 'deployment/web', 'example.com/seen=1');
    const objects = await world().until(desired, 'it is seen', ([object]) =>
      object.fields.some(({ path }) => path.includes('example.com~1seen')),
    );
    expect(drifted(objects).map(({ path }) => path)).toEqual([
      '/metadata/annotations/example.com~1seen',
    ]);
    expect(
      objects[0].fields.filter(({ path }) => path === '/spec/replicas'),
    ).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['a person scaled', 'kubectl', AUTOSCALER],
    [
      'the autoscaler is one of something else',
      CONTROLLER,
      AUTOSCALER.replace('kind: Deployment', 'kind: StatefulSet'),
    ],
  ])('drift where %s', async (_, manager, autoscaler) => {
    const desired = world().desired(deployment('replicas: 2'));
    await world().sync(desired);
    await world().kubectlApply(autoscaler);
    await scaleAs(world(), manager, 5);
    const objects = await world().until(
      desired,
      'it drifts',
      ([object]) => object.sync === 'Drifted',
    );
    expect(drifted(objects)).toEqual([
      {
        path: '/spec/replicas',
        kind: 'Changed',
        git: '2',
        cluster: '5',
        by: [manager],
      },
    ]);
  });

  it('drift again when the autoscaler goes, with no other change and no wait', async () => {
    const desired = world().desired(deployment('replicas: 2'));
    await world().sync(desired);
    await world().kubectlApply(AUTOSCALER);
    await scaleAs(world(), CONTROLLER, 5);
    await world().until(desired, 'it is seen', ([object]) =>
      object.fields.some(
        ({ path, kind }) => path === '/spec/replicas' && kind === 'NotInGit',
      ),
    );
    await world().kubectl('delete', 'hpa/web');
    const objects = await world().until(
      desired,
      'it drifts',
      ([object]) => object.sync === 'Drifted',
    );
    expect(drifted(objects)).toEqual([
      expect.objectContaining({ path: '/spec/replicas', by: [CONTROLLER] }),
    ]);
    await world().restore(desired);
  });
});
