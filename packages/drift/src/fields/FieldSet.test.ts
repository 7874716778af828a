import * as fc from 'fast-check';
import { sampleKind } from '../__testUtils__/sampleKind';
import { ownable } from '../apply/metadata';
import { FieldSet, printPath } from '.';

const { schema, arbitrary } = sampleKind();

const set = arbitrary.map(object => FieldSet.of(ownable(object), schema));

const pathsOf = (fields: FieldSet) => [...fields.paths()].map(printPath).sort();

describe('FieldSet', () => {
  it('reads what it prints', () => {
    fc.assert(
      fc.property(set, fields => {
        expect(pathsOf(FieldSet.parse(fields.print()))).toEqual(
          pathsOf(fields),
        );
      }),
    );
  });

  it('is a set', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        const [one, other] = [pathsOf(a), pathsOf(b)];
        expect(pathsOf(a.union(b))).toEqual(
          [...new Set([...one, ...other])].sort(),
        );
        expect(pathsOf(a.difference(b))).toEqual(
          one.filter(path => !other.includes(path)),
        );
        expect(pathsOf(a.intersection(b))).toEqual(
          one.filter(path => other.includes(path)),
        );
        for (const path of a.paths()) expect(a.has(path)).toBe(true);
      }),
    );
  });

  it('names leaves, items by their keys with defaults, and atomic things as one', () => {
    const object = {
      metadata: { labels: { 'a/b': '1' }, finalizers: ['x', 'y'] },
      spec: {
        words: ['a', 'b'],
        selector: { app: 'web' },
        options: { deep: 'x' },
        ports: [{ port: 53, target: 'dns' }],
      },
    };
    expect(pathsOf(FieldSet.of(object, schema))).toEqual([
      '/metadata/finalizers/v:"x"',
      '/metadata/finalizers/v:"y"',
      '/metadata/labels/a~1b',
      '/spec/options/deep',
      '/spec/ports/k:{"port":53,"protocol":"TCP"}',
      '/spec/ports/k:{"port":53,"protocol":"TCP"}/port',
      '/spec/ports/k:{"port":53,"protocol":"TCP"}/target',
      '/spec/selector',
      '/spec/words',
    ]);
  });

  it('owns what is empty, but for keyed lists', () => {
    const object = {
      spec: { words: [], selector: {}, options: {}, ports: [] },
    };
    expect(pathsOf(FieldSet.of(object, schema))).toEqual([
      '/spec/options',
      '/spec/selector',
      '/spec/words',
    ]);
  });

  it.each([
    [['f:spec', 'f:text'], true],
    [['f:spec'], true],
    [['f:spec', 'f:selector', 'f:app'], true],
    [['f:spec', 'f:options', 'f:other'], false],
    [['f:status'], false],
  ])('touches %j: %s', (path, expected) => {
    const fields = FieldSet.parse({
      'f:spec': {
        'f:text': {},
        'f:selector': {},
        'f:options': { 'f:deep': {} },
      },
    });
    expect(fields.touches(path)).toBe(expected);
  });

  it('takes two spellings of one key for the same', () => {
    const one = FieldSet.parse({ 'k:{"port":80,"protocol":"TCP"}': {} });
    const other = FieldSet.parse({ 'k:{"protocol":"TCP", "port":80}': {} });
    expect(one.difference(other).isEmpty).toBe(true);
  });
});
