import { JsonObject } from '../objects/json';
import { jsonPatch, JsonPatchError } from './jsonPatch';

const op = (name: string, path: string, rest: JsonObject = {}): JsonObject => ({
  op: name,
  path,
  ...rest,
});

describe('jsonPatch', () => {
  it.each<
    [what: string, before: JsonObject, patch: JsonObject[], after: JsonObject]
  >([
    ['adds a key', {}, [op('add', '/a', { value: 1 })], { a: 1 }],
    [
      'adds into a list',
      { a: [1, 3] },
      [op('add', '/a/1', { value: 2 })],
      { a: [1, 2, 3] },
    ],
    [
      'adds to the end',
      { a: [1] },
      [op('add', '/a/-', { value: 2 })],
      { a: [1, 2] },
    ],
    ['removes', { a: 1, b: 2 }, [op('remove', '/a')], { b: 2 }],
    ['removes from a list', { a: [1, 2] }, [op('remove', '/a/0')], { a: [2] }],
    [
      'replaces',
      { a: { b: 1 } },
      [op('replace', '/a/b', { value: 2 })],
      { a: { b: 2 } },
    ],
    [
      'moves',
      { a: [1, 2, 3] },
      [op('move', '/a/0', { from: '/a/2' })],
      { a: [3, 1, 2] },
    ],
    ['copies', { a: 1 }, [op('copy', '/b', { from: '/a' })], { a: 1, b: 1 }],
    ['tests', { a: 1 }, [op('test', '/a', { value: 1 })], { a: 1 }],
    [
      'unescapes',
      { 'a/b': { '~': 1 } },
      [op('remove', '/a~1b/~0')],
      { 'a/b': {} },
    ],
  ])('%s', (_, before, patch, after) => {
    expect(jsonPatch(before, patch)).toEqual(after);
  });

  it.each<[what: string, patch: JsonObject[]]>([
    ['a failing test', [op('test', '/a', { value: 2 })]],
    ['removing what is not there', [op('remove', '/b')]],
    ['an index beyond the list', [op('add', '/list/5', { value: 1 })]],
    ['an index that is no number', [op('remove', '/list/x')]],
    ['adding inside a plain value', [op('add', '/a/b', { value: 1 })]],
    ['an unknown operation', [op('shuffle', '/a')]],
    ['a path that is no pointer', [op('remove', 'a')]],
  ])('refuses %s and changes nothing', (_, patch) => {
    const before = { a: 1, list: [1] };
    expect(() => jsonPatch(before, patch)).toThrow(JsonPatchError);
    expect(before).toEqual({ a: 1, list: [1] });
  });
});
