import { sampleKind } from '../__testUtils__/sampleKind';
import { printPath } from '../fields';
import type { JsonObject, JsonValue } from '../json';
import { asKnownTypes } from './asKnownTypes';
import { canonicalDuration } from './canonicalDuration';
import { changesBetween } from './changesBetween';
import { readOpenApi } from '../schema';

const { schema } = sampleKind();

describe('changesBetween', () => {
  it.each<[string, JsonObject, JsonObject, string[]]>([
    ['nothing', { text: 'a' }, { text: 'a' }, []],
    ['a value', { text: 'a' }, { text: 'b' }, ['replace /spec/text']],
    ['what comes', {}, { options: { a: '1' } }, ['add /spec/options']],
    ['what goes', { options: { a: '1' } }, {}, ['remove /spec/options']],
    [
      'a key',
      { options: { a: '1' } },
      { options: { b: '1' } },
      ['remove /spec/options/a', 'add /spec/options/b'],
    ],
    [
      'an item',
      { ports: [{ port: 1, target: 'a' }] },
      { ports: [{ port: 1, target: 'b' }] },
      ['replace /spec/ports/k:{"port":1,"protocol":"TCP"}/target'],
    ],
    [
      'the order of items',
      { ports: [{ port: 1 }, { port: 2 }, { port: 3 }] },
      { ports: [{ port: 2 }, { port: 1 }] },
      [
        'remove /spec/ports/k:{"port":3,"protocol":"TCP"}',
        'reorder /spec/ports',
      ],
    ],
    [
      'what is atomic',
      { words: ['a'] },
      { words: ['b'] },
      ['replace /spec/words'],
    ],
    [
      'the shape of a value',
      { values: { a: 1 } },
      { values: { a: { b: 1 } } },
      ['replace /spec/values/a'],
    ],
  ])('%s', (_, from, to, expected) => {
    expect(
      changesBetween({ spec: from }, { spec: to }, schema).map(
        ({ op, path }) => `${op} ${printPath(path)}`,
      ),
    ).toEqual(expected);
  });
});

describe('canonicalDuration', () => {
  it.each<[JsonValue, JsonValue]>([
    ['8760h', '8760h0m0s'],
    ['90s', '1m30s'],
    ['1.5h', '1h30m0s'],
    ['1500ms', '1.5s'],
    ['-1m', '-1m0s'],
    ['250us', '250µs'],
    ['0s', '0s'],
    ['soon', 'soon'],
    [5, 5],
  ])('%s is %s', (value, expected) => {
    expect(canonicalDuration(value)).toBe(expected);
  });
});

describe('asKnownTypes', () => {
  it('spells amounts and durations one way, through lists', () => {
    const object = {
      spec: { parts: [{ memory: '1024Mi', every: '60s' }], other: '1000m' },
    };
    expect(
      asKnownTypes(
        object,
        [
          { type: 'core/Quantity', field: 'spec.parts.memory' },
          { type: 'meta/v1/Duration', field: 'spec.parts.every' },
          { type: 'core/v1/Unheard', field: 'spec.other' },
        ],
        readOpenApi({}),
      ),
    ).toEqual({
      spec: { parts: [{ memory: '1Gi', every: '1m0s' }], other: '1000m' },
    });
  });
});
