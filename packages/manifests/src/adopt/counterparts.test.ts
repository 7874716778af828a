import { absent, differences, render } from '../__testUtils__/programs';
import { lines, Repository } from '../testing/repository';
import { FieldChange } from './Alternatives';
import { adoptFields } from './adoptFields';
import { FieldStep } from '../fields/FieldStep';
import { ObjectIdentity } from './ObjectIdentity';

jest.setTimeout(120_000);

type Files = Record<string, string>;
type Difference = Record<string, [unknown, unknown]>;

const named = (name: string) => ({ keys: { name } });
const POD: FieldStep[] = ['spec', 'template', 'spec'];
const CONTAINER: FieldStep[] = [...POD, 'containers', named('web')];

const set = (
  path: FieldStep[],
  value: Extract<FieldChange['to'], { kind: 'set' }>['value'],
  git?: FieldChange['git'],
): FieldChange => ({ path, git, to: { kind: 'set', value } });

const remove = (path: FieldStep[]): FieldChange => ({
  path,
  to: { kind: 'remove' },
});

/** How each candidate changes what the real program renders. */
function effects(
  files: Files,
  by: 'kustomize' | 'helm',
  object: ObjectIdentity,
  changes: FieldChange[],
): Difference[] {
  const result = adoptFields({
    ...new Repository(files).complete('env'),
    object,
    changes,
  });
  if (result.status !== 'edited') {
    throw new Error(JSON.stringify(result));
  }
  const before = render(files, by);
  return result.candidates.map(candidate =>
    differences(
      before,
      render({ ...files, ...Object.fromEntries(candidate.files) }, by),
    ),
  );
}

const deployment = lines(
  'apiVersion: apps/v1',
  'kind: Deployment',
  'metadata:',
  '  name: web',
  '  namespace: base',
  '  annotations:',
  '    note: one',
  'spec:',
  '  replicas: 1',
  '  template:',
  '    metadata:',
  '      labels: {app: web}',
  '    spec:',
  '      nodeSelector: {disk: ssd, zone: a}',
  '      containers:',
  '        - name: web',
  '          image: ghcr.io/acme/web:v1',
  '          args: [--one, --two]',
  '          ports:',
  '            - containerPort: 80',
  '              name: http',
  '          env:',
  '            - name: LOG',
  '              value: info',
  '            - name: REGION',
  '              value: eu',
  '        - name: sidecar',
  '          image: ghcr.io/acme/sidecar:v1',
);

const thing = lines(
  'apiVersion: example.com/v1',
  'kind: Thing',
  'metadata: {name: thing, finalizers: [a.example.com/x, b.example.com/y]}',
  'spec: {mode: fast, items: [{name: a, v: 1}, {name: b, v: 2}]}',
);

const base: Files = {
  'base/kustomization.yaml': lines(
    'namePrefix: b-',
    'resources: [web.yaml, thing.yaml]',
  ),
  'base/web.yaml': deployment,
  'base/thing.yaml': thing,
};

const overlays: Array<[string, Files]> = [
  ['nothing but a base', {}],
  [
    'a patch for the object',
    {
      'env/kustomization.yaml': 'patches:\n- path: patch.yaml\n',
      'env/patch.yaml': lines(
        'apiVersion: apps/v1',
        'kind: Deployment',
        'metadata:',
        '    name: b-web',
        '    namespace: base',
        'spec:',
        '    paused: false',
      ),
    },
  ],
  [
    'an inline patch for the object',
    {
      'env/kustomization.yaml': lines(
        'patches:',
        '  - target:',
        '      kind: Deployment',
        '      name: b-web',
        '    patch: |-',
        '      apiVersion: apps/v1',
        '      kind: Deployment',
        '      metadata:',
        '        name: any',
        '      spec:',
        '        paused: false',
      ),
    },
  ],
];

const WEB: ObjectIdentity = {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  namespace: 'top',
  name: 'o-b-web',
};

const THING: ObjectIdentity = {
  group: 'example.com',
  version: 'v1',
  kind: 'Thing',
  namespace: 'top',
  name: 'o-b-thing',
};

const IN_WEB = 'Deployment o-b-web/spec/template/spec/containers/web';

const changes: Array<[string, ObjectIdentity, FieldChange, Difference]> = [
  [
    'sets a number',
    WEB,
    set(['spec', 'replicas'], 3, 1),
    { 'Deployment o-b-web/spec/replicas': [1, 3] },
  ],
  [
    'sets an annotation',
    WEB,
    set(['metadata', 'annotations', 'a.example.com/b'], 'true'),
    {
      'Deployment o-b-web/metadata/annotations/a.example.com/b': [
        undefined,
        'true',
      ],
    },
  ],
  [
    'removes an annotation',
    WEB,
    remove(['metadata', 'annotations', 'note']),
    { 'Deployment o-b-web/metadata/annotations/note': ['one', undefined] },
  ],
  [
    'sets an environment variable',
    WEB,
    set([...CONTAINER, 'env', named('LOG'), 'value'], 'debug', 'info'),
    { [`${IN_WEB}/env/LOG/value`]: ['info', 'debug'] },
  ],
  [
    'adds an environment variable',
    WEB,
    set([...CONTAINER, 'env', named('DEBUG')], { name: 'DEBUG', value: '1' }),
    {
      [`${IN_WEB}/env/DEBUG/name`]: [undefined, 'DEBUG'],
      [`${IN_WEB}/env/DEBUG/value`]: [undefined, '1'],
    },
  ],
  [
    'removes an environment variable',
    WEB,
    remove([...CONTAINER, 'env', named('REGION')]),
    {
      [`${IN_WEB}/env/REGION/name`]: ['REGION', undefined],
      [`${IN_WEB}/env/REGION/value`]: ['eu', undefined],
    },
  ],
  [
    'adds a container',
    WEB,
    set([...POD, 'containers', named('debug')], {
      name: 'debug',
      image: 'busybox:1',
    }),
    {
      'Deployment o-b-web/spec/template/spec/containers/debug/name': [
        undefined,
        'debug',
      ],
      'Deployment o-b-web/spec/template/spec/containers/debug/image': [
        undefined,
        'busybox:1',
      ],
    },
  ],
  [
    'sets a field of a port whose protocol is left out',
    WEB,
    set(
      [
        ...CONTAINER,
        'ports',
        { keys: { containerPort: 80, protocol: 'TCP' } },
        'hostPort',
      ],
      8080,
    ),
    { [`${IN_WEB}/ports/http/hostPort`]: [undefined, 8080] },
  ],
  [
    'adds limits where there are none',
    WEB,
    set([...CONTAINER, 'resources', 'limits', 'memory'], '128Mi'),
    { [`${IN_WEB}/resources/limits/memory`]: [undefined, '128Mi'] },
  ],
  [
    'replaces a list',
    WEB,
    set([...CONTAINER, 'args'], ['--one'], ['--one', '--two']),
    { [`${IN_WEB}/args/1`]: ['--two', undefined] },
  ],
  [
    'replaces a map',
    WEB,
    set([...POD, 'nodeSelector'], { disk: 'hdd' }, { disk: 'ssd', zone: 'a' }),
    {
      'Deployment o-b-web/spec/template/spec/nodeSelector/disk': ['ssd', 'hdd'],
      'Deployment o-b-web/spec/template/spec/nodeSelector/zone': [
        'a',
        undefined,
      ],
    },
  ],
  [
    'sets an image',
    WEB,
    set([...CONTAINER, 'image'], 'ghcr.io/acme/web:v2', 'ghcr.io/acme/web:v1'),
    { [`${IN_WEB}/image`]: ['ghcr.io/acme/web:v1', 'ghcr.io/acme/web:v2'] },
  ],
  [
    'sets another image',
    WEB,
    set([...CONTAINER, 'image'], 'ghcr.io/fix/web:v2', 'ghcr.io/acme/web:v1'),
    { [`${IN_WEB}/image`]: ['ghcr.io/acme/web:v1', 'ghcr.io/fix/web:v2'] },
  ],
  [
    'sets an item of a custom resource',
    THING,
    set(['spec', 'items', named('b'), 'v'], 3, 2),
    { 'Thing o-b-thing/spec/items/b/v': [2, 3] },
  ],
  [
    'removes a field of a custom resource',
    THING,
    remove(['spec', 'mode']),
    { 'Thing o-b-thing/spec/mode': ['fast', undefined] },
  ],
  [
    'removes an item of a set',
    THING,
    remove(['metadata', 'finalizers', { value: 'b.example.com/y' }]),
    { 'Thing o-b-thing/metadata/finalizers/1': ['b.example.com/y', undefined] },
  ],
];

(absent ? describe.skip : describe)(
  `adoptFields, as the real programs render it${absent}`,
  () => {
    describe.each(overlays)('over %s', (_, overlay) => {
      const top = lines(
        'namePrefix: o-',
        'namespace: top',
        'resources: [../base]',
      );
      const files = {
        ...base,
        ...overlay,
        'env/kustomization.yaml':
          top + (overlay['env/kustomization.yaml'] ?? ''),
      };

      it.each(changes)('%s', (__, object, change, difference) => {
        const [first] = effects(files, 'kustomize', object, [change]);
        expect(first).toEqual(difference);
      });
    });

    it.each(changes)(
      'in the environment’s own resource, %s',
      (_, object, change, difference) => {
        const files = {
          'env/kustomization.yaml': lines(
            'namePrefix: o-b-',
            'namespace: top',
            'resources: [web.yaml, thing.yaml]',
          ),
          'env/web.yaml': deployment,
          'env/thing.yaml': thing,
        };
        const [first] = effects(files, 'kustomize', object, [change]);
        expect(first).toEqual(difference);
      },
    );

    it('writes what is set and what is removed by one set of files', () => {
      const files = {
        ...base,
        'env/kustomization.yaml': lines(
          'namePrefix: o-',
          'namespace: top',
          'resources: [../base]',
        ),
      };
      const picked = changes.filter(([, object]) => object === WEB);
      const [first] = effects(
        files,
        'kustomize',
        WEB,
        picked
          .filter(([name]) => name !== 'sets another image')
          .map(([, , change]) => change),
      );
      expect(first).toEqual(
        Object.assign(
          {},
          ...picked
            .filter(([name]) => name !== 'sets another image')
            .map(([, , , difference]) => difference),
        ),
      );
    });

    it.each<[string, string, FieldChange, Difference]>([
      [
        'replicas',
        'replicas: [{name: web, count: 2}]\n',
        set(['spec', 'replicas'], 4, 2),
        { 'Deployment o-b-web/spec/replicas': [2, 4] },
      ],
      [
        'images',
        'images:\n- name: ghcr.io/acme/web\n  newName: mirror/web\n  newTag: v2\n',
        set([...CONTAINER, 'image'], 'mirror/web:v3', 'mirror/web:v2'),
        { [`${IN_WEB}/image`]: ['mirror/web:v2', 'mirror/web:v3'] },
      ],
      [
        'images, by digest',
        'images:\n- name: ghcr.io/acme/web\n  newTag: v2\n',
        set(
          [...CONTAINER, 'image'],
          `ghcr.io/acme/web@sha256:${'1'.repeat(64)}`,
          'ghcr.io/acme/web:v2',
        ),
        {
          [`${IN_WEB}/image`]: [
            'ghcr.io/acme/web:v2',
            `ghcr.io/acme/web@sha256:${'1'.repeat(64)}`,
          ],
        },
      ],
    ])('writes into %s', (_, rest, change, difference) => {
      const files = {
        ...base,
        'env/kustomization.yaml': `namePrefix: o-\nnamespace: top\nresources: [../base]\n${rest}`,
      };
      const [first] = effects(files, 'kustomize', WEB, [change]);
      expect(first).toEqual(difference);
    });

    describe('where a patch decides', () => {
      const files = {
        ...base,
        'env/kustomization.yaml': lines(
          'namePrefix: o-',
          'namespace: top',
          'resources: [../base]',
          'patches:',
          '- path: patch.yaml',
          '- target: {kind: Deployment, name: b-web}',
          '  patch: |-',
          '    - op: replace',
          '      path: /spec/template/spec/nodeSelector/zone',
          '      value: b # not a',
          '- target: {kind: Deployment}',
          '  patch: |-',
          '    - op: add',
          '      path: /spec/minReadySeconds',
          '      value: 5',
        ),
        'env/patch.yaml': lines(
          'apiVersion: apps/v1',
          'kind: Deployment',
          'metadata: {name: b-web, namespace: base}',
          'spec:',
          '  replicas: 4',
          '  template:',
          '    spec:',
          '      containers:',
          '      - name: web',
          '        env:',
          '        - {name: REGION, value: us}',
          '        - {name: OURS, value: "1"} # ours',
        ),
      };

      it.each<[string, FieldChange, Difference, string]>([
        [
          'changes what it sets',
          set(['spec', 'replicas'], 6, 4),
          { 'Deployment o-b-web/spec/replicas': [4, 6] },
          'env/patch.yaml',
        ],
        [
          'changes an item of it',
          set([...CONTAINER, 'env', named('REGION'), 'value'], 'ap', 'us'),
          { [`${IN_WEB}/env/REGION/value`]: ['us', 'ap'] },
          'env/patch.yaml',
        ],
        [
          'removes what it alone sets',
          remove([...CONTAINER, 'env', named('OURS')]),
          {
            [`${IN_WEB}/env/OURS/name`]: ['OURS', undefined],
            [`${IN_WEB}/env/OURS/value`]: ['1', undefined],
          },
          'env/patch.yaml',
        ],
        [
          'removes what its base sets too',
          remove([...CONTAINER, 'env', named('REGION')]),
          {
            [`${IN_WEB}/env/REGION/name`]: ['REGION', undefined],
            [`${IN_WEB}/env/REGION/value`]: ['us', undefined],
          },
          'env/patch.yaml',
        ],
        [
          'removes a field that its base sets too',
          remove(['spec', 'replicas']),
          { 'Deployment o-b-web/spec/replicas': [4, undefined] },
          'env/patch.yaml',
        ],
        [
          'changes a JSON patch',
          set([...POD, 'nodeSelector', 'zone'], 'c', 'b'),
          {
            'Deployment o-b-web/spec/template/spec/nodeSelector/zone': [
              'b',
              'c',
            ],
          },
          'env/kustomization.yaml',
        ],
      ])('%s', (_, change, difference, path) => {
        const [first] = effects(files, 'kustomize', WEB, [change]);
        expect(first).toEqual(difference);
        const result = adoptFields({
          ...new Repository(files).complete('env'),
          object: WEB,
          changes: [change],
        });
        expect(
          result.status === 'edited' && [...result.candidates[0].files.keys()],
        ).toEqual([path]);
      });

      it('has a way over one that is for many objects', () => {
        expect(
          effects(files, 'kustomize', WEB, [
            set(['spec', 'minReadySeconds'], 9, 5),
          ]),
        ).toContainEqual({ 'Deployment o-b-web/spec/minReadySeconds': [5, 9] });
      });
    });

    it('has the value that a chart takes a field from among its candidates', () => {
      const files = {
        'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
        'chart/values.yaml':
          'replicaCount: 1\nlogging: {level: info}\nport: 2\n',
        'chart/templates/web.yaml': deployment
          .replace('replicas: 1', 'replicas: {{ .Values.replicaCount }}')
          .replace('value: info', 'value: {{ .Values.logging.level | quote }}')
          .replace('name: web', 'name: {{ .Release.Name }}-web'),
        'env/values.yaml': '# ours\nmax: 2\nreplicaCount: 2 # two\n',
      };
      const object = { ...WEB, name: 'release-web' };
      const replicas = effects(files, 'helm', object, [
        set(['spec', 'replicas'], 5, 2),
      ]);
      expect(replicas).toEqual([
        { 'Deployment release-web/spec/replicas': [2, 5] },
        {},
        {},
      ]);
      const level = effects(files, 'helm', object, [
        set([...CONTAINER, 'env', named('LOG'), 'value'], 'debug', 'info'),
      ]);
      expect(level).toEqual([
        {
          'Deployment release-web/spec/template/spec/containers/web/env/LOG/value':
            ['info', 'debug'],
        },
      ]);
    });
  },
);
