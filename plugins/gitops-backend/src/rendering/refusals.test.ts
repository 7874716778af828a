import { gzipSync } from 'node:zlib';
import { chart, configMap, files } from './__testUtils__/files';
import { Renderer } from './Renderer';
import type { RenderRequest } from './RenderRequest';

// The programs are named and do not exist: a rendering that comes to need one fails, so that what is refused was refused
// before any process.
const NOWHERE = { kustomize: '/nothing/kubectl', helm: '/nothing/helm' };

const render = async (request: RenderRequest) =>
  (await Renderer.create(NOWHERE)).render(request);

const kustomization = (text: string, more: Record<string, string> = {}) =>
  files({
    'env/kustomization.yaml': text,
    'env/a.yaml': configMap('a'),
    ...more,
  });

const CHART_WITH = (dependency: string) => ({
  ...chart('env', { 'a.yaml': configMap('a') }),
  'env/Chart.yaml': `apiVersion: v2\nname: env\nversion: 1.0.0\ndependencies:\n  - ${dependency}\n`,
});

/** A tar archive with one entry, as `tar` writes it. */
function archive(path: string, type = '0', text = 'name: x\n'): Buffer {
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write(text.length.toString(8).padStart(11, '0'), 124);
  header.write(type, 156);
  header.write('ustar', 257);
  const content = Buffer.alloc(512);
  content.write(text);
  return gzipSync(Buffer.concat([header, content, Buffer.alloc(1024)]));
}

describe('is refused before a process starts', () => {
  it.each([
    [
      'https',
      'resources: [a.yaml, "https://user:hunter2@example.com/x.yaml"]',
      /https:\/\/example.com\/x.yaml/,
    ],
    [
      'a Git URL',
      'resources: ["git@github.com:acme/x?ref=v1"]',
      /not in the repository/,
    ],
    [
      'a Git host',
      'resources: ["github.com/acme/x//base?ref=v1"]',
      /not in the repository/,
    ],
    [
      'ext::',
      'resources: ["ext::sh -c touch% /tmp/pwned"]',
      /not in the repository/,
    ],
    [
      'a remote base',
      'bases: ["https://github.com/acme/x"]',
      /not in the repository/,
    ],
    [
      'a remote component',
      'components: ["github.com/acme/x?ref=v1"]',
      /not in the repository/,
    ],
    [
      'a remote patch',
      'resources: [a.yaml]\npatches: [{ path: "https://example.com/p.yaml" }]',
      /not in the repository/,
    ],
    [
      'a remote file of a generator',
      'configMapGenerator: [{ name: a, files: ["k=https://example.com/f"] }]',
      /not in the repository/,
    ],
    [
      'a remote schema',
      'openapi: { path: "https://example.com/s.json" }',
      /not in the repository/,
    ],
    [
      'a schema outside',
      'openapi: { path: ../../s.json }',
      /out of the repository/,
    ],
    ['a path outside', 'resources: [../../../etc]', /out of the repository/],
    ['an absolute path', 'resources: [/etc/hosts]', /out of the repository/],
    [
      'an absolute file',
      'secretGenerator: [{ name: a, files: [/etc/shadow] }]',
      /out of the repository/,
    ],
    [
      'an entry of several lines',
      'resources: [a.yaml, "https://127.0.0.1/x?ref=1\\n"]',
      /not in the repository/,
    ],
    [
      'charts',
      'helmCharts: [{ name: x, repo: "https://example.com" }]',
      /helmCharts/,
    ],
    [
      'charts of old',
      'helmChartInflationGenerator: [{ chartName: x }]',
      /helmChartInflationGenerator/,
    ],
    ['a folder of transformers', 'transformers: [more]', /folder/],
    [
      'a field in another spelling',
      'Resources: ["https://example.com/x"]',
      /Write 'resources'/,
    ],
    [
      'a path in a schema in another spelling',
      'resources: []\nopenapi: { Path: "https://example.com/x" }',
      /Write 'path'/,
    ],
    [
      'a field with a long s',
      're\u017fources: ["https://example.com/x"]',
      /Write 'resources'/,
    ],
    [
      'a path in another spelling',
      'patches: [{ PATH: "https://example.com/x" }]',
      /Write 'path'/,
    ],
    [
      'plugins in another spelling',
      'Generators: ["a: 1\\n"]',
      /Write 'generators'/,
    ],
    [
      'what is merged into it',
      '<<: { resources: ["https://example.com/x"] }',
      /not in the repository/,
    ],
    [
      'what an alias stands for',
      'metadata: { name: &x "https://example.com/x" }\nresources: [*x]',
      /not in the repository/,
    ],
    [
      'a patch that is fetched, of old',
      'patchesStrategicMerge: ["https://example.com/x"]',
      /not in the repository/,
    ],
  ])('kustomize: %s', async (_name, text, reason) => {
    const outcome = await render({
      files: kustomization(text, {
        'env/more/kustomization.yaml': 'resources: []\n',
      }),
      path: 'env',
    });
    expect(outcome).toEqual({
      status: 'refused',
      reason: expect.stringMatching(reason),
    });
    expect(JSON.stringify(outcome)).not.toContain('hunter2');
  });

  const FUNCTION = [
    'apiVersion: v1',
    'kind: ConfigMap',
    'metadata:',
    '  name: f',
    '  annotations:',
    '    config.kubernetes.io/function: |',
    '      exec: { path: ./evil.sh }',
    '',
  ].join('\n');

  it.each([
    ['a function that is a program', FUNCTION],
    [
      'a function in a container',
      FUNCTION.replace(
        'exec: { path: ./evil.sh }',
        'container: { image: evil }',
      ),
    ],
    [
      'a plugin',
      'apiVersion: acme.example/v1\nkind: Exec\nmetadata: { name: x }\n',
    ],
    [
      'a chart',
      'apiVersion: builtin\nkind: HelmChartInflationGenerator\nmetadata: { name: x }\nname: x\n',
    ],
    [
      'a patch that is fetched',
      'apiVersion: builtin\nkind: PatchTransformer\nmetadata: { name: x }\npath: http://127.0.0.1:1/x\n',
    ],
    [
      'files that are fetched',
      'apiVersion: builtin\nkind: ConfigMapGenerator\nmetadata: { name: x }\nfiles: ["http://127.0.0.1:1/x"]\n',
    ],
    [
      'replacements that are fetched',
      'apiVersion: builtin\nkind: ReplacementTransformer\nmetadata: { name: x }\nreplacements: [{ path: "http://127.0.0.1:1/x" }]\n',
    ],
  ])('kustomize: %s, in a file or inline', async (_name, plugin) => {
    for (const field of ['generators', 'transformers', 'validators']) {
      for (const entry of ['plugin.yaml', JSON.stringify(plugin)]) {
        expect(
          await render({
            files: kustomization(`${field}: [${entry}]\n`, {
              'env/plugin.yaml': plugin,
            }),
            path: 'env',
          }),
        ).toEqual({
          status: 'refused',
          reason: expect.stringMatching(
            /start a program|reads files of its own/,
          ),
        });
      }
    }
  });

  it('kustomize: a hostile base below an innocent overlay', async () => {
    expect(
      await render({
        files: files({
          'env/kustomization.yaml': 'resources: [../base]\n',
          'base/kustomization.yml': 'generators: [x.yaml]\n',
          'base/x.yaml': FUNCTION,
        }),
        path: 'env',
      }),
    ).toMatchObject({ status: 'refused' });
  });

  it.each([
    [
      'declared in a registry, not vendored',
      '{ name: redis, version: 1.0.0, repository: "https://user:hunter2@charts.example" }',
      /redis, which is not in charts/,
    ],
    [
      'declared in OCI, not vendored',
      '{ name: redis, version: 1.0.0, repository: "oci://charts.example" }',
      /redis, which is not in charts/,
    ],
    [
      'a local chart outside',
      '{ name: x, version: 1.0.0, repository: "file://../../x" }',
      /out of the repository/,
    ],
    [
      'an absolute local chart',
      '{ name: x, version: 1.0.0, repository: "file:///etc" }',
      /out of the repository/,
    ],
  ])('helm: %s', async (_name, dependency, reason) => {
    const outcome = await render({
      files: files(CHART_WITH(dependency)),
      path: 'env',
    });
    expect(outcome).toEqual({
      status: 'refused',
      reason: expect.stringMatching(reason),
    });
    expect(JSON.stringify(outcome)).not.toContain('hunter2');
  });

  it.each([
    [
      'vendored, not declared',
      chart('env/charts/stray', {}),
      /does not declare/,
    ],
    [
      'vendored as an archive, not declared',
      {
        'env/charts/stray-1.0.0.tgz': archive(
          'stray/Chart.yaml',
          '0',
          'name: stray\n',
        ),
      },
      /does not declare/,
    ],
    [
      'an archive with a path outside',
      { 'env/charts/a.tgz': archive('../../evil') },
      /lead out of it/,
    ],
    [
      'an archive with a link',
      { 'env/charts/a.tgz': archive('x/Chart.yaml', '2') },
      /holds a link/,
    ],
    [
      'an archive that is none',
      { 'env/charts/a.tgz': 'not gzip' },
      /no chart archive/,
    ],
    [
      'an archive that is a bomb',
      { 'env/charts/a.tgz': gzipSync(Buffer.alloc(40 * 1024 * 1024)) },
      /unpacks to more/,
    ],
    [
      'a schema by HTTP',
      {
        'env/values.schema.json':
          '{"properties":{"a":{"$ref":"http://127.0.0.1:1/x"}}}',
      },
      /refers to another schema/,
    ],
    [
      'a schema that is a file of the machine',
      {
        'env/values.schema.json':
          '{"allOf":[{"\\u0024ref":"file:///etc/passwd"}]}',
      },
      /refers to another schema/,
    ],
    [
      'a schema of a schema',
      { 'env/values.schema.json': '{"$schema":"http://127.0.0.1:1/meta"}' },
      /refers to another schema/,
    ],
  ])('helm: %s', async (_name, more, reason) => {
    expect(
      await render({
        files: files({
          ...chart('env', { 'a.yaml': configMap('a') }),
          ...more,
        }),
        path: 'env',
      }),
    ).toEqual({ status: 'refused', reason: expect.stringMatching(reason) });
  });

  it('helm: charts that depend on each other', async () => {
    const dependsOn = (name: string, other: string) =>
      `apiVersion: v2\nname: ${name}\nversion: 1.0.0\ndependencies: [{ name: ${other}, version: 1.0.0, repository: "file://../${other}" }]\n`;
    expect(
      await render({
        files: files({
          'env/Chart.yaml': dependsOn('env', 'b'),
          'b/Chart.yaml': dependsOn('b', 'env'),
        }),
        path: 'env',
      }),
    ).toEqual({ status: 'refused', reason: expect.stringMatching(/circle/) });
  });

  it.each([['--post-renderer=x'], ['UPPER'], ['../x'], ['']])(
    'helm: a release named %j',
    async releaseName => {
      expect(
        await render({
          files: files(chart('env', { 'a.yaml': configMap('a') })),
          path: 'env',
          releaseName,
        }),
      ).toMatchObject({ status: 'refused' });
    },
  );

  it('helm: several values files, none of which is said to count', async () => {
    expect(
      await render({
        files: files({
          ...chart('app/chart', { 'a.yaml': configMap('a') }),
          'app/envs/dev/values.yaml': 'a: 1\n',
          'app/envs/dev/values-eu.yaml': 'a: 2\n',
        }),
        path: 'app/envs/dev',
      }),
    ).toEqual({
      status: 'refused',
      reason: expect.stringMatching(/several values files/),
    });
  });

  it.each([['/etc/passwd'], ['../../../../etc/passwd'], ['../..']])(
    'a symlink to %s',
    async target => {
      for (const own of [
        { 'env/kustomization.yaml': 'resources: [link]\n' },
        chart('env', {}),
        { 'env/a.yaml': configMap('a') },
      ]) {
        expect(
          await render({
            files: files({ ...own, 'env/link': target }),
            links: new Set(['env/link']),
            path: 'env',
          }),
        ).toEqual({
          status: 'refused',
          reason: expect.stringMatching(/outside the repository/),
        });
      }
    },
  );

  it('an alias bomb', async () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      ...'bcdefghi'
        .split('')
        .map(
          (name, index) =>
            `${name}: &${name} [${Array(10)
              .fill(`*${'abcdefgh'[index]}`)
              .join(', ')}]`,
        ),
    ].join('\n');
    expect(
      await render({ files: files({ 'env/a.yaml': bomb }), path: 'env' }),
    ).toEqual({ status: 'refused', reason: expect.stringMatching(/alias/) });
  });

  it('more than is rendered', async () => {
    const renderer = await Renderer.create({
      ...NOWHERE,
      limits: { input: 10 },
    });
    expect(
      await renderer.render({
        files: files({ 'env/a.yaml': configMap('a') }),
        path: 'env',
      }),
    ).toMatchObject({ status: 'refused' });
  });
});

describe('without the programs', () => {
  it('says what is missing, and where to name it', async () => {
    const renderer = await Renderer.create(NOWHERE);
    expect(renderer.tools()).toEqual([
      {
        name: 'kustomize',
        problem: expect.stringContaining('gitops.rendering.kustomize'),
      },
      {
        name: 'helm',
        problem: expect.stringContaining('gitops.rendering.helm'),
      },
    ]);
    expect(
      await renderer.render({
        files: kustomization('resources: [a.yaml]\n'),
        path: 'env',
      }),
    ).toEqual({
      status: 'failed',
      reason: expect.stringContaining('gitops.rendering.kustomize'),
    });
  });
});
