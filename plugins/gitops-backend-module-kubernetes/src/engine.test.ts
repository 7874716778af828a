import { drifted, EngineWorld } from './__testUtils__/EngineWorld';

jest.setTimeout(120_000);

const WEB = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, labels: { app: web } }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: registry.example.com/shop/web:1.0.0
          ports: [{ containerPort: 8080 }]
          env: [{ name: LOG_LEVEL, value: info }]
          resources: { requests: { cpu: 0.1, memory: 128Mi } }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080 }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { color: blue }
`;

// People work through kubectl, and so do these tests: `npm test` finds it, or says that it cannot.
const withKubectl = process.env.GITOPS_TEST_KUBECTL ? describe : describe.skip;

withKubectl('the built-in engine on an API server', () => {
  let world: EngineWorld;

  beforeEach(async () => {
    world = await EngineWorld.start();
  });

  afterEach(() => world.stop());

  it('sees what is missing, creates it, and then sees no difference', async () => {
    const desired = world.desired(WEB);
    const before = await world.until(desired, 'all is missing', objects =>
      objects.every(({ sync }) => sync === 'Missing'),
    );
    expect(before).toHaveLength(3);
    await world.sync(desired);
    const healthy = await world.until(desired, 'it is healthy', objects =>
      objects.every(
        ({ health }) => health === undefined || health === 'Healthy',
      ),
    );
    expect(
      healthy.flatMap(({ fields }) =>
        fields.filter(f => f.kind !== 'NotInGit'),
      ),
    ).toEqual([]);
  });

  it.each<[string, string[], object]>([
    [
      'kubectl scale',
      ['scale', 'deployment/web', '--replicas=5'],
      {
        path: '/spec/replicas',
        kind: 'Changed',
        git: '2',
        cluster: '5',
        by: ['kubectl'],
      },
    ],
    [
      'kubectl set image',
      [
        'set',
        'image',
        'deployment/web',
        'web=registry.example.com/shop/web:bad',
      ],
      {
        path: '/spec/template/spec/containers/k:{"name":"web"}/image',
        kind: 'Changed',
        git: 'registry.example.com/shop/web:1.0.0',
        cluster: 'registry.example.com/shop/web:bad',
        by: ['kubectl-set'],
      },
    ],
    [
      'kubectl set env',
      ['set', 'env', 'deployment/web', 'DEBUG=1'],
      {
        path: '/spec/template/spec/containers/k:{"name":"web"}/env/k:{"name":"DEBUG"}',
        kind: 'Added',
        cluster: '{"name":"DEBUG","value":"1"}',
        by: ['kubectl-set'],
      },
    ],
    [
      'a sidecar',
      [
        'patch',
        'deployment/web',
        '-p',
        '{"spec":{"template":{"spec":{"containers":[{"name":"proxy","image":"registry.example.com/proxy:1"}]}}}}',
      ],
      {
        path: '/spec/template/spec/containers/k:{"name":"proxy"}',
        kind: 'Added',
        by: ['kubectl-patch'],
      },
    ],
    [
      'kubectl patch of a ConfigMap',
      [
        'patch',
        'configmap/settings',
        '--type=merge',
        '-p',
        '{"data":{"color":"red"}}',
      ],
      {
        path: '/data/color',
        kind: 'Changed',
        git: 'blue',
        cluster: 'red',
        by: ['kubectl-patch'],
      },
    ],
    [
      'a label taken away',
      ['label', 'deployment/web', 'app-'],
      { path: '/metadata/labels', kind: 'Changed', by: [] },
    ],
  ])(
    'says who changed what by %s, and puts it back',
    async (_, args, expected) => {
      const desired = world.desired(WEB);
      await world.sync(desired);
      await world.kubectl(...args);
      const objects = await world.until(desired, 'it drifted', seen =>
        seen.some(({ sync }) => sync === 'Drifted'),
      );
      expect(drifted(objects)).toEqual([expect.objectContaining(expected)]);

      await world.restore(desired);
      expect(drifted(await world.until(desired, 'seen', () => true))).toEqual(
        [],
      );
    },
  );

  it('lists each kind once, whatever the number of objects, and then asks for nothing', async () => {
    const desired = world.desired(
      ['a', 'b', 'c', 'd']
        .map(
          name =>
            `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { key: value }\n`,
        )
        .join('---\n'),
    );
    const { sent } = world.transport;
    await world.observe(desired);
    expect(
      sent.filter(request => request.includes('/configmaps')).sort(),
    ).toEqual([
      expect.stringMatching(/configmaps\?limit=/),
      expect.stringMatching(/configmaps\?watch=true/),
    ]);
    await world.sync(desired);
    const before = sent.length;
    await world.observe(desired);
    await world.observe(desired);
    expect(sent.slice(before)).toEqual([]);
  });

  it('creates again what was deleted', async () => {
    const desired = world.desired(WEB);
    await world.sync(desired);
    await world.kubectl('delete', 'configmap/settings');
    const objects = await world.until(desired, 'it is missing', seen =>
      seen.some(({ sync }) => sync === 'Missing'),
    );
    expect(
      objects
        .filter(({ sync }) => sync === 'Missing')
        .map(({ kind, name }) => `${kind} ${name}`),
    ).toEqual(['ConfigMap settings']);
    await world.restore(desired);
    expect(await world.kubectl('get', 'configmap/settings', '-o', 'name')).toBe(
      'configmap/settings\n',
    );
  });

  it('shows what Git has no more, and prunes it where asked', async () => {
    await world.sync(world.desired(WEB));
    const fewer = world.desired(WEB.slice(0, WEB.lastIndexOf('---')));
    const objects = await world.until(fewer, 'one is orphaned', seen =>
      seen.some(({ sync }) => sync === 'Orphaned'),
    );
    const orphans = objects.filter(({ sync }) => sync === 'Orphaned');
    expect(orphans.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'ConfigMap settings',
    ]);
    const outcome = await world.apply(fewer, { objects: [], prune: orphans });
    expect([outcome]).toEqual([
      { status: 'done', objects: [expect.anything()] },
    ]);
    await world.until(fewer, 'it is gone', seen =>
      seen.every(({ sync }) => sync === 'Synced'),
    );
  });
});
