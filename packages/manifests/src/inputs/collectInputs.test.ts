import { lines, Repository } from '../testing/repository';
import { MAX_FILE_BYTES, MAX_INPUTS } from '../yaml/limits';

const DEPLOYMENT = lines(
  'kind: Deployment',
  'spec:',
  '  image: ghcr.io/acme/app:v1',
);

function problemOf(repository: Repository, path = 'env') {
  const { result } = repository.collect(path);
  return result.status === 'failed' ? result.problem : result;
}

describe('collectInputs', () => {
  it('takes every manifest below a plain folder', () => {
    const repository = new Repository({
      'env/a.yaml': DEPLOYMENT,
      'env/deep/b.yml': DEPLOYMENT,
      'env/c.json': '{\n\t"kind": "List"\n}\n',
      'env/README.md': 'read me',
      'environment/d.yaml': DEPLOYMENT,
    });
    expect(repository.complete('./env/').inputs).toEqual({
      layout: 'plain',
      path: 'env',
      own: ['env/a.yaml', 'env/c.json', 'env/deep/b.yml'],
      shared: [],
      remote: [],
      edits: [],
    });
  });

  it('follows a kustomization to all it reads', () => {
    const repository = new Repository({
      'envs/dev/kustomization.yaml': lines(
        'resources: [../../base, extra.yaml, "https://github.com/acme/x//y?ref=v1"]',
        'components: [../../component]',
        'patches: [{path: patch.yaml}, {patch: "- op: remove"}]',
        'patchesStrategicMerge:',
        '- merge.yaml',
        'patchesJson6902: [{path: json.yaml, target: {kind: Deployment}}]',
        'configMapGenerator: [{name: a, files: [key=app.conf, other.conf], envs: [a.env]}]',
        'secretGenerator: [{name: b, env: b.env}]',
        'crds: [crd.yaml]',
        'configurations: [names.yaml]',
        'transformers: [label.yaml]',
        'generators: [gen.yaml]',
        'replacements: [{path: replacement.yaml}]',
        'openapi: {path: schema.json}',
        'helmGlobals: {chartHome: ../../charts}',
        'helmCharts:',
        '- {name: local, valuesFile: values.yaml, additionalValuesFiles: [more.yaml]}',
        '- {name: far, repo: "oci://registry/charts", version: 1.2.3}',
      ),
      ...Object.fromEntries(
        'extra patch merge json crd names label gen replacement values more'
          .split(' ')
          .map(name => [`envs/dev/${name}.yaml`, 'a: b\n']),
      ),
      'envs/dev/schema.json': '{}',
      'envs/dev/app.conf': 'binary \0',
      'envs/dev/other.conf': '',
      'envs/dev/a.env': 'A=1',
      'envs/dev/b.env': 'B=1',
      'envs/dev/unused.yaml': 'a: [',
      'base/kustomization.yml': lines(
        'bases:',
        '- deeper',
        '- github.com/acme/z?ref=v2',
      ),
      'base/deeper/Kustomization': 'resources: [app.yaml, ../../base]\n',
      'base/deeper/app.yaml': DEPLOYMENT,
      'component/kustomization.yaml': 'kind: Component\n',
      'charts/local/Chart.yaml': 'name: local\n',
      'charts/local/values.yaml': 'a: 1\n',
      'charts/local/templates/a.yaml': '{{ broken',
    });
    const { inputs } = repository.complete('envs/dev');
    expect(inputs.own).toEqual(
      [
        ...'crd extra gen json kustomization label merge more names patch replacement values'
          .split(' ')
          .map(name => `envs/dev/${name}.yaml`),
        'envs/dev/a.env',
        'envs/dev/app.conf',
        'envs/dev/b.env',
        'envs/dev/other.conf',
        'envs/dev/schema.json',
      ].sort(),
    );
    expect(inputs.shared).toEqual([
      'base/deeper/Kustomization',
      'base/deeper/app.yaml',
      'base/kustomization.yml',
      'charts/local/Chart.yaml',
      'charts/local/templates/a.yaml',
      'charts/local/values.yaml',
      'component/kustomization.yaml',
    ]);
    expect(inputs.remote).toEqual([
      'github.com/acme/z?ref=v2',
      'https://github.com/acme/x//y?ref=v1',
      'oci://registry/charts/far@1.2.3',
    ]);
  });

  it('takes an umbrella chart with its local dependency', () => {
    const repository = new Repository({
      'shop/chart/Chart.yaml': lines(
        'name: shop',
        'dependencies:',
        '- {name: redis, repository: "https://charts.example.com/", version: ^1.0.0}',
      ),
      'shop/chart/values.yaml': 'image: {}\n',
      'shop/chart/templates/a.yaml': '{{ x }}',
      'shop/chart/NOTES.md': '',
      'shop/envs/dev/Chart.yaml': lines(
        'name: dev',
        'dependencies:',
        '- {name: shop, repository: file://../../chart, version: 0.1.0}',
      ),
      'shop/envs/dev/values.yaml': 'shop: {}\n',
      'shop/envs/dev/templates/b.yaml': '{{ y }}',
    });
    expect(repository.complete('shop/envs/dev').inputs).toEqual({
      layout: 'helm',
      path: 'shop/envs/dev',
      own: [
        'shop/envs/dev/Chart.yaml',
        'shop/envs/dev/templates/b.yaml',
        'shop/envs/dev/values.yaml',
      ],
      shared: [
        'shop/chart/Chart.yaml',
        'shop/chart/templates/a.yaml',
        'shop/chart/values.yaml',
      ],
      remote: ['https://charts.example.com/redis@^1.0.0'],
      edits: [],
    });
  });

  it.each([
    ['a chart above', 'charts/shop/envs/dev', ['charts/shop/Chart.yaml']],
    ['the chart beside', 'team/envs/dev', ['team/chart/Chart.yaml']],
    ['the one of a name', 'deploy/api/dev', ['deploy/charts/api/Chart.yaml']],
    ['none of several', 'deploy/other/dev', []],
  ])('finds for a folder of values %s', (_, path, shared) => {
    const repository = new Repository({
      [`${path}/values.yaml`]: 'a: 1\n',
      'charts/shop/Chart.yaml': 'name: shop\n',
      'charts/shop/envs/staging/values.yaml': 'a: 2\n',
      'team/chart/Chart.yaml': 'name: team\n',
      'deploy/charts/api/Chart.yaml': 'name: api\n',
      'deploy/charts/web/Chart.yaml': 'name: web\n',
    });
    const { inputs } = repository.complete(path);
    expect(inputs).toMatchObject({ layout: 'helm', shared });
    expect(inputs.own).toEqual([`${path}/values.yaml`]);
  });

  it('follows symlinks to files and folders, also within a path', () => {
    const repository = new Repository({
      envs: { symlink: 'real/envs' },
      'real/envs/dev/link.yaml': { symlink: '../../shared/a.yaml' },
      'real/envs/dev/folder': { symlink: '../../shared/more' },
      'real/shared/a.yaml': DEPLOYMENT,
      'real/shared/more/b.yaml': DEPLOYMENT,
      'real/shared/more/again': { symlink: '.' },
    });
    expect(repository.complete('envs/dev').inputs).toMatchObject({
      path: 'real/envs/dev',
      own: ['real/envs/dev/folder', 'real/envs/dev/link.yaml'],
      shared: [
        'envs',
        'real/shared/a.yaml',
        'real/shared/more/again',
        'real/shared/more/b.yaml',
      ],
    });
  });

  it('asks for one batch per reference, not per file', () => {
    const files = Array.from({ length: 50 }, (_, index) => [
      `env/${index}.yaml`,
      DEPLOYMENT,
    ]);
    expect(
      new Repository(Object.fromEntries(files)).collect('env').rounds,
    ).toBe(2);
  });

  it.each<[string, ConstructorParameters<typeof Repository>[0], object]>([
    [
      'a path that is not there',
      { 'other/a.yaml': '' },
      { code: 'pathMissing' },
    ],
    ['a path that is a file', { env: 'a: 1' }, { code: 'pathMissing' }],
    [
      'a reference that leaves the repository',
      { 'env/kustomization.yaml': 'resources: [../../base]\n' },
      { code: 'outsideRepository' },
    ],
    [
      'an absolute reference',
      { 'env/kustomization.yaml': 'resources: [/etc/passwd]\n' },
      { code: 'outsideRepository' },
    ],
    [
      'a reference to nothing',
      { 'env/kustomization.yaml': 'resources: [gone.yaml]\n' },
      { code: 'pathMissing', path: 'env/kustomization.yaml' },
    ],
    [
      'a folder without a kustomization',
      {
        'env/kustomization.yaml': 'resources: [../base]\n',
        'base/a.yaml': DEPLOYMENT,
      },
      { code: 'pathMissing', path: 'env/kustomization.yaml' },
    ],
    [
      'a symlink out of the repository',
      { 'env/a.yaml': { symlink: '../../etc/passwd' } },
      { code: 'outsideRepository' },
    ],
    [
      'an absolute symlink',
      { 'env/a.yaml': { symlink: '/etc/passwd' } },
      { code: 'outsideRepository', path: 'env/a.yaml' },
    ],
    [
      'symlinks in a circle',
      {
        'env/a.yaml': { symlink: 'b.yaml' },
        'env/b.yaml': { symlink: 'a.yaml' },
      },
      { code: 'symlinkLoop' },
    ],
    ['a submodule', { 'env/lib': { submodule: true } }, { code: 'submodule' }],
    [
      'a Git LFS pointer',
      { 'env/a.yaml': 'version https://git-lfs.github.com/spec/v1\noid x\n' },
      { code: 'lfs', path: 'env/a.yaml' },
    ],
    [
      'bytes that are no text',
      { 'env/a.yaml': 'a: \uFFFD' },
      { code: 'notUtf8' },
    ],
    [
      'a large file',
      { 'env/a.yaml': `a: ${'é'.repeat(MAX_FILE_BYTES / 2)}` },
      { code: 'tooLarge' },
    ],
    [
      'too many files',
      Object.fromEntries(
        Array.from({ length: MAX_INPUTS + 1 }, (_, i) => [`env/${i}.yaml`, '']),
      ),
      { code: 'tooManyInputs' },
    ],
    [
      'a key twice',
      { 'env/a.yaml': 'a: 1\nb:\n  c: 1\n  c: 2\n' },
      { code: 'invalidYaml', line: 4 },
    ],
    [
      'a tab',
      { 'env/a.yaml': 'a:\n\tb: 1\n' },
      { code: 'invalidYaml', line: 2 },
    ],
    ['an open bracket', { 'env/a.yaml': 'a: [1\n' }, { code: 'invalidYaml' }],
    [
      'an unknown alias',
      { 'env/a.yaml': 'a: *b\n' },
      { code: 'invalidYaml', line: 1 },
    ],
  ])('refuses %s', (_, content, problem) => {
    expect(problemOf(new Repository(content))).toMatchObject(problem);
  });
});
