import { configMap, files } from './__testUtils__/files';
import { Renderer } from './Renderer';

const NOWHERE = { kustomize: '/nothing/kubectl', helm: '/nothing/helm' };

const render = async (content: Record<string, string>, path = 'env') =>
  (await Renderer.create(NOWHERE)).render({
    files: files(content),
    path,
    namespace: 'shop',
  });

const named = (name: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data: { a: 'b' },
});

describe('plain manifests', () => {
  it('are every object of every file, in the order of paths', async () => {
    expect(
      await render({
        'env/b.yaml': `${configMap('b')}---\n${configMap('c')}---\n# end\n`,
        'env/a/z.yml': configMap('a'),
        'env/list.json': JSON.stringify({
          apiVersion: 'v1',
          kind: 'List',
          items: [named('d'), named('e')],
        }),
        'env/README.md': '# not YAML: {{',
        'environment/f.yaml': configMap('f'),
      }),
    ).toEqual({
      status: 'rendered',
      layout: 'plain',
      objects: ['a', 'b', 'c', 'd', 'e'].map(named),
      hooks: [],
      warnings: [],
      deterministic: true,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('skip files that are not for a cluster, and say so', async () => {
    expect(
      await render({
        'env/a.yaml': configMap('a'),
        'env/renovate.json': '{ "extends": ["x"] }',
        'env/catalog-info.yaml':
          'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: a }\n',
        'env/gitops.yaml':
          'apiVersion: backstage-gitops.dev/v1alpha1\nkind: Pipeline\nmetadata: { name: a }\n',
        'env/empty.yaml': '# nothing\n',
      }),
    ).toMatchObject({
      status: 'rendered',
      objects: [named('a')],
      warnings: [
        expect.stringContaining(
          'env/catalog-info.yaml, env/gitops.yaml, env/renovate.json',
        ),
      ],
    });
  });

  it.each([
    [
      'half a manifest',
      'kind: ConfigMap\nmetadata: { name: b }\n',
      /env\/b.yaml .*apiVersion/,
    ],
    [
      'a manifest and something else',
      `${configMap('b')}---\na: 1\n`,
      /env\/b.yaml .*kind/,
    ],
    [
      'what is no YAML',
      'stringData:\n  a: "hunter2\n  b: *hunter2\n',
      /env\/b.yaml.* not valid YAML/,
    ],
    ['a key there twice', 'a: hunter2\na: hunter2\n', /env\/b.yaml/],
    [
      'an object without a name',
      'apiVersion: v1\nkind: ConfigMap\n',
      /without metadata.name/,
    ],
  ])('fail as a whole on %s', async (_name, text, reason) => {
    const outcome = await render({
      'env/a.yaml': configMap('a'),
      'env/b.yaml': text,
    });
    expect(outcome).toEqual({
      status: 'failed',
      reason: expect.stringMatching(reason),
    });
    expect(JSON.stringify(outcome)).not.toContain('hunter2');
  });

  it('are not what a kustomization below would make of them', async () => {
    expect(
      await render({
        'env/a/kustomization.yaml':
          'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n',
        'env/a/a.yaml': configMap('a'),
      }),
    ).toEqual({
      status: 'refused',
      reason: expect.stringContaining('env/a/kustomization.yaml'),
    });
  });

  it('are empty where nothing is left: no digest to compare with', async () => {
    expect(
      await render({
        'env/a.yaml': '# moved away\n',
        'env/b.yaml': configMap('b').replace(
          'metadata: {',
          'metadata: { annotations: { helm.sh/hook: test },',
        ),
      }),
    ).toEqual({
      status: 'empty',
      layout: 'plain',
      hooks: [expect.objectContaining({ kind: 'ConfigMap' })],
      warnings: [],
    });
  });

  it('fail where the folder is gone', async () => {
    expect(await render({ 'env/a.yaml': configMap('a') }, 'gone')).toEqual({
      status: 'failed',
      reason: expect.stringContaining('gone'),
    });
  });

  it('are read through symlinks inside the repository', async () => {
    const renderer = await Renderer.create(NOWHERE);
    const request = {
      files: files({
        'env/shared': '../base/',
        'env/b.yaml': configMap('b'),
        'base/a.yaml': configMap('a'),
      }),
      path: './env/',
    };
    expect(
      await renderer.render({ ...request, links: new Set(['env/shared']) }),
    ).toMatchObject({ objects: [named('b'), named('a')] });
    expect(await renderer.render(request)).toMatchObject({
      objects: [named('b')],
    });
  });
});

describe('the cache', () => {
  it('answers for the same files with the same outcome', async () => {
    const renderer = await Renderer.create(NOWHERE);
    const of = (content: Record<string, string>, namespace = 'shop') =>
      renderer.render({ files: files(content), path: 'env', namespace });
    const content = {
      'env/a.yaml': configMap('a'),
      'env/b.yaml': configMap('b'),
    };
    const turned = {
      'env/b.yaml': configMap('b'),
      'env/a.yaml': configMap('a'),
    };
    const first = await of(content);
    expect(await of(turned)).toBe(first);
    expect(await of(content, 'other')).not.toBe(first);
    expect(await of({ ...content, 'env/a.yaml': configMap('z') })).not.toBe(
      first,
    );
    expect(await of({ ...content, 'env/a.yaml': 'kind: 1' })).toBe(
      await of({ ...content, 'env/a.yaml': 'kind: 1' }),
    );
  });
});
