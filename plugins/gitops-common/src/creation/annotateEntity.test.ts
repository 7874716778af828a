import { CATALOG_INFO, blueprint } from '../__testUtils__/blueprint';
import { annotateEntity } from './annotateEntity';

const annotate = (text: string, path = 'catalog-info.yaml') =>
  annotateEntity(
    blueprint({
      catalogFile: { repository: 'https://git.example/a/b', path },
    }),
    text,
    'gitops.yaml',
  );

const ANNOTATION = 'backstage-gitops.dev/pipeline: ./gitops.yaml';

describe('annotateEntity', () => {
  it.each([
    [
      'without annotations',
      CATALOG_INFO,
      CATALOG_INFO.replace(
        '  name: payments\n',
        `  name: payments\n  annotations:\n    ${ANNOTATION}\n`,
      ),
    ],
    [
      'with others, and a comment',
      CATALOG_INFO.replace(
        'name: payments',
        'name: payments\n  annotations:\n    a.dev/b: c # why',
      ),
      CATALOG_INFO.replace(
        'name: payments',
        `name: payments\n  annotations:\n    a.dev/b: c # why\n    ${ANNOTATION}`,
      ),
    ],
    [
      'among other entities',
      `kind: System\nmetadata: { name: payments }\n---\n${CATALOG_INFO}---\nkind: Component\nmetadata: { name: payments, namespace: other }\n`,
      `kind: System\nmetadata: { name: payments }\n---\n${CATALOG_INFO.replace(
        'name: payments\n',
        `name: payments\n  annotations:\n    ${ANNOTATION}\n`,
      )}---\nkind: Component\nmetadata: { name: payments, namespace: other }\n`,
    ],
  ])('puts it into an entity %s, byte for byte', (_, before, after) => {
    expect(annotate(before)).toEqual({ status: 'annotated', text: after });
  });

  it.each([
    ['./gitops.yaml', 'catalog-info.yaml'],
    ['gitops.yaml', 'catalog-info.yaml'],
    ['./gitops.yaml', 'services/my payments/catalog-info.yaml'],
    ['../payments/gitops.yaml', 'services/payments/catalog-info.yaml'],
  ])('knows %s beside %s as the same file', (value, path) => {
    const text = CATALOG_INFO.replace(
      'name: payments\n',
      `name: payments\n  annotations: { backstage-gitops.dev/pipeline: '${value}' }\n`,
    );
    expect(annotate(text, path)).toEqual({ status: 'present' });
  });

  it.each([
    [
      'an entity that names another file',
      CATALOG_INFO.replace(
        'name: payments',
        'name: payments\n  annotations: { backstage-gitops.dev/pipeline: ./other.yaml }',
      ),
      /names \.\/other\.yaml as the pipeline file of payments already/,
    ],
    [
      'a URL that is none',
      CATALOG_INFO.replace(
        'name: payments',
        'name: payments\n  annotations: { backstage-gitops.dev/pipeline: "http://[" }',
      ),
      /names http:\/\/\[ as the pipeline file/,
    ],
    [
      'a file of other entities',
      CATALOG_INFO.replace('Component', 'API'),
      /describes component default\/payments nowhere/,
    ],
    [
      'an entity that is there twice',
      `${CATALOG_INFO}---\n${CATALOG_INFO}`,
      /describes component default\/payments 2 times/,
    ],
    ['what is no YAML', 'kind: [', /catalog-info\.yaml/],
    [
      'annotations that others share by an anchor',
      CATALOG_INFO.replace(
        'name: payments',
        'name: payments\n  annotations: *shared',
      ).replace('# Who', 'x-shared: &shared { a: b }\n# Who'),
      /anchor|cannot be written/,
    ],
  ])('refuses %s with a reason', (_, text, reason) => {
    expect(annotate(text)).toEqual({
      status: 'refused',
      reason: expect.stringMatching(reason),
    });
  });
});
