import { lines, Repository } from '../testing/repository';
import { FieldChange } from './Alternatives';
import { adoptFields, AdoptResult } from './adoptFields';
import { FieldStep } from '../fields/FieldStep';
import { ObjectIdentity } from './ObjectIdentity';

const WEB: ObjectIdentity = {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'web',
};

const named = (name: string) => ({ keys: { name } });
const REPLICAS: FieldStep[] = ['spec', 'replicas'];
const CONTAINER: FieldStep[] = [
  'spec',
  'template',
  'spec',
  'containers',
  named('web'),
];

function set(
  path: FieldStep[],
  value: Extract<FieldChange['to'], { kind: 'set' }>['value'],
  git?: FieldChange['git'],
): FieldChange {
  return { path, git, to: { kind: 'set', value } };
}

function remove(path: FieldStep[], git?: FieldChange['git']): FieldChange {
  return { path, git, to: { kind: 'remove' } };
}

function adopt(
  content: ConstructorParameters<typeof Repository>[0],
  changes: FieldChange[],
  object: ObjectIdentity = WEB,
) {
  return adoptFields({
    ...new Repository(content).complete('env'),
    object,
    changes,
  });
}

/** The files of every candidate. */
function filesOf(result: AdoptResult) {
  return result.status === 'edited'
    ? result.candidates.map(({ files }) => Object.fromEntries(files))
    : result;
}

function problemOf(result: AdoptResult) {
  return result.status === 'refused' ? result.problem : result;
}

const deployment = lines(
  'apiVersion: apps/v1',
  'kind: Deployment',
  'metadata:',
  '  name: web',
  'spec:',
  '  replicas: 1 # small',
  '  template:',
  '    spec:',
  '      containers:',
  '        - name: web',
  '          image: ghcr.io/acme/web:v1',
  '          env:',
  '            - name: LOG',
  '              value: info',
);

describe('adoptFields in plain manifests', () => {
  it('writes where the object is declared', () => {
    const service = lines(
      'apiVersion: v1',
      'kind: Service',
      'metadata: {name: web}',
    );
    const result = adopt(
      { 'env/a.yaml': `${service}---\n${deployment}`, 'env/b.yaml': 'a: b\n' },
      [
        set(REPLICAS, 3, 1),
        set([...CONTAINER, 'env', named('DEBUG')], {
          name: 'DEBUG',
          value: '1',
        }),
        remove([...CONTAINER, 'env', named('LOG')], {
          name: 'LOG',
          value: 'info',
        }),
      ],
    );
    expect(result).toEqual({
      status: 'edited',
      candidates: [
        {
          files: new Map([
            [
              'env/a.yaml',
              `${service}---\n${deployment}`
                .replace('replicas: 1', 'replicas: 3')
                .replace('name: LOG', 'name: DEBUG')
                .replace('value: info', 'value: "1"'),
            ],
          ]),
          changes: [
            {
              path: 'env/a.yaml',
              line: 10,
              before: '  replicas: 1 # small',
              after: '  replicas: 3 # small',
            },
            {
              path: 'env/a.yaml',
              line: 17,
              before: '            - name: LOG',
              after: '            - name: DEBUG',
            },
            {
              path: 'env/a.yaml',
              line: 18,
              before: '              value: info',
              after: '              value: "1"',
            },
          ],
          explanation: expect.stringContaining(
            'Sets spec.replicas of Deployment web in env/a.yaml, where the object is declared.',
          ),
        },
      ],
    });
  });

  it('tells the lines that are gone', () => {
    const result = adopt({ 'env/a.yaml': deployment }, [
      remove([...CONTAINER, 'env'], []),
    ]);
    expect(result).toMatchObject({
      candidates: [
        {
          changes: [
            { line: 12, before: '          env:', after: '' },
            { line: 12, before: '            - name: LOG', after: '' },
            { line: 12, before: '              value: info', after: '' },
          ],
        },
      ],
    });
  });

  it('writes into a List', () => {
    const list = (replicas: number) =>
      JSON.stringify(
        {
          apiVersion: 'v1',
          kind: 'List',
          items: [
            { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } },
            {
              apiVersion: 'apps/v1',
              kind: 'Deployment',
              metadata: { name: 'web' },
              spec: { replicas },
            },
          ],
        },
        undefined,
        2,
      );
    expect(
      filesOf(adopt({ 'env/a.json': list(1) }, [set(REPLICAS, 2)])),
    ).toEqual([{ 'env/a.json': list(2) }]);
  });

  it('takes the object of the namespace', () => {
    const inNamespace = (namespace: string) =>
      deployment.replace(
        'name: web\n',
        `name: web\n  namespace: ${namespace}\n`,
      );
    const content = {
      'env/a.yaml': inNamespace('other'),
      'env/b.yaml': inNamespace('shop'),
    };
    expect(filesOf(adopt(content, [set(REPLICAS, 2)]))).toEqual([
      { 'env/b.yaml': inNamespace('shop').replace('s: 1', 's: 2') },
    ]);
  });

  it('has nothing to do where Git says so already', () => {
    expect(
      adopt({ 'env/a.yaml': deployment }, [
        set(REPLICAS, 1),
        remove(['metadata', 'labels', 'x']),
      ]),
    ).toEqual({ status: 'unchanged' });
  });

  it.each<
    [string, ConstructorParameters<typeof Repository>[0], FieldChange[], object]
  >([
    [
      'an object that is declared twice',
      { 'env/a.yaml': deployment, 'env/b.yaml': `---\n${deployment}` },
      [set(REPLICAS, 2)],
      {
        code: 'objectAmbiguous',
        message: expect.stringContaining('env/a.yaml:1, env/b.yaml:2'),
      },
    ],
    [
      'an object that is not declared',
      { 'env/a.yaml': deployment.replace('Deployment', 'StatefulSet') },
      [set(REPLICAS, 2)],
      { code: 'objectNotFound' },
    ],
    [
      'a manifest that is linked to from elsewhere',
      { 'env/a.yaml': { symlink: '../b.yaml' }, 'b.yaml': deployment },
      [set(REPLICAS, 2)],
      { code: 'objectNotFound', path: 'b.yaml', line: 1 },
    ],
    [
      'what an anchor carries on',
      {
        'env/a.yaml': deployment
          .replace('replicas: 1', 'replicas: &n 1')
          .concat('  minReadySeconds: *n\n'),
      },
      [set(REPLICAS, 2)],
      { code: 'sharedValue', path: 'env/a.yaml', line: 6 },
    ],
    [
      'a name',
      { 'env/a.yaml': deployment },
      [set(['metadata', 'name'], 'other')],
      { code: 'fieldNotWritable' },
    ],
    [
      'a whole object',
      { 'env/a.yaml': deployment },
      [remove([])],
      { code: 'fieldNotWritable' },
    ],
    [
      'a field where something else is written',
      { 'env/a.yaml': deployment },
      [set([...REPLICAS, 'x'], 1)],
      { code: 'fieldNotWritable' },
    ],
  ])('refuses %s', (_, content, changes, problem) => {
    expect(problemOf(adopt(content, changes))).toMatchObject(problem);
  });
});

describe('adoptFields in a kustomization', () => {
  const base = {
    'base/kustomization.yaml': 'resources: [web.yaml]\n',
    'base/web.yaml': deployment,
  };
  const top = 'resources:\n  - ../base\n';
  const withTop = (rest: string) => ({
    ...base,
    'env/kustomization.yaml': top + rest,
  });

  it('adds a patch over a base', () => {
    expect(filesOf(adopt(withTop(''), [set(REPLICAS, 3, 1)]))).toEqual([
      {
        'env/kustomization.yaml': lines(
          'resources:',
          '  - ../base',
          'patches:',
          '  - patch: |-',
          '      apiVersion: apps/v1',
          '      kind: Deployment',
          '      metadata:',
          '        name: web',
          '      spec:',
          '        replicas: 3',
        ),
      },
      {
        'env/kustomization.yaml': lines(
          'resources:',
          '  - ../base',
          'patches:',
          '  - target:',
          '      group: apps',
          '      version: v1',
          '      kind: Deployment',
          '      name: web',
          '    patch: |-',
          '      - op: replace',
          '        path: /spec/replicas',
          '        value: 3',
        ),
      },
    ]);
  });

  it('removes an item of a base by a patch', () => {
    const [first] = [
      filesOf(
        adopt(
          withTop('namePrefix: p-\n'),
          [remove([...CONTAINER, 'env', named('LOG')])],
          {
            ...WEB,
            name: 'p-web',
          },
        ),
      ),
    ].flat();
    expect(first).toEqual({
      'env/kustomization.yaml': lines(
        'resources:',
        '  - ../base',
        'namePrefix: p-',
        'patches:',
        '  - patch: |-',
        '      apiVersion: apps/v1',
        '      kind: Deployment',
        '      metadata:',
        '        name: web',
        '      spec:',
        '        template:',
        '          spec:',
        '            containers:',
        '            - name: web',
        '              env:',
        '              - name: LOG',
        '                $patch: delete',
      ),
    });
  });

  it.each<[string, string, FieldChange, string]>([
    [
      'replicas',
      'replicas:\n- name: web\n  count: 2 # two\n',
      set(REPLICAS, 5, 2),
      'replicas:\n- name: web\n  count: 5 # two\n',
    ],
    [
      'images',
      'images:\n- name: ghcr.io/acme/web\n  newTag: v2\n',
      set(
        [...CONTAINER, 'image'],
        'ghcr.io/acme/web:v3',
        'ghcr.io/acme/web:v2',
      ),
      'images:\n- name: ghcr.io/acme/web\n  newTag: v3\n',
    ],
    [
      'images, of another repository',
      'images:\n- name: ghcr.io/acme/web\n  newTag: v2\n',
      set([...CONTAINER, 'image'], 'ghcr.io/fix/web:v3', 'ghcr.io/acme/web:v2'),
      'images:\n- name: ghcr.io/acme/web\n  newTag: v3\n  newName: ghcr.io/fix/web\n',
    ],
    [
      'an inline patch, before a new one',
      lines(
        'patches:',
        '- patch: |-',
        '    apiVersion: apps/v1',
        '    kind: Deployment',
        '    metadata: {name: web}',
        '    spec:',
        '      replicas: 2 # two',
        '- path: other.yaml',
      ),
      set(REPLICAS, 5, 2),
      lines(
        'patches:',
        '- patch: |-',
        '    apiVersion: apps/v1',
        '    kind: Deployment',
        '    metadata: {name: web}',
        '    spec:',
        '      replicas: 5 # two',
        '- path: other.yaml',
      ),
    ],
    [
      'a JSON patch, before a new one',
      lines(
        'patches:',
        '- target: {kind: Deployment, name: web}',
        '  patch: |-',
        '    - op: replace',
        '      path: /spec/template/spec/containers/0/env/0/value',
        '      value: warn',
        '- path: other.yaml',
      ),
      set([...CONTAINER, 'env', named('LOG'), 'value'], 'debug', 'warn'),
      lines(
        'patches:',
        '- target: {kind: Deployment, name: web}',
        '  patch: |-',
        '    - op: replace',
        '      path: /spec/template/spec/containers/0/env/0/value',
        '      value: debug',
        '- path: other.yaml',
      ),
    ],
  ])('writes into %s', (_, before, change, after) => {
    const other = {
      'env/other.yaml': 'kind: X\napiVersion: v1\nmetadata: {name: y}\n',
    };
    const result = filesOf(adopt({ ...withTop(before), ...other }, [change]));
    expect([result].flat()[0]).toEqual({
      'env/kustomization.yaml': top + after,
    });
  });

  const patch = lines(
    '# why',
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata:',
    '  name: web',
    'spec:',
    '  paused: true',
  );
  const patched = (text: string) => ({
    ...withTop('patches:\n  - path: patch.yaml\n'),
    'env/patch.yaml': text,
  });

  it.each<[string, FieldChange, string[]]>([
    ['extends it', set(REPLICAS, 3, 1), [`${patch}  replicas: 3\n`]],
    [
      'changes it',
      set(['spec', 'paused'], false, true),
      [patch.replace('true', 'false')],
    ],
    [
      'takes out of it what only it sets, before anything else',
      remove(['spec', 'paused'], true),
      [
        patch.replace('spec:\n  paused: true\n', ''),
        patch.replace('true', 'null'),
      ],
    ],
  ])('with a patch file for the object, %s', (_, change, after) => {
    const result = [filesOf(adopt(patched(patch), [change]))].flat();
    expect(result.slice(0, after.length)).toEqual(
      after.map(text => ({ 'env/patch.yaml': text })),
    );
  });

  it('sets to null what a base sets too', () => {
    const text = `${patch}  replicas: 2\n`;
    const result = filesOf(adopt(patched(text), [remove(REPLICAS, 2)]));
    expect([result].flat()[0]).toEqual({
      'env/patch.yaml': text.replace('replicas: 2', 'replicas: null'),
    });
  });

  it('writes into the environment’s own resource', () => {
    const result = adopt(
      {
        'env/kustomization.yaml': 'resources: [web.yaml]\n',
        'env/web.yaml': deployment,
      },
      [set(REPLICAS, 3, 1)],
    );
    expect(filesOf(result)).toEqual([
      { 'env/web.yaml': deployment.replace('s: 1', 's: 3') },
    ]);
  });

  it('patches over what a patch for many objects may say, as a second way', () => {
    const result = filesOf(
      adopt(
        {
          'env/kustomization.yaml': lines(
            'resources: [web.yaml]',
            'patches:',
            '- target: {kind: Deployment}',
            '  patch: |-',
            '    - {op: add, path: /spec/replicas, value: 7}',
          ),
          'env/web.yaml': deployment,
        },
        [set(REPLICAS, 3, 7)],
      ),
    );
    expect([result].flat().map(Object.keys)).toEqual([
      ['env/web.yaml'],
      ['env/kustomization.yaml'],
      ['env/kustomization.yaml'],
    ]);
  });

  it('patches what is as wanted in its manifest, but not as Git renders it', () => {
    const result = filesOf(
      adopt(
        {
          'env/kustomization.yaml': lines(
            'resources: [web.yaml]',
            'components: [../component]',
          ),
          'env/web.yaml': deployment,
          'component/kustomization.yaml': lines(
            'apiVersion: kustomize.config.k8s.io/v1alpha1',
            'kind: Component',
            'replicas: [{name: web, count: 5}]',
          ),
        },
        [set(REPLICAS, 1, 5)],
      ),
    );
    expect([result].flat()[0]).toEqual({
      'env/kustomization.yaml': expect.stringMatching(/replicas: 1\n$/),
    });
  });

  it('patches what an anchor shares', () => {
    const result = adopt(
      {
        'env/kustomization.yaml': 'resources: [web.yaml]\n',
        'env/web.yaml': deployment
          .replace('replicas: 1', 'replicas: &n 1')
          .concat('  minReadySeconds: *n\n'),
      },
      [set(REPLICAS, 3, 1)],
    );
    expect(result).toMatchObject({
      candidates: [{ changes: expect.any(Array) }, {}],
    });
    expect([filesOf(result)].flat().flatMap(Object.keys)).toEqual([
      'env/kustomization.yaml',
      'env/kustomization.yaml',
    ]);
  });

  it('patches lists of custom resources by their places', () => {
    const thing: ObjectIdentity = {
      group: 'example.com',
      version: 'v1',
      kind: 'Thing',
      name: 'thing',
    };
    const content = {
      'base/kustomization.yaml': 'resources: [thing.yaml]\n',
      'base/thing.yaml': lines(
        'apiVersion: example.com/v1',
        'kind: Thing',
        'metadata: {name: thing}',
        'spec: {items: [{name: a, v: 1}, {name: b, v: 2}]}',
      ),
      'env/kustomization.yaml': top,
    };
    const result = filesOf(
      adopt(content, [set(['spec', 'items', named('b'), 'v'], 3, 2)], thing),
    );
    expect(result).toEqual([
      {
        'env/kustomization.yaml': expect.stringContaining(
          'path: /spec/items/1/v',
        ),
      },
    ]);
  });

  it('patches what a chart makes by its name', () => {
    const result = filesOf(
      adopt(
        {
          'env/kustomization.yaml': lines(
            'helmCharts:',
            '- name: web',
            '  repo: https://charts.example.com',
            '  version: 1.0.0',
          ),
        },
        [set(REPLICAS, 3, 1)],
      ),
    );
    expect(result).toEqual([
      {
        'env/kustomization.yaml': expect.stringMatching(
          /replicas: 3\n {2}target:\n {4}group: apps\n {4}version: v1\n {4}kind: Deployment\n {4}name: web\n$/,
        ),
      },
    ]);
  });

  it.each<[string, string, FieldChange, ObjectIdentity, object]>([
    [
      'what a generator makes',
      'configMapGenerator:\n- name: settings\n  literals: [a=b]\n',
      set(['data', 'a'], 'c', 'b'),
      {
        group: '',
        version: 'v1',
        kind: 'ConfigMap',
        name: 'settings-7m4tbkf9h5',
      },
      {
        code: 'objectGenerated',
        message: expect.stringContaining('holds a hash'),
      },
    ],
    [
      'labels that all objects get',
      'commonLabels: {team: a}\n',
      set(['metadata', 'labels', 'team'], 'b', 'a'),
      WEB,
      {
        code: 'fieldNotWritable',
        message: expect.stringContaining('commonLabels'),
      },
    ],
    [
      'an object that nothing declares',
      '',
      set(REPLICAS, 2),
      { ...WEB, name: 'other' },
      { code: 'objectNotFound' },
    ],
    [
      'to take away an entry',
      'replicas:\n- {name: web, count: 2}\n',
      remove(REPLICAS, 2),
      WEB,
      { code: 'fieldNotWritable' },
    ],
  ])('refuses %s', (_, rest, change, object, problem) => {
    expect(problemOf(adopt(withTop(rest), [change], object))).toMatchObject(
      problem,
    );
  });
});

describe('adoptFields in a chart’s values', () => {
  const chart = {
    'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    'chart/values.yaml': 'replicaCount: 1\nport: 3\nlevel: info\n',
    'chart/templates/web.yaml': '{{ .Values.replicaCount }}\n',
  };

  it('tries the values that equal what Git renders, likely ones first', () => {
    const values = 'max: 3\nlist: [3]\nreplicaCount: "3" # three\n';
    const result = adopt({ ...chart, 'env/values.yaml': values }, [
      set(REPLICAS, 5, 3),
    ]);
    expect(filesOf(result)).toEqual([
      { 'env/values.yaml': values.replace('"3"', '"5"') },
      { 'env/values.yaml': values.replace('max: 3', 'max: 5') },
      { 'env/values.yaml': values.replace('[3]', '[5]') },
      { 'env/values.yaml': `${values}port: 5\n` },
    ]);
    expect(result).toMatchObject({
      candidates: expect.arrayContaining([
        expect.objectContaining({
          explanation:
            'Sets spec.replicas of Deployment web by replicaCount in env/values.yaml, which has the same value.',
        }),
      ]),
    });
  });

  it('sets a value over the chart’s default', () => {
    expect(
      filesOf(
        adopt({ ...chart, 'env/values.yaml': 'a: b\n' }, [
          set([...CONTAINER, 'env', named('LEVEL'), 'value'], 'debug', 'info'),
        ]),
      ),
    ).toEqual([{ 'env/values.yaml': 'a: b\nlevel: debug\n' }]);
  });

  it('sets the first value of a file', () => {
    const wish = set(REPLICAS, 5, 1);
    expect(
      filesOf(adopt({ ...chart, 'env/values.yaml': '# ours\n' }, [wish])),
    ).toEqual([{ 'env/values.yaml': '# ours\nreplicaCount: 5\n' }]);
    expect(filesOf(adopt({ ...chart, 'env/values.yaml': '' }, [wish]))).toEqual(
      [{ 'env/values.yaml': 'replicaCount: 5\n' }],
    );
  });

  it('writes an image as a release does, first', () => {
    const values = lines(
      'image:',
      '  repository: ghcr.io/acme/web',
      '  tag: v1',
    );
    expect(
      filesOf(
        adopt({ ...chart, 'env/values.yaml': values }, [
          set(
            [...CONTAINER, 'image'],
            'ghcr.io/acme/web:v2',
            'ghcr.io/acme/web:v1',
          ),
        ]),
      ),
    ).toEqual([{ 'env/values.yaml': values.replace('v1', 'v2') }]);
  });

  it('gives no more candidates than a caller can render', () => {
    const values = Array.from({ length: 30 }, (_, at) => `v${at}: 7`);
    const result = adopt({ ...chart, 'env/values.yaml': lines(...values) }, [
      set(REPLICAS, 5, 7),
      set(['spec', 'minReadySeconds'], 6, 7),
    ]);
    expect(result.status === 'edited' && result.candidates).toHaveLength(8);
  });

  it.each<[string, FieldChange]>([
    ['that no value equals', set(REPLICAS, 5, 99)],
    ['that Git does not render', set(REPLICAS, 5)],
  ])('refuses a field %s', (_, change) => {
    expect(
      problemOf(adopt({ ...chart, 'env/values.yaml': 'a: b\n' }, [change])),
    ).toMatchObject({
      code: 'chartDecides',
      message: expect.stringContaining(
        'the chart decides this. Change its template or values by hand.',
      ),
    });
  });
});
