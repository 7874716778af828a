import * as fc from 'fast-check';
import { isJsonObject, type JsonObject } from '../json';
import { SchemaCatalog, type TypeSchema } from '../schema';
import {
  applyMergePatch,
  applyStrategicPatch,
  createMergePatch,
  createThreeWayMergePatch,
  createThreeWayPatch,
  createTwoWayPatch,
  PatchError,
} from '.';

const item = {
  struct: {
    name: { type: { scalar: 'plain' as const } },
    value: { type: { scalar: 'plain' as const } },
  },
};

const catalog = new SchemaCatalog({
  types: {
    Root: {
      struct: {
        items: {
          type: { list: item },
          patch: { strategy: ['merge'], key: 'name' },
        },
        words: {
          type: { list: { scalar: 'plain' } },
          patch: { strategy: ['merge'] },
        },
        atomic: { type: { list: item } },
        source: {
          type: { struct: { a: { type: item }, b: { type: item } } },
          patch: { strategy: ['retainKeys'] },
        },
      },
      open: true,
    },
  },
  kinds: { 'v1/Root': { type: 'Root' } },
});

const found = catalog.typeOf('v1', 'Root');
if (!found) throw new Error('The catalog has a Root.');
const type: TypeSchema = found;

const name = fc.constantFrom('a', 'b', 'c', 'd');
const entry = fc.record(
  { name, value: fc.nat({ max: 2 }) },
  { requiredKeys: ['name'] },
);
const root: fc.Arbitrary<JsonObject> = fc.record(
  {
    items: fc.uniqueArray(entry, { selector: one => one.name, maxLength: 4 }),
    words: fc.uniqueArray(name, { maxLength: 4 }),
    atomic: fc.array(entry, { maxLength: 2 }),
    plain: fc.nat({ max: 3 }),
  },
  { requiredKeys: [] },
);

describe('strategic merge patches', () => {
  it('lead from one object to another', () => {
    fc.assert(
      fc.property(root, root, (original, modified) => {
        const patch = createTwoWayPatch(original, modified, type);
        expect(applyStrategicPatch(original, patch, type)).toEqual(modified);
      }),
    );
  });

  it('give a live object all that is wanted, and keep what others added', () => {
    fc.assert(
      fc.property(root, root, root, (original, modified, current) => {
        // A list that is no longer wanted goes with all its items.
        fc.pre(modified.items !== undefined);
        const { patch } = createThreeWayPatch({
          original,
          modified,
          current,
          type,
        });
        const result = applyStrategicPatch(current, patch, type);
        const names = (object: JsonObject) =>
          (Array.isArray(object.items) ? object.items : [])
            .filter(isJsonObject)
            .map(one => one.name);
        const wanted = names(modified);
        expect(names(result)).toEqual(expect.arrayContaining(wanted));
        const added = names(current).filter(
          one => !names(original).includes(one),
        );
        expect(names(result)).toEqual(expect.arrayContaining(added));
        expect(names(result).filter(one => wanted.includes(one))).toEqual(
          wanted,
        );
      }),
    );
  });

  it('are empty where nothing changes', () => {
    fc.assert(
      fc.property(root, object => {
        expect(createTwoWayPatch(object, object, type)).toEqual({});
      }),
    );
  });

  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    [
      'delete an item',
      { items: [{ name: 'a' }, { name: 'b' }] },
      { items: [{ name: 'a', $patch: 'delete' }] },
      { items: [{ name: 'b' }] },
    ],
    [
      'replace a list',
      { items: [{ name: 'a' }] },
      { items: [{ name: 'c' }, { $patch: 'replace' }] },
      { items: [{ name: 'c' }] },
    ],
    [
      'keep only some fields',
      { source: { a: {} } },
      { source: { $retainKeys: ['b'], b: { name: 'x' } } },
      { source: { b: { name: 'x' } } },
    ],
    [
      'take scalars out',
      { words: ['a', 'b', 'c'] },
      { '$deleteFromPrimitiveList/words': ['b'] },
      { words: ['a', 'c'] },
    ],
    [
      'put items in order',
      { items: [{ name: 'a' }, { name: 'b' }] },
      { '$setElementOrder/items': [{ name: 'b' }, { name: 'a' }] },
      { items: [{ name: 'b' }, { name: 'a' }] },
    ],
  ])('%s', (_, original, patch, expected) => {
    expect(applyStrategicPatch(original, patch, type)).toEqual(expected);
  });

  it.each<[string, JsonObject]>([
    ['an item without its key', { items: [{ value: 1 }] }],
    ['a directive that is none', { items: [{ name: 'a', $patch: 'burn' }] }],
    [
      'an order that is not kept',
      {
        '$setElementOrder/items': [{ name: 'a' }, { name: 'b' }],
        items: [{ name: 'b' }, { name: 'a' }],
      },
    ],
    [
      'a field that is not to be kept',
      { source: { $retainKeys: ['a'], b: {} } },
    ],
  ])('refuse %s', (_, patch) => {
    const original = { items: [{ name: 'a' }], source: { a: {} } };
    expect(() => applyStrategicPatch(original, patch, type)).toThrow(
      PatchError,
    );
  });

  it('tell where somebody else changed the same', () => {
    const conflict = (current: JsonObject) =>
      createThreeWayPatch({
        original: { plain: 1 },
        modified: { plain: 2 },
        current,
        type,
      }).conflict;
    expect(conflict({ plain: 3 })).toBe(true);
    expect(conflict({ plain: 1, other: 1 })).toBe(false);
  });
});

describe('JSON merge patches', () => {
  it('lead from one object to another', () => {
    fc.assert(
      fc.property(root, root, (original, modified) => {
        const patch = createMergePatch(original, modified);
        expect(applyMergePatch(original, patch)).toEqual(modified);
      }),
    );
  });

  it('take out what was wanted before, and nothing else', () => {
    const patch = createThreeWayMergePatch({
      original: { a: 1, b: { c: 1 } },
      modified: { b: {}, d: 1 },
      current: { a: 2, b: { c: 1, e: 1 }, f: 1 },
    });
    expect(patch).toEqual({ a: null, b: { c: null }, d: 1 });
  });
});
