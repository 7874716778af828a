import { collectInputs, type Tree } from '@backstage-gitops/manifests';
import type { EnvironmentContent } from '../environments/readContent';
import { restoreImages } from './restoreImages';

const APP = 'ghcr.io/acme/app';
const SIDE = 'ghcr.io/acme/side';
const DIGEST = `sha256:${'a'.repeat(64)}`;
const OTHER_DIGEST = `sha256:${'b'.repeat(64)}`;

/** An environment below `env`, made of these files; their texts stand for object ids. */
function content(files: Record<string, string>): EnvironmentContent {
  const tree: Tree = {
    entries: new Map(Object.keys(files).map(path => [path, 'file'])),
    files: new Map(Object.entries(files)),
  };
  const result = collectInputs(tree, 'env');
  if (result.status !== 'complete') throw new Error(JSON.stringify(result));
  const pick = (paths: string[]) =>
    new Map(paths.map(path => [path, files[path]]));
  return {
    commit: 'c',
    tree,
    inputs: result.inputs,
    own: pick(result.inputs.own),
    shared: pick(result.inputs.shared),
    digest: '',
  };
}

const pod = (...images: string[]) => ({
  'env/pod.yaml': `kind: Pod\nspec:\n  containers:\n${images
    .map(image => `    - image: ${image}\n`)
    .join('')}`,
});

const restore = (
  now: Record<string, string>,
  then: Record<string, string>,
  repositories = [APP],
) =>
  restoreImages({
    now: content(now),
    then: content(then),
    environment: { name: 'production' },
    repositories,
  });

describe('restoreImages', () => {
  it('writes the image that was held, and keeps the rest as it is', () => {
    const now = {
      'env/pod.yaml': `# replicas were changed since\nkind: Pod\nspec:\n  replicas: 3\n  containers:\n    - image: ${APP}:1.1.0 # the version\n`,
    };
    expect(restore(now, pod(`${APP}:1.0.0`))).toEqual({
      status: 'planned',
      warnings: [],
      changes: new Map([
        [
          'env/pod.yaml',
          { text: now['env/pod.yaml'].replace('1.1.0', '1.0.0') },
        ],
      ]),
    });
  });

  it('has nothing to do where the image is held already, whatever else changed', () => {
    expect(
      restore(
        { ...pod(`${APP}:1.0.0`), 'env/more.yaml': 'kind: ConfigMap\n' },
        pod(`${APP}:1.0.0`),
      ),
    ).toEqual({
      status: 'nothingToDo',
      reason: 'production holds these images already.',
    });
  });

  it('overrides what a base named then, and edits no base', () => {
    const base = (version: string) => ({
      'base/kustomization.yaml': 'resources: [pod.yaml]\n',
      'base/pod.yaml': `kind: Pod\nspec:\n  containers:\n    - image: ${APP}:${version}\n`,
      'env/kustomization.yaml': 'resources: [../base]\n',
    });
    const plan = restore(base('1.1.0'), base('1.0.0'));
    expect(plan.status === 'planned' && [...plan.changes.keys()]).toEqual([
      'env/kustomization.yaml',
    ]);
  });

  it('restores an image that was named by its digest alone', () => {
    expect(
      restore(pod(`${APP}@${OTHER_DIGEST}`), pod(`${APP}@${DIGEST}`)),
    ).toMatchObject({
      status: 'planned',
      changes: new Map([
        ['env/pod.yaml', { text: pod(`${APP}@${DIGEST}`)['env/pod.yaml'] }],
      ]),
    });
  });

  it.each([
    [
      'what was not named then',
      pod(`${APP}:1.1.0`, `${SIDE}:2.0.0`),
      pod(`${APP}:1.0.0`),
      `${SIDE} was not named then; it stays as it is.`,
    ],
    [
      'a digest that cannot be kept',
      pod(`${APP}:1.1.0`),
      pod(`${APP}:1.0.0@${DIGEST}`),
      `${APP}:1.0.0@${DIGEST} is written without its digest: the place that names it now has none.`,
    ],
  ])('warns of %s', (_, now, then, warning) => {
    expect(restore(now, then, [APP, SIDE])).toMatchObject({
      status: 'planned',
      warnings: [warning],
    });
  });

  it.each([
    [
      'the field is gone',
      { 'env/pod.yaml': 'kind: Pod\n' },
      pod(`${APP}:1.0.0`),
      /Nothing in env or its bases names ghcr\.io\/acme\/app/,
    ],
    [
      'it named none',
      pod(`${APP}:1.1.0`),
      { 'env/pod.yaml': 'kind: Pod\n' },
      /named none of this pipeline's images then/,
    ],
    [
      'it named several versions',
      pod(`${APP}:1.1.0`),
      pod(`${APP}:1.0.0`, `${APP}:0.9.0`),
      /more than one version of ghcr\.io\/acme\/app then: ghcr\.io\/acme\/app:1\.0\.0, ghcr\.io\/acme\/app:0\.9\.0/,
    ],
    [
      'a digest is asked for that is not known',
      pod(`${APP}:1.1.0@${DIGEST}`),
      pod(`${APP}:1.0.0`),
      /pins its image by digest now.*Restore image and configuration/,
    ],
    [
      'a tag is asked for that is not known',
      pod(`${APP}:1.1.0`),
      pod(`${APP}@${DIGEST}`),
      /named by its digest alone then, and a tag is named now/,
    ],
  ])('refuses where %s', (_, now, then, reason) => {
    expect(restore(now, then)).toEqual({
      status: 'refused',
      reason: expect.stringMatching(reason),
    });
  });

  const SURROUNDINGS = {
    'line ends of Windows': (image: string) =>
      `kind: Pod\r\nspec:\r\n  containers:\r\n    - image: ${image}\r\n`,
    'a mark at the start': (image: string) =>
      `\uFEFFkind: Pod\nspec:\n  containers:\n    - image: ${image}\n`,
    'no line end at the end': (image: string) =>
      `kind: Pod\nspec:\n  containers:\n    - image: ${image}`,
    'quotes and comments': (image: string) =>
      `# äöü\nkind: Pod\nspec:\n  containers: # 1.1.0\n    - image: "${image}"   # was 1.0.0\n`,
    'several documents': (image: string) =>
      `kind: ConfigMap\ndata: { version: 1.1.0 }\n---\nkind: Pod\nspec:\n  containers:\n    - { name: app, image: '${image}' }\n`,
    'a text in which it looks alike': (image: string) =>
      `kind: Pod\nmetadata:\n  annotations:\n    note: |\n      image: 1.1.0\t\nspec:\n  containers:\n    - image: ${image}\n`,
  };
  const pairs = Object.entries(SURROUNDINGS).flatMap(([now, write]) =>
    Object.entries(SURROUNDINGS).map(
      ([then, wrote]) => [now, then, write, wrote] as const,
    ),
  );

  it.each(pairs)(
    'touches no other byte: with %s, back to %s',
    (_now, _then, write, wrote) => {
      expect(
        restore(
          { 'env/pod.yaml': write(`${APP}:1.1.0`) },
          { 'env/pod.yaml': wrote(`${APP}:1.0.0`) },
        ),
      ).toMatchObject({
        status: 'planned',
        changes: new Map([['env/pod.yaml', { text: write(`${APP}:1.0.0`) }]]),
      });
    },
  );
});
