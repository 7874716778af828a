import fc from 'fast-check';
import { isScalar, parse, parseDocument } from 'yaml';
import { encodeScalar, isPlainSafe } from './scalars';

describe('isPlainSafe', () => {
  it.each(
    'v1.0.0 1.2.3 sha256-abc release-2024 string 1.0.0-rc.1 deadbeef a:b 12a 1.2.3-4 latest ghcr.io/a/b:v1@sha256:00 2024-01-01-build'.split(
      ' ',
    ),
  )('leaves %s plain', text => {
    expect(isPlainSafe(text)).toBe(true);
  });

  it.each([
    ...'1.10 1 1e3 12345e6 0x1f 0o17 0b1 017 123_4 1_000.5 .5 5. +1 -1 .inf .NaN 1:30 190:20:30 2024-01-01 null Null ~ true no on off y N yes = << --- ... -latest *a &a !a %a @a `a a: [a {a a,b'.split(
      ' ',
    ),
    '',
    ' a',
    'a ',
    'a: b',
    'a #b',
    '[1, 2, 3]',
    'a\nb',
    "'a",
    '"a',
  ])('quotes %j', text => {
    expect(isPlainSafe(text)).toBe(false);
  });

  it('holds for any text, under the rules of YAML 1.1 and 1.2', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-fx+._:e-]{1,10}$/)),
        fc.constantFrom(
          'PLAIN' as const,
          'QUOTE_SINGLE' as const,
          'QUOTE_DOUBLE' as const,
        ),
        (text, style) => {
          const encoded = encodeScalar(text, style);
          for (const version of ['1.1', '1.2'] as const) {
            expect(parse(`a: ${encoded}\n`, { version })).toEqual({ a: text });
            expect(parse(`[${encoded}, b]`, { version })).toEqual([text, 'b']);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ["it's", 'QUOTE_SINGLE', "'it''s'"],
    ['1.10', 'PLAIN', '"1.10"'],
    ['v1', 'QUOTE_SINGLE', "'v1'"],
    ['v1', 'QUOTE_DOUBLE', '"v1"'],
    ['a\tb', 'QUOTE_SINGLE', '"a\\tb"'],
  ] as const)('writes %j as %s', (text, style, expected) => {
    expect(encodeScalar(text, style)).toBe(expected);
    const { contents } = parseDocument(expected);
    expect(isScalar(contents) && contents.value).toBe(text);
  });
});
