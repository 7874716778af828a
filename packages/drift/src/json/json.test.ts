import * as fc from 'fast-check';
import { jsonEqual, parseJson, parseManifests, printJson } from '.';

const anyJson = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(n => n + 0),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.string().filter(key => key !== '__proto__'),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value as fc.Arbitrary<Parameters<typeof printJson>[0]>;

describe('JSON without loss', () => {
  it.each([
    ['9007199254740993', 9007199254740993n],
    ['-9223372036854775808', -9223372036854775808n],
    ['9007199254740991', 9007199254740991],
    ['1e20', 1e20],
    ['1.0', 1],
    ['{"a":18446744073709551615}', { a: 18446744073709551615n }],
    ['{"a":"9007199254740993"}', { a: '9007199254740993' }],
    ['"\\"9007199254740993,"', '"9007199254740993,'],
    ['[9007199254740993.5]', [9007199254740993.5]],
  ])('reads %s', (text, expected) => {
    expect(parseJson(text)).toEqual(expected);
  });

  it('reads again what it printed, in any order of keys', () => {
    fc.assert(
      fc.property(anyJson, value => {
        expect(jsonEqual(parseJson(printJson(value)), value)).toBe(true);
        expect(
          jsonEqual(parseJson(printJson(value, { keys: 'sorted' })), value),
        ).toBe(true);
      }),
    );
  });

  it('prints equal values alike with sorted keys', () => {
    expect(printJson({ b: 1, a: { d: 2n, c: [] } }, { keys: 'sorted' })).toBe(
      '{"a":{"c":[],"d":2},"b":1}',
    );
  });
});

describe('parseManifests', () => {
  it.each([
    ['integers beyond 2^53', 'a: 9007199254740993', [{ a: 9007199254740993n }]],
    [
      'booleans of YAML 1.1',
      'a: yes\nb: Off\nc: "no"',
      [{ a: true, b: false, c: 'no' }],
    ],
    [
      'integers of YAML 1.1',
      'a: 0644\nb: 0b11\nc: 1_000\nd: -010\ne: 0x1F\nf: 0\ng: "0644"\nh: 0o17\ni: 089',
      [{ a: 420, b: 3, c: 1000, d: -8, e: 31, f: 0, g: '0644', h: 15, i: 89 }],
    ],
    ['timestamps as texts', 'a: 2026-01-02', [{ a: '2026-01-02' }]],
    [
      'several documents',
      'a: 1\n---\n# nothing\n---\nb: 2\n',
      [{ a: 1 }, { b: 2 }],
    ],
    [
      'merge keys',
      'p: &p {a: 1}\nq: {<<: *p, b: 2}',
      [{ p: { a: 1 }, q: { a: 1, b: 2 } }],
    ],
    ['JSON', '{"a": [1, null]}', [{ a: [1, null] }]],
  ])('reads %s', (_, text, documents) => {
    expect(parseManifests(text)).toEqual({ status: 'parsed', documents });
  });

  it.each([
    ['a key twice', 'a: 1\na: 2'],
    [
      'a bomb',
      `a: &a [x]\n${'b: [*a]\n'.replace(
        '*a',
        Array(2000).fill('*a').join(','),
      )}`,
    ],
    ['deep nesting', `${'['.repeat(200)}${']'.repeat(200)}`],
    ['what is no YAML', 'a: [1'],
  ])('refuses %s', (_, text) => {
    expect(parseManifests(text)).toMatchObject({ status: 'failed' });
  });
});
