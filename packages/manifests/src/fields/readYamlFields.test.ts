import { readYamlFields } from './readYamlFields';

const FIELDS = {
  kind: ['kind'],
  name: ['metadata', 'name'],
  path: ['metadata', 'annotations', 'a.dev/path'],
};

const read = (text: string) =>
  readYamlFields({ path: 'catalog-info.yaml', text }, FIELDS);

describe('readYamlFields', () => {
  it('reads each document, and leaves out what is missing or no text', () => {
    const text = `kind: Component
metadata:
  name: "1"
  annotations: { a.dev/path: ./a.yaml }
---
kind: [API]
metadata: { name: 1 }
---
`;
    expect(read(text)).toEqual({
      status: 'read',
      documents: [{ kind: 'Component', name: '1', path: './a.yaml' }, {}, {}],
    });
  });

  it('follows anchors and merge keys', () => {
    const text = 'base: &x { name: web }\nmetadata: { <<: *x }\n';
    expect(read(text)).toEqual({
      status: 'read',
      documents: [{ name: 'web' }],
    });
  });

  it.each([
    ['what is no YAML', 'kind: ['],
    ['a key that is there twice', 'kind: A\nkind: B\n'],
    ['depth without end', `${'['.repeat(5_000)}`],
  ])('refuses %s with a reason', (_, text) => {
    expect(read(text)).toEqual({
      status: 'refused',
      reason: expect.stringContaining('catalog-info.yaml'),
    });
  });
});
