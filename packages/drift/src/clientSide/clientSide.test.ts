import { printPath } from '../fields';
import type { JsonObject } from '../json';
import { ANY } from '../schema';
import { compareByLastApplied } from './compareByLastApplied';
import { lastAppliedOf, withoutLastApplied } from './lastApplied';

const NOTE = 'kubectl.kubernetes.io/last-applied-configuration';

const widget = (spec: JsonObject, annotations?: JsonObject): JsonObject => ({
  apiVersion: 'example.com/v1',
  kind: 'Widget',
  metadata: { name: 'w', ...(annotations ? { annotations } : {}) },
  spec,
});

const after = (applied: JsonObject, live: JsonObject) =>
  widget(live, { [NOTE]: JSON.stringify(widget(applied)) });

function changed(desired: JsonObject, live: JsonObject): string[] {
  return compareByLastApplied({
    desired: widget(desired),
    live,
    schema: ANY,
    traits: { origin: 'custom', status: 'subresource' },
  }).changes.map(({ op, path }) => `${op} ${printPath(path)}`);
}

describe('lastAppliedOf', () => {
  it.each([
    ['nothing', widget({})],
    ['what cannot be read', widget({}, { [NOTE]: '{' })],
    ['no object', widget({}, { [NOTE]: '[]' })],
  ])('is undefined for %s', (_, object) => {
    expect(lastAppliedOf(object)).toBeUndefined();
  });

  it('leaves no empty annotations behind', () => {
    expect(withoutLastApplied(after({ a: 1 }, { a: 1 }))).toEqual(
      widget({ a: 1 }),
    );
  });
});

describe('compareByLastApplied', () => {
  it.each<[string, JsonObject, JsonObject, string[]]>([
    ['the same', { a: 1 }, after({ a: 1 }, { a: 1 }), []],
    ['a change', { a: 1 }, after({ a: 1 }, { a: 2 }), ['replace /spec/a']],
    ['a default', { a: 1 }, after({ a: 1 }, { a: 1, b: 2 }), []],
    [
      'what was applied and no longer is',
      { a: 1 },
      after({ a: 1, b: 2 }, { a: 1, b: 2 }),
      ['remove /spec/b'],
    ],
    ['the same without a note', { a: 1 }, widget({ a: 1, b: 2 }), []],
    ['what is gone', { a: 1 }, after({ a: 1 }, {}), ['add /spec/a']],
    [
      'defaults in items of a list',
      { list: [{ a: 1 }] },
      after({ list: [{ a: 1 }] }, { list: [{ a: 1, b: 2 }] }),
      [],
    ],
  ])('%s', (_, desired, live, expected) => {
    expect(changed(desired, live)).toEqual(expected);
  });
});
