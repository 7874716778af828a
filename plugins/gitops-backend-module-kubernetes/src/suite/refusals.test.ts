import { metadataOf } from '@backstage-gitops/cluster';
import { describeOnCluster, useWorld } from '../__testUtils__/useWorld';
import { isDryRun, isWrite } from '@backstage-gitops/engine-contract';
import { configMap, deployment } from '../__testUtils__/manifests';

const JOB = `
apiVersion: batch/v1
kind: Job
metadata: { name: task }
spec:
  suspend: true
  template:
    spec:
      restartPolicy: Never
      containers: [{ name: task, image: 'registry.example.com/task:1' }]
`;

const SERVICE = `
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  ports: [{ port: 80 }]
`;

const FROZEN = `${configMap('settings', { color: 'blue' })}immutable: true\n`;

const IMMUTABLE: Array<
  [what: string, name: string, applied: string, wanted: string, words: RegExp]
> = [
  [
    'the selector of a Deployment',
    'deployment/web',
    deployment(),
    deployment()
      .replace('matchLabels: { app: web }', 'matchLabels: { app: other }')
      .replace('labels: { app: web }', 'labels: { app: other }'),
    /spec\.selector: Invalid value: .*field is immutable/s,
  ],
  [
    'the address of a Service',
    'service/web',
    SERVICE,
    SERVICE.replace('spec:', 'spec:\n  clusterIP: None'),
    /spec\.clusterIPs?.*may not change once set/s,
  ],
  [
    'the template of a Job',
    'job/task',
    JOB,
    JOB.replace('task:1', 'task:2'),
    /spec\.template: Invalid value: .*field is immutable/s,
  ],
  [
    'a ConfigMap that says it is immutable',
    'configmap/settings',
    FROZEN,
    FROZEN.replace('blue', 'red'),
    /data: Forbidden: field is immutable when `immutable` is set/,
  ],
  [
    'another strategy over one that was filled in',
    'deployment/web',
    deployment(),
    deployment('strategy: { type: Recreate }'),
    /spec\.strategy\.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'/,
  ],
];

/** FACTS of servers: these are answered with 500, although they never go away. */
const PERMANENT: Array<[what: string, wanted: string, words: RegExp]> = [
  [
    'a field that the kind does not have',
    deployment('replica: 2'),
    /failed to create typed patch object .*\.spec\.replica: field not declared in schema/,
  ],
  [
    'a value of another type',
    deployment('replicas: two'),
    /failed to create typed patch object .*\.spec\.replicas: expected numeric \(int or float\), got string/,
  ],
  [
    'two items with the same key',
    deployment('', 'env: [{ name: A, value: a }, { name: A, value: b }]'),
    /failed to create typed patch object .*\.env: duplicate entries for key \[name="A"\]/,
  ],
  [
    'text that is no base64',
    `
apiVersion: v1
kind: Secret
metadata: { name: login }
data: { password: abc }
`,
    /illegal base64 data/,
  ],
];

describeOnCluster('what a server will never take', () => {
  const world = useWorld();

  it.each(IMMUTABLE)(
    'is refused in its words, and destroys nothing: %s',
    async (_, name, applied, wanted, words) => {
      await world().sync(world().desired(applied));
      const desired = world().desired(wanted);
      const [seen] = await world().until(
        desired,
        'it drifts',
        ([object]) => object.problem !== undefined,
      );
      expect(seen).toEqual(
        expect.objectContaining({
          sync: 'Drifted',
          problem: expect.stringMatching(words),
        }),
      );
      // What differs is said too, though nothing can be done about it.
      expect(seen.fields.map(({ kind }) => kind)).toContain('Changed');

      const before = await world().raw(name);
      const outcome = await world().apply(desired);
      expect(outcome).toEqual({
        status: 'failed',
        reason: expect.stringMatching(words),
        objects: [
          {
            id: world().idOf(desired.objects[0]),
            status: 'refused',
            reason: expect.stringMatching(words),
          },
        ],
      });
      const after = await world().raw(name);
      expect(metadataOf(after, 'uid')).toBe(metadataOf(before, 'uid'));
      expect([after.spec, after.data]).toEqual([before.spec, before.data]);
    },
  );

  it.each(PERMANENT)(
    'is refused although it is answered as a failure: %s',
    async (_, wanted, words) => {
      const desired = world().desired(wanted);
      await world().until(
        desired,
        'it is missing',
        ([{ sync }]) => sync === 'Missing',
      );
      const asked: string[] = [];
      const written: string[] = [];
      world().transport.fail(request => {
        if (request.path.includes('/gitops-inventory-')) return undefined;
        if (isDryRun(request)) asked.push(request.path);
        if (isWrite(request)) written.push(request.path);
        return undefined;
      });
      const outcome = await world().apply(desired);
      expect(outcome).toEqual({
        status: 'failed',
        reason: expect.stringMatching(words),
        objects: [
          {
            id: world().idOf(desired.objects[0]),
            status: 'refused',
            reason: expect.stringMatching(words),
          },
        ],
      });
      expect(asked).toHaveLength(1);
      expect(written).toEqual([]);
    },
  );

  it.each(PERMANENT.slice(0, 3))(
    'is drift with a reason where there is an object already: %s',
    async (_, wanted, words) => {
      await world().sync(world().desired(deployment()));
      const [seen] = await world().until(
        world().desired(wanted),
        'it drifts',
        ([object]) => object.problem !== undefined,
      );
      expect(seen).toEqual(
        expect.objectContaining({
          sync: 'Drifted',
          problem: expect.stringMatching(words),
        }),
      );
    },
  );

  it('does not keep the other objects of a commit back', async () => {
    const desired = world().desired(
      `${deployment('replica: 2')}---${configMap('settings', {
        color: 'blue',
      })}`,
    );
    await world().observe(desired);
    const outcome = await world().apply(desired);
    expect(outcome).toEqual({
      status: 'failed',
      reason: expect.anything(),
      objects: expect.arrayContaining([
        expect.objectContaining({ status: 'refused' }),
        expect.objectContaining({ status: 'applied' }),
      ]),
    });
    expect(
      await world().kubectl('get', 'configmap/settings', '-o', 'name'),
    ).toBe('configmap/settings\n');
  });
});
