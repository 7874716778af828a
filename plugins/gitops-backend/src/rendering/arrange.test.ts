import type { JsonObject } from '@backstage-gitops/drift';
import { arrange, differences, digestOf } from './arrange';

const object = (
  name: string,
  extra: JsonObject = {},
  metadata: JsonObject = {},
): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...metadata },
  ...extra,
});

const arrangeAll = (...documents: JsonObject[]) =>
  arrange([{ where: 'a.yaml', documents }], { namespace: 'shop' });

describe('arrange', () => {
  it('takes lists apart, also those of one kind and lists in lists', () => {
    const list = (kind: string, items: JsonObject[]) => ({
      apiVersion: 'v1',
      kind,
      items,
    });
    const { objects } = arrangeAll(
      list('List', [object('a'), list('List', [object('b')])]),
      list('ConfigMapList', [{ metadata: { name: 'c' } }]),
    );
    expect(objects).toEqual([object('a'), object('b'), object('c')]);
  });

  it('leaves a custom resource whose kind ends like a list', () => {
    const allowed = object('a', { kind: 'AllowList', items: ['10.0.0.0/8'] });
    expect(arrangeAll(allowed).objects).toEqual([allowed]);
  });

  it('sets hooks, tests and what is kept apart', () => {
    const hooks = [
      ['helm.sh/hook', 'pre-install'],
      ['helm.sh/hook', 'test'],
      ['argocd.argoproj.io/hook', 'PreSync'],
      ['helm.sh/resource-policy', 'keep'],
    ].map(([key, value], index) =>
      object(`hook-${index}`, {}, { annotations: { [key]: value } }),
    );
    const nameless = object(
      '',
      {},
      {
        generateName: 'job-',
        annotations: { 'argocd.argoproj.io/hook': 'Sync' },
      },
    );
    const other = object(
      'b',
      {},
      { annotations: { 'helm.sh/resource-policy': 'delete', note: 'hook' } },
    );
    expect(arrangeAll(...hooks, nameless, other)).toEqual({
      objects: [other],
      hooks: [...hooks, nameless],
      warnings: [],
    });
  });

  it.each([
    [
      'another version of its group',
      { apiVersion: 'apps/v1' },
      { apiVersion: 'apps/v1beta1' },
    ],
    [
      'the namespace that is the default',
      {},
      { metadata: { name: 'a', namespace: 'shop' } },
    ],
  ])('lets the last win: %s', (_name, first, second) => {
    const { objects, warnings } = arrangeAll(
      object('a', first),
      object('b'),
      object('a', second),
    );
    expect(objects).toEqual([object('b'), object('a', second)]);
    expect(warnings).toEqual([
      expect.stringMatching(/^ConfigMap .*\ba is there more than once/),
    ]);
  });

  it.each([
    ['another group', { apiVersion: 'apps/v1' }],
    ['another kind', { kind: 'Secret' }],
    ['another namespace', { metadata: { name: 'a', namespace: 'other' } }],
  ])('keeps both: %s', (_name, second) => {
    const { objects, warnings } = arrangeAll(object('a'), object('a', second));
    expect(objects).toHaveLength(2);
    expect(warnings).toEqual([]);
  });

  it('leaves a namespace out where it was left out', () => {
    expect(arrangeAll(object('a')).objects[0].metadata).toEqual({ name: 'a' });
  });

  it.each([
    [{ kind: 'ConfigMap', metadata: { name: 'a' } }, /without apiVersion/],
    [{ apiVersion: 'v1', metadata: { name: 'a' } }, /without kind/],
    [{ apiVersion: 'v1', kind: 'ConfigMap' }, /without metadata.name/],
    [object('', {}, { generateName: 'a-' }), /without metadata.name/],
    [
      object('a', {}, { namespace: 5 }),
      /namespace of ConfigMap a is not a text/,
    ],
  ])('fails on %j, naming the file', (document, problem) => {
    expect(() => arrangeAll(document)).toThrow(problem);
    expect(() => arrangeAll(document)).toThrow('a.yaml');
  });
});

describe('digestOf', () => {
  const a = object('a', { data: { x: '1', y: '2' } });
  const b = object('b');

  it('is the same whatever the order of objects and keys', () => {
    const turned = { ...object('a'), data: { y: '2', x: '1' } };
    expect(digestOf([b, turned])).toBe(digestOf([a, b]));
  });

  it.each([
    ['a value', [object('a', { data: { x: '1', y: '3' } }), b]],
    ['a type', [object('a', { data: { x: 1, y: '2' } }), b]],
    ['an object less', [a]],
    ['an object twice', [a, b, b]],
  ])('tells %s', (_name, others) => {
    expect(digestOf(others)).not.toBe(digestOf([a, b]));
  });
});

it('names what two renderings differ in', () => {
  const first = [object('a'), object('b', { data: { x: '1' } }), object('c')];
  const second = [object('b', { data: { x: '2' } }), object('c'), object('d')];
  expect(differences(first, second)).toEqual([
    'ConfigMap a',
    'ConfigMap b',
    'ConfigMap d',
  ]);
});
