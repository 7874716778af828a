import { editImages, EditResult, findImages, ImageTarget } from '..';
import { lines, Repository } from '../testing/repository';
import { ExplicitEdit } from '../references/ExplicitEdit';

const APP = 'ghcr.io/acme/app';
const OLD = `sha256:${'0'.repeat(64)}`;
const NEW = `sha256:${'1'.repeat(64)}`;
const V2: ImageTarget = { repository: APP, tag: 'v2' };
const PINNED: ImageTarget = { ...V2, digest: NEW };

function edit(
  content: ConstructorParameters<typeof Repository>[0],
  images: ImageTarget[] = [V2],
  edits?: ExplicitEdit[],
  path = 'env',
): EditResult {
  return editImages({
    ...new Repository(content).complete(path, edits),
    images,
  });
}

function filesOf(result: EditResult) {
  return result.status === 'edited' ? Object.fromEntries(result.files) : result;
}

function problemOf(result: EditResult) {
  return result.status === 'refused' ? result.problem : result;
}

describe('editImages in plain manifests', () => {
  it.each<[string, string, string, ImageTarget]>([
    ['a tag', `image: ${APP}:v1`, `image: ${APP}:v2`, PINNED],
    ['no tag', `image: ${APP}`, `image: ${APP}:v2`, V2],
    [
      'tag and digest',
      `image: ${APP}:v1@${OLD}`,
      `image: ${APP}:v2@${NEW}`,
      PINNED,
    ],
    ['a digest', `image: ${APP}@${OLD}`, `image: ${APP}@${NEW}`, PINNED],
    ['double quotes', `image: "${APP}:v1"`, `image: "${APP}:v2"`, V2],
    ['single quotes', `image: '${APP}:v1'`, `image: '${APP}:v2'`, V2],
    ['a flow map', `c: [{image: ${APP}:v1}]`, `c: [{image: ${APP}:v2}]`, V2],
    [
      'JSON',
      `{"a":[{"image":"${APP}:v1","n":1}]}`,
      `{"a":[{"image":"${APP}:v2","n":1}]}`,
      V2,
    ],
    [
      'CRLF',
      `image: ${APP}:v1\r\na: b\r\n`,
      `image: ${APP}:v2\r\na: b\r\n`,
      V2,
    ],
    ['BOM', `\uFEFFimage: ${APP}:v1\n`, `\uFEFFimage: ${APP}:v2\n`, V2],
    [
      'a comment with tabs',
      `image: ${APP}:v1 \t# now\tv1\n`,
      `image: ${APP}:v2 \t# now\tv1\n`,
      V2,
    ],
    [
      'a block text',
      `image: >-\n  ${APP}:v1\nb: c\n`,
      `image: >-\n  ${APP}:v2\nb: c\n`,
      V2,
    ],
    [
      'an anchor with its alias',
      `image: &i ${APP}:v1\nb: {image: *i}`,
      `image: &i ${APP}:v2\nb: {image: *i}`,
      V2,
    ],
    [
      'values in an object',
      `values: {image: {repository: ${APP}, tag: v1}}`,
      `values: {image: {repository: ${APP}, tag: v2}}`,
      V2,
    ],
    [
      'a JSON patch',
      `- {op: replace, path: /spec/image, value: ${APP}:v1}`,
      `- {op: replace, path: /spec/image, value: ${APP}:v2}`,
      V2,
    ],
    [
      'several documents, several containers',
      `---\nimage: ${APP}:v1\n---\na: other:v1\n---\nimage: ${APP}:v1\n...\n`,
      `---\nimage: ${APP}:v2\n---\na: other:v1\n---\nimage: ${APP}:v2\n...\n`,
      V2,
    ],
    [
      'a registry with a port',
      'image: localhost:5000/a/b:v1',
      'image: localhost:5000/a/b:v2',
      { repository: 'localhost:5000/a/b', tag: 'v2' },
    ],
    [
      'a short name',
      'image: nginx:v1',
      'image: nginx:v2',
      { repository: 'docker.io/library/nginx', tag: 'v2' },
    ],
    [
      'a Flux marker on another key',
      `app: ${APP}:v1 # {"$imagepolicy": "flux:app"}`,
      `app: ${APP}:v2 # {"$imagepolicy": "flux:app"}`,
      V2,
    ],
    [
      'Flux markers on parts',
      lines(
        `a: ${APP} # {"$imagepolicy": "flux:app:name"}`,
        'b: v1 # {"$imagepolicy": "flux:app:tag"}',
        `c: ${OLD} # {"$imagepolicy": "flux:app:digest"}`,
        'd: v1 # {"$imagepolicy": "flux:other:tag"}',
      ),
      lines(
        `a: ${APP} # {"$imagepolicy": "flux:app:name"}`,
        'b: v2 # {"$imagepolicy": "flux:app:tag"}',
        `c: ${NEW} # {"$imagepolicy": "flux:app:digest"}`,
        'd: v1 # {"$imagepolicy": "flux:other:tag"}',
      ),
      PINNED,
    ],
  ])('changes %s, and is idempotent', (_, before, after, image) => {
    const result = edit({ 'env/a.yaml': before }, [image]);
    expect(filesOf(result)).toEqual({ 'env/a.yaml': after });
    expect(edit({ 'env/a.yaml': after }, [image])).toEqual({
      status: 'unchanged',
    });
  });

  it('writes several images and tells the lines', () => {
    const result = edit(
      {
        'env/a.yaml': `a:\n  image: ${APP}:v1\n`,
        'env/b.yaml': 'image: redis:1\n',
      },
      [V2, { repository: 'redis', tag: '2' }],
    );
    expect(result).toMatchObject({
      status: 'edited',
      changes: [
        {
          path: 'env/a.yaml',
          line: 2,
          before: `  image: ${APP}:v1`,
          after: `  image: ${APP}:v2`,
        },
        {
          path: 'env/b.yaml',
          line: 1,
          before: 'image: redis:1',
          after: 'image: redis:2',
        },
      ],
    });
  });

  it.each<[string, string, ImageTarget[], object]>([
    [
      'nothing',
      'image: other:v1',
      [V2],
      {
        code: 'imageNotFound',
        message: expect.stringContaining('env/a.yaml:1 (other:v1)'),
      },
    ],
    [
      'a longer name',
      `image: ${APP}-worker:v1`,
      [V2],
      { code: 'imageNotFound' },
    ],
    [
      'two versions',
      `a: {image: ${APP}:v1}\nb: {image: ${APP}:v0}`,
      [V2],
      {
        code: 'imageAmbiguous',
        message: expect.stringMatching(/a\.yaml:1 .*a\.yaml:2 .*edits/),
      },
    ],
    [
      'a disagreeing marker',
      `image: ${APP}:v1\nx: ${APP}:v0 # {"$imagepolicy": "a:b"}`,
      [V2],
      { code: 'imageAmbiguous' },
    ],
    [
      'an unknown digest',
      `image: ${APP}@${OLD}`,
      [V2],
      { code: 'digestMissing', line: 1 },
    ],
    [
      'an anchor of another image',
      `a: {repository: ${APP}, tag: &t v1}\nb: {repository: other, tag: *t}`,
      [V2],
      { code: 'sharedValue' },
    ],
    [
      'a typed scalar',
      `image: !custom ${APP}:v1`,
      [V2],
      { code: 'unsafeEdit' },
    ],
    [
      'a bad tag',
      `image: ${APP}:v1`,
      [{ repository: APP, tag: 'a b' }],
      { code: 'invalidImage' },
    ],
    [
      'one image twice',
      `image: ${APP}:v1`,
      [V2, V2, { repository: APP, tag: 'v3' }],
      { code: 'invalidImage' },
    ],
  ])('refuses %s', (_, text, images, problem) => {
    expect(problemOf(edit({ 'env/a.yaml': text }, images))).toMatchObject(
      problem,
    );
  });

  it('never writes a file that a link leads to outside the environment', () => {
    const result = edit({
      'env/a.yaml': { symlink: '../shared.yaml' },
      'shared.yaml': `image: ${APP}:v1\n`,
    });
    expect(problemOf(result)).toMatchObject({
      code: 'imageNotFound',
      path: 'shared.yaml',
    });
  });
});

describe('editImages in kustomize', () => {
  const base = {
    'base/kustomization.yaml': 'resources: [app.yaml]\n',
    'base/app.yaml': `kind: Deployment\nspec:\n  image: ${APP}:v1\n`,
  };

  it.each<[string, string, string, ImageTarget]>([
    [
      'an entry',
      `images:\n- name: ${APP}\n  newTag: v1\nresources: [../base]\n`,
      `images:\n- name: ${APP}\n  newTag: v2\nresources: [../base]\n`,
      V2,
    ],
    [
      'an entry with a new name',
      `images:\n  - name: app\n    newName: ${APP}\n    newTag: "v1"\n`,
      `images:\n  - name: app\n    newName: ${APP}\n    newTag: "v2"\n`,
      V2,
    ],
    [
      'a digest',
      `images: [{name: ${APP}, digest: ${OLD}}]\n`,
      `images: [{name: ${APP}, digest: ${NEW}}]\n`,
      PINNED,
    ],
    [
      'a tag that would be a number',
      `images:\n- name: ${APP}\n  newTag: v1\n`,
      `images:\n- name: ${APP}\n  newTag: "1.10"\n`,
      { repository: APP, tag: '1.10' },
    ],
    [
      'an entry without a version',
      `images:\n- name: app\n  newName: ${APP}\n# end\n`,
      `images:\n- name: app\n  newName: ${APP}\n  newTag: v2\n# end\n`,
      V2,
    ],
    [
      'a base, by a new block',
      'resources:\n- ../base\n',
      `resources:\n- ../base\nimages:\n- name: ${APP}\n  newTag: v2\n`,
      V2,
    ],
    [
      'a base, in a file without a last line end',
      'resources:\r\n- ../base',
      `resources:\r\n- ../base\r\nimages:\r\n- name: ${APP}\r\n  newTag: v2`,
      V2,
    ],
    [
      'a base, before the end of the document',
      '---\nresources: [../base]\n# end\n...\n',
      `---\nresources: [../base]\n# end\nimages:\n- name: ${APP}\n  newTag: v2\n...\n`,
      V2,
    ],
    [
      'a base, in an indented list',
      'resources: [../base]\nimages:\n  -   name: other\n      newTag: v0 # why\n# end\nkind: Kustomization\n',
      `resources: [../base]\nimages:\n  -   name: other\n      newTag: v0 # why\n  -   name: ${APP}\n      newTag: v2\n# end\nkind: Kustomization\n`,
      V2,
    ],
    [
      'a base, in a flow list',
      'images: [{name: other, newTag: v0}]\nresources: [../base]\n',
      `images: [{name: other, newTag: v0}, {name: ${APP}, newTag: v2}]\nresources: [../base]\n`,
      V2,
    ],
    [
      'a base, in an empty list',
      'images: []\nresources: [../base]\n',
      `images: [{name: ${APP}, newTag: v2}]\nresources: [../base]\n`,
      V2,
    ],
    [
      'a base, in a list yet to come',
      'images:\nresources: [../base]\n',
      `images:\n- name: ${APP}\n  newTag: v2\nresources: [../base]\n`,
      V2,
    ],
    [
      'a base, in a file that is JSON within',
      `{\n  "resources": ["../base"]\n}\n`,
      `{\n  "resources": ["../base"],\n  "images": [{"name": "${APP}", "newTag": "v2"}]\n}\n`,
      V2,
    ],
    [
      'a patch that stands in the text',
      `resources: [../base]\npatches:\n- patch: |\n    spec:\n      image: ${APP}:v0\n`,
      `resources: [../base]\npatches:\n- patch: |\n    spec:\n      image: ${APP}:v0\nimages:\n- name: ${APP}\n  newTag: v2\n`,
      V2,
    ],
  ])('changes %s, and is idempotent', (_, before, after, image) => {
    const path = 'env/kustomization.yaml';
    expect(filesOf(edit({ ...base, [path]: before }, [image]))).toEqual({
      [path]: after,
    });
    expect(edit({ ...base, [path]: after }, [image])).toEqual({
      status: 'unchanged',
    });
  });

  it('keeps the form of a base that is pinned', () => {
    const content = {
      ...base,
      'base/app.yaml': `image: ${APP}:v1@${OLD}\n`,
      'env/kustomization.yaml': 'resources: [../base]\n',
    };
    expect(filesOf(edit(content, [PINNED]))).toEqual({
      'env/kustomization.yaml': `resources: [../base]\nimages:\n- name: ${APP}\n  newTag: v2\n  digest: ${NEW}\n`,
    });
    expect(problemOf(edit(content))).toMatchObject({ code: 'digestMissing' });
  });

  it('adds two images as two entries of one block', () => {
    const result = edit(
      {
        'env/kustomization.yaml': 'resources: [app.yaml, ../base]\n',
        ...base,
        'base/app.yaml': `a: {image: "${APP}:v1"}\nb: {image: "redis:1"}\n`,
        'env/app.yaml': 'a: b\n',
      },
      [V2, { repository: 'redis', tag: '2.0' }],
    );
    expect(result).toMatchObject({
      changes: [2, 3, 4, 5, 6].map(line => ({ line, before: '' })),
    });
    expect(filesOf(result)).toEqual({
      'env/kustomization.yaml': lines(
        'resources: [app.yaml, ../base]',
        'images:',
        `- name: ${APP}`,
        '  newTag: v2',
        '- name: redis',
        '  newTag: "2.0"',
      ),
    });
  });

  it('edits its own resource where no entry wins over it', () => {
    const own = { 'env/app.yaml': `image: ${APP}:v1\n` };
    expect(
      filesOf(
        edit({
          ...base,
          ...own,
          'env/kustomization.yaml': 'resources: [app.yaml, ../base]\n',
        }),
      ),
    ).toEqual({ 'env/app.yaml': `image: ${APP}:v2\n` });
  });

  it('refuses two entries for one name', () => {
    const entry = `- name: ${APP}\n  newTag: v1\n`;
    expect(
      problemOf(
        edit({ 'env/kustomization.yaml': `images:\n${entry}${entry}` }),
      ),
    ).toMatchObject({ code: 'imageAmbiguous' });
  });

  it('reports what takes effect', () => {
    const overlay = new Repository({
      ...base,
      'env/kustomization.yaml': `resources: [../base]\nimages:\n- name: ${APP}\n  newTag: v5\n`,
      'bare/kustomization.yaml': 'resources: [../base]\n',
    });
    const from = (path: string) => {
      const { tree, inputs } = overlay.complete(path);
      return findImages(tree, inputs, [APP]);
    };
    expect(from('env')).toEqual({
      status: 'found',
      references: [
        {
          repository: APP,
          tag: 'v5',
          path: 'env/kustomization.yaml',
          line: 4,
          own: true,
        },
      ],
    });
    expect(from('bare')).toEqual({
      status: 'found',
      references: [
        {
          repository: APP,
          tag: 'v1',
          path: 'base/app.yaml',
          line: 3,
          own: false,
        },
      ],
    });
  });
});

describe('editImages in Helm values', () => {
  const chart = {
    'shop/chart/Chart.yaml': 'name: shop\n',
    'shop/chart/values.yaml': `image:\n  repository: ${APP}\n  tag: v1\nreplicas: 1\n`,
    'shop/chart/templates/app.yaml': 'image: {{ .Values.image }}\n',
    'env/Chart.yaml':
      'dependencies:\n- {name: shop, repository: file://../shop/chart}\n',
  };

  it.each<[string, string | undefined, string]>([
    [
      'a pair of its own',
      `shop:\n  image:\n    repository: ${APP}\n    tag: 'v1'\n`,
      `shop:\n  image:\n    repository: ${APP}\n    tag: 'v2'\n`,
    ],
    [
      'a tag over the repository of the chart',
      'shop:\n  image:\n    tag: v1\n',
      'shop:\n  image:\n    tag: v2\n',
    ],
    [
      'a chart, in a map that is there',
      'shop:\n  replicas: 2\n  image:\n    pullPolicy: Always # always\n\n  # more\n  more: 1\n',
      'shop:\n  replicas: 2\n  image:\n    pullPolicy: Always # always\n    tag: v2\n\n  # more\n  more: 1\n',
    ],
    [
      'a chart, in a map without the key',
      'shop:\n  a: 1',
      'shop:\n  a: 1\n  image:\n    tag: v2',
    ],
    [
      'a chart, in values for others',
      'other: 1\n',
      'other: 1\nshop:\n  image:\n    tag: v2\n',
    ],
    [
      'a chart, below an empty key',
      'shop:\nother: 1\n',
      'shop:\n  image:\n    tag: v2\nother: 1\n',
    ],
    ['a chart, in an empty map', 'shop: {}\n', 'shop: {image: {tag: v2}}\n'],
    [
      'a chart, in a flow map',
      'shop: {a: 1}\n',
      'shop: {a: 1, image: {tag: v2}}\n',
    ],
    [
      'a chart, in empty values',
      '# nothing yet\n',
      '# nothing yet\nshop:\n  image:\n    tag: v2\n',
    ],
    ['a chart, without values', undefined, 'shop:\n  image:\n    tag: v2\n'],
  ])('changes %s, and is idempotent', (_, before, after) => {
    const path = 'env/values.yaml';
    const content: Record<string, string> =
      before === undefined ? chart : { ...chart, [path]: before };
    expect(filesOf(edit(content))).toEqual({ [path]: after });
    expect(edit({ ...chart, [path]: after })).toEqual({ status: 'unchanged' });
  });

  it.each([
    ['registry', 'image: {registry: ghcr.io, repository: acme/app, tag: v1}'],
    ['name', `image: {name: ${APP}, tag: v1}`],
    ['image', `app: {image: ${APP}, tag: v1}`],
    ['text', `sidecarImage: ${APP}:v1`],
    ['list', `all: [{image: {repository: ${APP}, tag: v1}}]`],
    ['empty digest', `image: {repository: ${APP}, tag: v1, digest: ""}`],
    [
      'merge key',
      `a: &a {repository: ${APP}, tag: v1}\nb: {<<: *a, pullPolicy: Always}`,
    ],
  ])('knows a pair by %s', (_, values) => {
    const content = {
      'env/Chart.yaml': 'name: env\n',
      'env/values.yaml': values,
    };
    expect(filesOf(edit(content))).toEqual({
      'env/values.yaml': values.replace('v1', 'v2'),
    });
  });

  it('writes tag and digest where both are there', () => {
    const values = `image: {repository: ${APP}, tag: v1, digest: ${OLD}}\n`;
    const joined = `image: {repository: ${APP}, tag: "v1@${OLD}"}\n`;
    const content = { 'env/Chart.yaml': 'name: env\n' };
    expect(
      filesOf(edit({ ...content, 'env/values.yaml': values }, [PINNED])),
    ).toEqual({
      'env/values.yaml': `image: {repository: ${APP}, tag: v2, digest: ${NEW}}\n`,
    });
    expect(
      filesOf(edit({ ...content, 'env/values.yaml': joined }, [PINNED])),
    ).toEqual({
      'env/values.yaml': `image: {repository: ${APP}, tag: "v2@${NEW}"}\n`,
    });
    expect(
      problemOf(edit({ ...content, 'env/values.yaml': values })),
    ).toMatchObject({ code: 'digestMissing' });
  });

  it('refuses a merge key that carries the version to another image', () => {
    expect(
      problemOf(
        edit({
          'env/values.yaml': `a: &a\n  repository: ${APP}\n  tag: v1\nb: {<<: *a, repository: other}\n`,
        }),
      ),
    ).toMatchObject({ code: 'sharedValue' });
  });

  it('edits values files that agree together, and refuses others', () => {
    const values = (tag: string) =>
      `image: {repository: ${APP}, tag: ${tag}}\n`;
    const content = { 'env/values.yaml': values('v1') };
    expect(
      filesOf(edit({ ...content, 'env/values-eu.yaml': values('v1') })),
    ).toEqual({
      'env/values.yaml': values('v2'),
      'env/values-eu.yaml': values('v2'),
    });
    expect(
      problemOf(edit({ ...content, 'env/values-eu.yaml': values('v0') })),
    ).toMatchObject({ code: 'imageAmbiguous' });
  });

  it('reports the chart as not its own', () => {
    const { tree, inputs } = new Repository({
      ...chart,
      'env/values.yaml': 'a: 1\n',
    }).complete('env');
    expect(findImages(tree, inputs, [APP])).toMatchObject({
      references: [
        { tag: 'v1', path: 'shop/chart/values.yaml', line: 3, own: false },
      ],
    });
  });

  it('survives charts that depend on one another twice at every level', () => {
    const level = (n: number): [string, string][] => [
      [
        `charts/c${n}/Chart.yaml`,
        `dependencies:\n- {name: a, repository: file://../c${
          n + 1
        }}\n- {name: b, repository: file://../c${n + 1}}\n`,
      ],
      [`charts/c${n}/values.yaml`, 'x: 1\n'],
    ];
    const content = Object.fromEntries(
      Array.from({ length: 40 }, (_, n) => level(n)).flat(),
    );
    expect(
      problemOf(
        edit({
          ...content,
          'charts/c40/Chart.yaml':
            'dependencies: [{name: back, repository: file://../c0}]',
          'env/Chart.yaml':
            'dependencies: [{name: c, repository: file://../charts/c0}]',
        }),
      ),
    ).toMatchObject({ code: 'imageNotFound' });
  });
});

describe('editImages with edits', () => {
  const manifest = lines(
    'spec:',
    '  containers:',
    `  - {name: app, image: ${APP}:v1}`,
    `  - {name: old, image: ${APP}:v0}`,
    '  app.tag: v1',
    `  digest: ${OLD}`,
  );
  const at = (path: string, file = 'a.yaml') => [{ image: APP, file, path }];

  it.each([
    ['spec.containers[0].image', `${APP}:v1`, `${APP}:v2`],
    ['spec.containers[name=old].image', `${APP}:v0`, `${APP}:v2`],
    ['spec.app.tag', 'app.tag: v1', 'app.tag: v2'],
    ['spec.digest', OLD, NEW],
  ])('writes %s alone', (path, before, after) => {
    const expected = { 'env/a.yaml': manifest.replace(before, after) };
    for (const file of ['a.yaml', 'env/a.yaml']) {
      expect(
        filesOf(edit({ 'env/a.yaml': manifest }, [PINNED], at(path, file))),
      ).toEqual(expected);
    }
  });

  it.each([
    ['', 'a.yaml', /it is empty/],
    ['spec.containers[x].image', 'a.yaml', /neither an index nor key=value/],
    ['spec..image', 'a.yaml', /unexpected '\.'/],
    ['spec.containers[7].image', 'a.yaml', /nothing is there/],
    ['spec.containers', 'a.yaml', /no text/],
    ['spec', 'gone.yaml', /not there/],
    ['spec', '../base/a.yaml', /never edited/],
  ])('refuses %s in %s', (path, file, message) => {
    const content = { 'env/a.yaml': manifest, 'base/a.yaml': manifest };
    expect(problemOf(edit(content, [PINNED], at(path, file)))).toMatchObject({
      code: 'invalidEdit',
      message: expect.stringMatching(message),
    });
  });

  it.each([
    ['config.toml', `# why\n[app]\nimage = '${APP}:v1' # it\n`, 'app.image'],
    ['config.toml', `[[c]]\nname = "x"\ntag = "v1"\n`, 'c[name=x].tag'],
    ['a.json', `{\r\n\t"a": [{"tag":"v1"}]\r\n}`, 'a[0].tag'],
    ['a.json', `{"app.tag": "v1"}\n`, 'app.tag'],
  ])('writes %s, whatever its format', (file, before, path) => {
    const content = { 'env/a.yaml': 'kind: None\n', [`env/${file}`]: before };
    const after = before.replace('v1', 'v2');
    expect(filesOf(edit(content, [V2], at(path, file)))).toEqual({
      [`env/${file}`]: after,
    });
    const { tree, inputs } = new Repository(content).complete(
      'env',
      at(path, file),
    );
    expect(inputs.own).toContain(`env/${file}`);
    expect(findImages(tree, inputs, [APP])).toMatchObject({
      references: [{ tag: 'v1', path: `env/${file}`, own: true }],
    });
  });

  it('writes several places of one file', () => {
    const toml = `a = "${APP}:v1"\nb = { tag = "v0" }\n`;
    const edits = [...at('a', 'x.toml'), ...at('b.tag', 'x.toml')];
    expect(
      filesOf(edit({ 'env/x.toml': toml, 'env/a.yaml': '' }, [V2], edits)),
    ).toEqual({
      'env/x.toml': toml.replace('v1', 'v2').replace('v0', 'v2'),
    });
  });

  it.each([
    ['x.toml', 'a = 1\na = 2', 'a', 'invalidToml'],
    ['x.json', '{"a": "v1",}', 'a', 'invalidJson'],
    ['x.toml', 'a = 1', 'a', 'invalidEdit'],
    ['x.toml', 'a = "v1"', 'b', 'invalidEdit'],
    ['x.json', '{"a": {"b": "v1"}}', 'a', 'invalidEdit'],
    ['x.json', `{"a": "sha256:${'0'.repeat(64)}"}`, 'a', 'digestMissing'],
  ])('refuses %s with %s', (file, text, path, code) => {
    const content = { 'env/a.yaml': '', [`env/${file}`]: text };
    expect(problemOf(edit(content, [V2], at(path, file)))).toMatchObject({
      code,
      path: `env/${file}`,
    });
  });

  it('refuses to leave the repository, another image, or several documents', () => {
    expect(
      problemOf(edit({ 'env/a.yaml': manifest }, [V2], at('a', '../../x'))),
    ).toMatchObject({ code: 'outsideRepository' });
    expect(
      problemOf(
        edit({ 'env/a.yaml': 'image: ghcr.io/other/x:v1' }, [V2], at('image')),
      ),
    ).toMatchObject({ message: expect.stringContaining('another image') });
    expect(
      problemOf(edit({ 'env/a.yaml': 'a: v1\n---\na: v1\n' }, [V2], at('a'))),
    ).toMatchObject({ message: expect.stringContaining('lines 1, 3') });
  });
});
