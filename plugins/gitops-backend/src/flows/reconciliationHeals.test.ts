import { TestDatabases } from '@backstage/backend-test-utils';
import type { HistoryEntry } from '@backstage-gitops/plugin-gitops-common';
import {
  ClusterWorld,
  configMap,
  KUBECTL,
  type LiveObject,
  WRITER,
} from '../__testUtils__/ClusterWorld';
import { as } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** Edits whose ways are timed. */
const EDITS = 40;

/** What must be the same after a heal: all but the status and what every write moves. */
function lasting(object: LiveObject) {
  const { status: _status, metadata, ...rest } = object;
  const {
    resourceVersion: _version,
    generation: _generation,
    annotations,
    managedFields,
    ...named
  } = metadata;
  const { 'deployment.kubernetes.io/revision': _revision, ...notes } =
    annotations ?? {};
  return {
    ...rest,
    metadata: { ...named, annotations: notes },
    owners: managedFields
      .filter(({ subresource }) => subresource !== 'status')
      .map(({ time, ...entry }) => ({
        ...entry,
        // Only our own entry may be renewed.
        time: entry.manager === 'gitops' ? undefined : time,
      }))
      .sort((a, b) => (a.manager < b.manager ? -1 : 1)),
  };
}

function print(what: string, times: number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(Math.ceil(sorted.length * share), sorted.length) - 1];
  process.stdout.write(
    `${what}, ${sorted.length} times: p50 ${at(0.5)} ms, p95 ${at(
      0.95,
    )} ms, longest ${at(1)} ms\n`,
  );
}

// Drift is made by kubectl, as people make it: `npm test` finds it, or says that it cannot.
(KUBECTL ? describe : describe.skip)('healing', () => {
  let world: ClusterWorld;

  afterAll(() => world.remove());

  const history = async (): Promise<HistoryEntry[]> => {
    const { body } = await world.client.send(
      'get',
      `${world.client.path}/history?limit=200`,
      as.user('rita'),
    );
    return body.items.filter(({ kind }: HistoryEntry) => kind === 'reverted');
  };

  describe('changes nothing besides', () => {
    beforeAll(async () => {
      world = await ClusterWorld.create({
        environments: { dev: { reconcile: 'heal' } },
      });
      await world.start(await databases.init('SQLITE_3'));
      await world.settled();
      // An operator has fields of its own in the same objects.
      for (const patch of [
        `apiVersion: apps/v1
kind: Deployment
metadata: { name: app, annotations: { example.com/team: blue } }
spec: { revisionHistoryLimit: 7 }`,
        configMap('settings', { operator: 'was here' }),
      ]) {
        await world.kubectlApply(
          patch,
          '--server-side',
          '--field-manager=platform-operator',
        );
      }
      await world.lookAgain();
      await world.settled();
    });

    afterAll(() => world.remove());

    it.each<[string, string, string[]]>([
      ['a scaling', 'deployment/app', ['scale', '--replicas=5']],
      [
        'an image',
        'deployment/app',
        ['set', 'image', 'app=ghcr.io/acme/payments:9.9.9'],
      ],
      [
        'a variable that was added',
        'deployment/app',
        ['set', 'env', 'DEBUG=1'],
      ],
      [
        'a variable that Git sets',
        'deployment/app',
        ['set', 'env', 'LOG_LEVEL=trace'],
      ],
      [
        'a sidecar',
        'deployment/app',
        [
          'patch',
          '-p',
          '{"spec":{"template":{"spec":{"containers":[{"name":"proxy","image":"ghcr.io/acme/proxy:1"}]}}}}',
        ],
      ],
      [
        'a value and a key in one edit',
        'configmap/settings',
        ['patch', '-p', '{"data":{"color":"red","size":"9"}}'],
      ],
      [
        'a field that was taken out',
        'service/app',
        [
          'patch',
          '--type=json',
          '-p',
          '[{"op":"remove","path":"/spec/ports/0/targetPort"}]',
        ],
      ],
      ['a label', 'service/app', ['label', 'tier=gold']],
      ['an annotation', 'deployment/app', ['annotate', 'note=kept?']],
    ])('%s', async (_, object, [verb, ...args]) => {
      const before = await world.live(object);
      const others = await world.untouched();
      const heals = (await history()).length;
      const needsKind = verb !== 'set';
      await world.kubectl(
        verb,
        ...(needsKind
          ? [object, ...args]
          : [args[0], object, ...args.slice(1)]),
      );
      await until(
        'it was healed',
        async () => (await history()).length > heals,
      );
      await world.settled();
      expect(lasting(await world.live(object))).toEqual(lasting(before));
      const [kind, name] = object.split('/');
      const isOther = (key: string) =>
        key.toLocaleLowerCase('en-US') !== `${kind}/${name}`;
      const now = await world.untouched();
      for (const key of Object.keys(others).filter(isOther)) {
        expect([key, now[key]]).toEqual([key, others[key]]);
      }
    });
  });

  it(`sees and heals each of ${EDITS} edits, and none twice`, async () => {
    const data = Object.fromEntries(
      Array.from({ length: EDITS }, (_, index) => [`key-${index}`, 'git']),
    );
    const files = { 'numbers.yaml': configMap('numbers', data) };
    world = await ClusterWorld.create({
      environments: {
        dev: { reconcile: 'heal', files },
        staging: { reconcile: 'sync', files },
      },
    });
    await world.start(await databases.init('SQLITE_3'));
    await world.settled();
    await world.settled('staging');
    const seen: number[] = [];
    const healed: number[] = [];
    /** kubectl patch of one key, in one environment. @returns when it was done. */
    const edit = async (environment: string, key: string) => {
      await world.kubectlIn(
        environment,
        ...['patch', 'configmap/numbers', '-p'],
        JSON.stringify({ data: { [key]: 'edited' } }),
      );
      return Date.now();
    };
    const shown = async (key: string) => {
      const { objects } = await world.until(
        `${key} is shown`,
        report =>
          report.objects.some(({ fields }) =>
            fields.some(({ path }) => path === `/data/${key}`),
          ),
        'staging',
      );
      return objects
        .flatMap(({ fields }) => fields)
        .find(({ path }) => path === `/data/${key}`);
    };
    const putBack = (key: string, from: number) =>
      until(`${key} is put back`, async () =>
        world.writes
          .slice(from)
          .find(
            ({ user, dryRun, object }) =>
              user === WRITER && !dryRun && object === 'ConfigMap/numbers',
          ),
      );
    for (const key of Object.keys(data)) {
      const edited = await edit('staging', key);
      const field = await shown(key);
      seen.push(Date.now() - edited);
      expect(field).toMatchObject({
        git: 'git',
        cluster: 'edited',
        by: [{ manager: 'kubectl-patch', time: expect.any(String) }],
      });
      const from = world.writes.length;
      const broken = await edit('dev', key);
      healed.push((await putBack(key, from)).at - broken);
    }
    await world.settled();
    print('From kubectl to visible drift', seen);
    print('From kubectl to its being put back', healed);
    const { data: dev } = await world.live('configmap/numbers');
    expect(dev).toEqual(data);
    const { data: staging } = await world.live('configmap/numbers', 'staging');
    expect(new Set(Object.values(staging ?? {}))).toEqual(new Set(['edited']));
    const summaries = (await history()).map(({ summary }) => summary).reverse();
    expect(summaries).toEqual(
      Object.keys(data).map(key =>
        expect.stringContaining(
          `ConfigMap numbers /data/${key} (changed by kubectl-patch)`,
        ),
      ),
    );
  });
});
