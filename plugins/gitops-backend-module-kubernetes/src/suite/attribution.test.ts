import { describeOnCluster, useWorld } from '../__testUtils__/useWorld';
import { drifted } from '../__testUtils__/EngineWorld';
import { isWrite } from '@backstage-gitops/engine-contract';
import { WEB } from '../__testUtils__/manifests';
import { sideEffects } from '../__testUtils__/sideEffects';

const CONTAINER = '/spec/template/spec/containers/k:{"name":"web"}';

const CHANGES: Array<[string, string[], string, object[]]> = [
  [
    'kubectl scale',
    ['scale', 'deployment/web', '--replicas=5'],
    'deployment/web',
    [
      {
        path: '/spec/replicas',
        kind: 'Changed',
        git: '2',
        cluster: '5',
        by: ['kubectl'],
      },
    ],
  ],
  [
    'kubectl set image',
    ['set', 'image', 'deployment/web', 'web=registry.example.com/shop/web:bad'],
    'deployment/web',
    [
      {
        path: `${CONTAINER}/image`,
        kind: 'Changed',
        git: 'registry.example.com/shop/web:1.0.0',
        cluster: 'registry.example.com/shop/web:bad',
        by: ['kubectl-set'],
      },
    ],
  ],
  [
    'kubectl set env, of what Git sets',
    ['set', 'env', 'deployment/web', 'LOG_LEVEL=debug'],
    'deployment/web',
    [
      {
        path: `${CONTAINER}/env/k:{"name":"LOG_LEVEL"}/value`,
        kind: 'Changed',
        git: 'info',
        cluster: 'debug',
        by: ['kubectl-set'],
      },
    ],
  ],
  [
    'kubectl set env, of what Git does not set',
    ['set', 'env', 'deployment/web', 'DEBUG=1'],
    'deployment/web',
    [
      {
        path: `${CONTAINER}/env/k:{"name":"DEBUG"}`,
        kind: 'Added',
        git: undefined,
        cluster: '{"name":"DEBUG","value":"1"}',
        by: ['kubectl-set'],
      },
    ],
  ],
  [
    'kubectl set resources',
    ['set', 'resources', 'deployment/web', '--limits=memory=1Gi'],
    'deployment/web',
    [
      {
        path: `${CONTAINER}/resources/limits/memory`,
        kind: 'Added',
        cluster: '1Gi',
        by: ['kubectl-set'],
      },
    ],
  ],
  [
    'a sidecar',
    [
      'patch',
      'deployment/web',
      '-p',
      '{"spec":{"template":{"spec":{"containers":[{"name":"proxy","image":"registry.example.com/proxy:1"}]}}}}',
    ],
    'deployment/web',
    [
      {
        path: '/spec/template/spec/containers/k:{"name":"proxy"}',
        kind: 'Added',
        by: ['kubectl-patch'],
      },
    ],
  ],
  [
    'a change and an addition in one go',
    [
      'patch',
      'configmap/settings',
      '--type=merge',
      '-p',
      '{"data":{"color":"red","size":"big"}}',
    ],
    'configmap/settings',
    [
      {
        path: '/data/color',
        kind: 'Changed',
        git: 'blue',
        cluster: 'red',
        by: ['kubectl-patch'],
      },
      {
        path: '/data/size',
        kind: 'Added',
        cluster: 'big',
        by: ['kubectl-patch'],
      },
    ],
  ],
  [
    'another target of a Service',
    [
      'patch',
      'service/web',
      '-p',
      '{"spec":{"ports":[{"port":80,"targetPort":9090}]}}',
    ],
    'service/web',
    [
      {
        path: '/spec/ports/k:{"port":80,"protocol":"TCP"}/targetPort',
        kind: 'Changed',
        git: '8080',
        cluster: '9090',
        by: ['kubectl-patch'],
      },
    ],
  ],
  [
    'a label put on',
    ['label', 'deployment/web', 'team=intruders'],
    'deployment/web',
    [
      {
        path: '/metadata/labels/team',
        kind: 'Added',
        cluster: 'intruders',
        by: ['kubectl-label'],
      },
    ],
  ],
  [
    'a label taken away, which leaves no trace of who it was',
    ['label', 'deployment/web', 'app-'],
    'deployment/web',
    [{ path: '/metadata/labels', kind: 'Changed', by: [] }],
  ],
];

describeOnCluster('who changed what', () => {
  const world = useWorld();

  it.each(CHANGES)(
    'is said of %s, and put back without touching anything else',
    async (_, args, name, expected) => {
      const desired = world().desired(WEB);
      await world().sync(desired);
      // Somebody else has a share in each object, which is theirs to keep.
      await world().kubectl(
        'annotate',
        name,
        'example.com/note=kept',
        '--field-manager=another-controller',
      );
      await world().kubectl(...args);
      const objects = await world().until(desired, 'it drifted', seen =>
        seen.some(({ sync }) => sync === 'Drifted'),
      );
      const fields = drifted(objects);
      expect(fields).toEqual(
        expected.map(field => expect.objectContaining(field)),
      );

      const before = await world().raw(name);
      await world().restore(desired);
      const after = await world().raw(name);
      expect(
        sideEffects(
          before,
          after,
          fields.map(({ path }) => path),
        ),
      ).toEqual([]);
      expect(
        await world().kubectl(
          'get',
          name,
          '-o',
          'jsonpath={.metadata.annotations.example\\.com/note}',
        ),
      ).toBe('kept');
    },
  );

  it('is said of a DaemonSet, whose server counts template changes in an annotation', async () => {
    const desired = world().desired(`
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent }
spec:
  selector: { matchLabels: { app: agent } }
  template:
    metadata: { labels: { app: agent } }
    spec: { containers: [{ name: agent, image: 'registry.example.com/agent:1' }] }
`);
    await world().sync(desired);
    await world().kubectl(
      'set',
      'image',
      'daemonset/agent',
      'agent=registry.example.com/agent:2',
    );
    await world().until(desired, 'it drifted', seen =>
      seen.some(({ sync }) => sync === 'Drifted'),
    );
    const before = await world().raw('daemonset/agent');
    await world().restore(desired);
    expect(
      sideEffects(before, await world().raw('daemonset/agent'), [
        '/spec/template/spec/containers/k:{"name":"agent"}/image',
      ]),
    ).toEqual([]);
  });

  it('is said of what Git sets only, whatever others do while that is found out', async () => {
    const desired = world().desired(WEB);
    await world().sync(desired);
    world().transport.before(
      request =>
        request.path.includes('/deployments/web') &&
        request.path.includes('dryRun=All'),
      () =>
        world().kubectl(
          'annotate',
          'deployment/web',
          'example.com/note=kept',
          '--field-manager=another-controller',
        ),
    );
    await world().kubectl('scale', 'deployment/web', '--replicas=5');
    const [seen] = await world().until(
      desired,
      'it drifted',
      ([{ sync }]) => sync === 'Drifted',
    );
    expect(drifted([seen]).map(({ path }) => path)).toEqual(['/spec/replicas']);
  });

  it('heals what was changed alone, with one write for each object', async () => {
    const desired = world().desired(WEB);
    await world().sync(desired);
    await world().kubectl('scale', 'deployment/web', '--replicas=5');
    await world().until(desired, 'it drifted', seen =>
      seen.some(({ sync }) => sync === 'Drifted'),
    );
    const writes: string[] = [];
    world().transport.fail(request => {
      if (isWrite(request)) writes.push(request.path.replace(/\?.*/, ''));
      return undefined;
    });
    await world().restore(desired);
    expect(writes.filter(path => !path.includes('/gitops-inventory-'))).toEqual(
      [expect.stringMatching(/\/deployments\/web$/)],
    );
  });

  it('writes nothing where its own dry run would change more than was meant', async () => {
    const desired = world().desired(WEB);
    await world().sync(desired);
    await world().kubectl('scale', 'deployment/web', '--replicas=5');
    const objects = await world().until(desired, 'it drifted', seen =>
      seen.some(({ sync }) => sync === 'Drifted'),
    );
    // A server that would do more than it was asked to.
    world().transport.answerWith(
      request =>
        request.path.includes('/deployments/web') &&
        request.path.includes('dryRun=All'),
      body => body.replace('"replicas":2', '"paused":true,"replicas":2'),
    );
    const outcome = await world().apply(desired, {
      objects: objects.filter(({ sync }) => sync === 'Drifted'),
    });
    expect([outcome]).toEqual([
      {
        status: 'failed',
        reason: expect.stringContaining('/spec/paused'),
        objects: [expect.objectContaining({ status: 'refused' })],
      },
    ]);
    const live = await world().raw('deployment/web');
    expect(live).toEqual(
      expect.objectContaining({
        spec: expect.objectContaining({ replicas: 5 }),
      }),
    );
  });
});
