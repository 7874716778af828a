import { applyImagePolicies } from './applyImagePolicies';

const before = [
  'image: app:v1 # {"$imagepolicy": "ns:app"}',
  'name: app # {"$imagepolicy": "ns:app:name"}',
  'tag: "v1" # {"$imagepolicy": "ns:app:tag"}',
  'digest: sha256:0 # {"$imagepolicy": "ns:app:digest"}',
  'other: x:v1 # {"$imagepolicy": "ns:x"}',
  'list: [app:v1, x:v1] # {"$imagepolicy": "ns:x"}',
  'empty: # {"$imagepolicy": "ns:app:tag"}',
  'text: app:v1 # as {"$imagepolicy": "ns:app"} says',
  '',
].join('\r\n');

const apply = (
  files: Record<string, string>,
  images: Record<string, string>,
  folder: string,
) =>
  applyImagePolicies(
    new Map(Object.entries(files)),
    Object.entries(images).map(([policy, image]) => ({ policy, image })),
    folder,
  );

describe('applyImagePolicies', () => {
  it('writes marked parts of the chosen image below the folder alone', () => {
    const files = { 'a/x.yaml': before, 'b/x.yaml': before };
    const image = 'reg:5000/app:1.10@sha256:1';
    const result = apply(files, { 'ns:app': image }, './a/');
    expect(result).toEqual({
      status: 'edited',
      files: new Map([
        [
          'a/x.yaml',
          before
            .replace('app:v1', image)
            .replace('name: app', 'name: reg:5000/app')
            .replace('"v1"', '"1.10"')
            .replace('sha256:0', 'sha256:1')
            .replace('empty:', 'empty: "1.10"'),
        ],
      ]),
      changes: [
        ['', 'app:v1', image],
        [':name', 'app', 'reg:5000/app'],
        [':tag', 'v1', '1.10'],
        [':digest', 'sha256:0', 'sha256:1'],
        [':tag', '', '1.10'],
      ].map(([part, was, is], index) => ({
        path: 'a/x.yaml',
        line: [1, 2, 3, 4, 7][index],
        setter: `ns:app${part}`,
        before: was,
        after: is,
      })),
    });
  });

  it('writes the scalar that a comment stands behind', () => {
    expect(apply({ 'x.yml': before }, { 'ns:x': 'x:v2' }, '')).toMatchObject({
      files: new Map([['x.yml', before.replaceAll('x:v1', 'x:v2')]]),
    });
  });

  it.each(['.', '/', '', '../..'])('takes %j for all', folder => {
    const result = apply({ 'a/x.yaml': before }, { 'ns:x': 'x:2' }, folder);
    expect(result.status).toBe('edited');
  });

  it('has nothing to do where no policy is marked, or chosen', () => {
    const unchanged = { status: 'unchanged' };
    expect(apply({ 'x.yaml': before }, {}, '')).toEqual(unchanged);
    expect(apply({ 'x.json': before }, { 'ns:x': 'x:v2' }, '')).toEqual(
      unchanged,
    );
    expect(apply({ 'x.yaml': '{{ no' }, { 'ns:x': 'x:v2' }, '')).toEqual(
      unchanged,
    );
    expect(apply({ 'x.yaml': before }, { 'ns:x': 'x:v1' }, '')).toEqual(
      unchanged,
    );
  });

  it('refuses marked files that it cannot read, below the folder', () => {
    const template = '{{ if }} # {"$imagepolicy": "ns:x"}';
    const files = { 'a/a.yaml': template, 'b/Kustomization': before };
    expect(apply(files, { 'ns:x': 'x:v2' }, '')).toMatchObject({
      status: 'refused',
      problem: { code: 'invalidYaml', path: 'a/a.yaml' },
    });
    expect(apply(files, { 'ns:x': 'x:v2' }, 'b').status).toBe('edited');
  });

  it('refuses what is no image', () => {
    expect(apply({ 'a.yaml': before }, { 'ns:x': 'x:a b' }, '')).toMatchObject({
      status: 'refused',
      problem: { message: expect.stringContaining("'a b' is not a tag") },
    });
  });
});
