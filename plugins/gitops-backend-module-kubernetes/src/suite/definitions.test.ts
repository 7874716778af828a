import { randomUUID } from 'node:crypto';
import { describeOnCluster, useWorld } from '../__testUtils__/useWorld';
import { drifted, type EngineWorld } from '../__testUtils__/EngineWorld';
import { isWrite } from '@backstage-gitops/engine-contract';
import { sideEffects } from '../__testUtils__/sideEffects';

interface Definition {
  group: string;
  plural: string;
  yaml: string;
}

/** A definition of a kind Widget in a group of its own: a cluster's definitions are everybody's. */
function define(
  world: EngineWorld,
  options: { scope?: string; subresources?: string; schema: object },
): Definition {
  const group = `g${randomUUID().slice(0, 8)}.example.com`;
  world.removeAtEnd('crd', `widgets.${group}`);
  return {
    group,
    plural: `widgets.${group}`,
    yaml: `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.${group} }
spec:
  group: ${group}
  scope: ${options.scope ?? 'Namespaced'}
  names: { kind: Widget, plural: widgets, singular: widget }
  versions:
    - name: v1
      served: true
      storage: true
      ${options.subresources ?? ''}
      schema: { openAPIV3Schema: ${JSON.stringify(options.schema)} }
`,
  };
}

function widget({ group }: Definition, spec: string, name = 'one'): string {
  return `
apiVersion: ${group}/v1
kind: Widget
metadata: { name: ${name} }
spec: ${spec}
`;
}

const ANYTHING = {
  type: 'object',
  'x-kubernetes-preserve-unknown-fields': true,
};

const WITH_SCHEMA = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        size: { type: 'string', default: 'small' },
        replicas: { type: 'integer', default: 1 },
        limits: {
          type: 'object',
          default: {},
          properties: { depth: { type: 'integer', default: 3 } },
        },
        parts: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name'],
          items: {
            type: 'object',
            required: ['name'],
            properties: {
              name: { type: 'string' },
              colour: { type: 'string' },
              count: { type: 'integer', default: 1 },
            },
          },
        },
        tags: {
          type: 'array',
          'x-kubernetes-list-type': 'set',
          items: { type: 'string' },
        },
        steps: { type: 'array', items: { type: 'string' } },
        open: ANYTHING,
      },
    },
    status: ANYTHING,
  },
};

const SCALE = `subresources:
        status: {}
        scale: { specReplicasPath: .spec.replicas, statusReplicasPath: .status.replicas }`;

const SPEC =
  '{ parts: [{ name: a, colour: red }, { name: b }], tags: [old, new], steps: [cut, glue], open: { deep: [1, { b: 2 }] } }';

describeOnCluster('kinds that a definition brings', () => {
  const world = useWorld({ environment: { kinds: ['*'] } });

  it('are applied with their definition, whatever their order in Git, and do not differ then', async () => {
    const definition = define(world(), { schema: WITH_SCHEMA });
    const desired = world().desired(
      `${widget(definition, SPEC)}---${definition.yaml}`,
    );
    const before = await world().until(desired, 'all is missing', objects =>
      objects.every(({ sync }) => sync === 'Missing'),
    );
    // Else nobody would apply the object: its problem goes with its definition.
    expect(before.map(({ problem }) => problem)).toEqual([
      undefined,
      undefined,
    ]);
    const writes: string[] = [];
    world().transport.fail(request => {
      if (isWrite(request)) writes.push(request.path.replace(/\?.*/, ''));
      return undefined;
    });
    expect(drifted(await world().sync(desired))).toEqual([]);
    expect(writes.filter(path => path.includes(definition.group))).toEqual([
      `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${definition.plural}`,
      world().path(`apis/${definition.group}/v1`, 'widgets', 'one'),
    ]);
  });

  it('are named as their scope has it before the cluster knows it', async () => {
    const definition = define(world(), {
      scope: 'Cluster',
      schema: ANYTHING,
    });
    const name = `widget-${world().namespace}`;
    const desired = world().desired(
      `${definition.yaml}---${widget(definition, '{ a: 1 }', name)}`,
    );
    const id = `${definition.group}/Widget//${name}`;
    await world().observe(desired);
    const outcome = await world().engine.apply(world().environment, desired, {
      apply: [world().idOf(desired.objects[0]), id],
      prune: [],
      scope: 'whole',
      mayWrite: async () => true,
    });
    expect(outcome).toEqual({
      status: 'done',
      objects: [
        expect.objectContaining({ status: 'applied' }),
        { id, status: 'applied' },
      ],
    });
    const fewer = world().desired(definition.yaml);
    const seen = await world().until(fewer, 'it is orphaned', objects =>
      objects.some(({ sync }) => sync === 'Orphaned'),
    );
    expect(
      seen.filter(({ sync }) => sync === 'Orphaned').map(one => one.name),
    ).toEqual([name]);
  });

  it.each([
    ['with a schema', WITH_SCHEMA],
    ['without one', ANYTHING],
  ])('drift field by field and are healed: %s', async (_, schema) => {
    const definition = define(world(), { schema });
    const desired = world().desired(
      `${definition.yaml}---${widget(definition, SPEC)}`,
    );
    await world().sync(desired);
    const name = `${definition.plural}/one`;
    await world().kubectl(
      'patch',
      name,
      '--type=json',
      '-p',
      JSON.stringify([
        { op: 'replace', path: '/spec/steps', value: ['cut', 'nail'] },
        { op: 'replace', path: '/spec/open/deep', value: [1] },
      ]),
    );
    const objects = await world().until(desired, 'it drifted', seen =>
      seen.some(({ sync }) => sync === 'Drifted'),
    );
    const fields = drifted(objects);
    expect(
      fields.map(({ path, kind, by }) => `${path} ${kind} ${by}`).sort(),
    ).toEqual([
      '/spec/open/deep Changed kubectl-patch',
      '/spec/steps Changed kubectl-patch',
    ]);
    const before = await world().raw(name);
    await world().restore(desired);
    expect(
      sideEffects(
        before,
        await world().raw(name),
        fields.map(({ path }) => path),
      ),
    ).toEqual([]);
  });

  it('have items of keyed lists told apart by their keys, and those of others kept', async () => {
    const definition = define(world(), { schema: WITH_SCHEMA });
    const desired = world().desired(
      `${definition.yaml}---${widget(definition, SPEC)}`,
    );
    await world().sync(desired);
    const name = `${definition.plural}/one`;
    await world().kubectlApply(
      widget(definition, '{ parts: [{ name: theirs, colour: green }] }'),
      '--server-side',
      '--field-manager=another-controller',
    );
    await world().kubectl(
      'patch',
      name,
      '--type=json',
      '-p',
      '[{"op":"replace","path":"/spec/parts/0/colour","value":"blue"}]',
    );
    const objects = await world().until(desired, 'it drifted', seen =>
      seen.some(({ sync }) => sync === 'Drifted'),
    );
    expect(drifted(objects)).toEqual([
      {
        path: '/spec/parts/k:{"name":"a"}/colour',
        kind: 'Changed',
        git: 'red',
        cluster: 'blue',
        by: ['kubectl-patch'],
      },
    ]);
    const before = await world().raw(name);
    await world().restore(desired);
    expect(
      sideEffects(before, await world().raw(name), [
        '/spec/parts/k:{"name":"a"}/colour',
      ]),
    ).toEqual([]);
  });

  it('may be scaled by an autoscaler too', async () => {
    const definition = define(world(), {
      schema: WITH_SCHEMA,
      subresources: SCALE,
    });
    const desired = world().desired(
      `${definition.yaml}---${widget(
        definition,
        '{ size: big, replicas: 2 }',
      )}`,
    );
    await world().sync(desired);
    await world().kubectlApply(`
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: widget }
spec:
  scaleTargetRef: { apiVersion: ${definition.group}/v1, kind: Widget, name: one }
  minReplicas: 1
  maxReplicas: 10
`);
    await world().patchAs(
      'kube-controller-manager',
      world().path(`apis/${definition.group}/v1`, 'widgets', 'one', 'scale'),
      { spec: { replicas: 5 } },
    );
    const objects = await world().until(desired, 'it is seen', seen =>
      seen.some(({ fields }) =>
        fields.some(({ path }) => path === '/spec/replicas'),
      ),
    );
    expect(objects.map(({ sync }) => sync)).toEqual(['Synced', 'Synced']);
  });

  it.each<[string, string, string]>([
    ['is theirs where they have a status subresource', SCALE, 'Synced'],
    ["is Git's to say where they have none", '', 'Drifted'],
  ])('have a status that %s', async (_, subresources, expected) => {
    const definition = define(world(), { schema: WITH_SCHEMA, subresources });
    const desired = world().desired(
      `${definition.yaml}---${widget(
        definition,
        '{ size: big }',
      )}status: { phase: New }\n`,
    );
    await world().sync(desired);
    await world().patchAs(
      'another-controller',
      `${world().path(`apis/${definition.group}/v1`, 'widgets', 'one')}${
        subresources ? '/status' : ''
      }`,
      { status: { phase: 'Old', replicas: 1 } },
    );
    await world().patchAs(
      'another-controller',
      world().path(`apis/${definition.group}/v1`, 'widgets', 'one'),
      { metadata: { labels: { seen: 'yes' } } },
    );
    const objects = await world().until(desired, 'it is seen', seen =>
      seen.some(({ fields }) =>
        fields.some(({ path }) => path === '/metadata/labels/seen'),
      ),
    );
    expect(objects.at(-1)).toEqual(
      expect.objectContaining({ kind: 'Widget', sync: expected }),
    );
  });

  it('are missing with a reason while nobody defines them, and unknown to nobody when their definition goes', async () => {
    const definition = define(world(), { schema: ANYTHING });
    const desired = world().desired(widget(definition, '{ a: 1 }'));
    const noKind = /has no kind Widget in /;
    const [before] = await world().until(
      desired,
      'it is missing',
      ([{ sync }]) => sync === 'Missing',
    );
    expect(before.problem).toMatch(noKind);
    await world().kubectlApply(definition.yaml);
    await world().kubectl(
      'wait',
      '--for=condition=Established',
      `crd/${definition.plural}`,
    );
    await world().until(
      desired,
      'its kind is served',
      ([{ problem }]) => problem === undefined,
    );
    await world().sync(desired);
    await world().kubectl('delete', `crd/${definition.plural}`);
    const after = await world().until(desired, 'its kind is gone', ([one]) => {
      world().transport.cutWatches();
      world().clock.advance(1_000);
      return one.sync === 'Missing' && one.problem !== undefined;
    });
    expect(after.map(({ problem }) => problem)).toEqual([
      expect.stringMatching(noKind),
    ]);
  });
});
