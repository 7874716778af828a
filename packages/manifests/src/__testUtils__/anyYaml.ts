import fc from 'fast-check';

/** Tags of images, those that a reader would take for a number included. */
export const tag = fc.oneof(
  fc.constantFrom(
    '1.10',
    '1e3',
    '0x1f',
    'null',
    'on',
    '123_4',
    '12345e6',
    'v1',
  ),
  fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,15}$/),
);

/** Entries of a map that no edit is about, in many styles. */
export const noise = fc.constantFrom(
  '# a comment\twith a tab',
  '',
  'plain: value   # two\ttabs',
  'quoted: "a # b"',
  "single: 'it''s'",
  'flow: {a: [1, "2", {b: c}], d: ~}',
  'anchor: &x {tag: v0, deep: [&y 1, *y]}',
  'text: |-\n  image: not this\n  either: {}',
  'folded: >+\n  a\n\n  b\n\n',
  'list:\n- 1\n-   two: 2\n    three: 3',
  'empty:',
  '? complex\n: value',
  'other: {image: "ghcr.io/other/app:v1"}',
);

export const ending = fc.constantFrom('\n', '\r\n');

export const byteOrderMark = fc.constantFrom('', '\uFEFF');

/** What may stand around some lines of the first document of a stream. */
export interface Surroundings {
  above: string;
  below: string;
  inStyle(text: string): string;
}

/** Every way of line ends, a byte order mark and further documents included. */
export const surroundings = fc
  .record({
    entries: fc.uniqueArray(noise),
    split: fc.nat(),
    documents: fc.array(fc.uniqueArray(noise), { maxLength: 2 }),
    last: fc.constantFrom('', '\n', '\n\n', '\n...\n'),
    mark: byteOrderMark,
    lineEnd: ending,
  })
  .map(({ entries, split, documents, last, mark, lineEnd }): Surroundings => {
    const at = split % (entries.length + 1);
    const others = documents.map(all => `\n---\n${all.join('\n')}`);
    return {
      above: entries
        .slice(0, at)
        .map(entry => `${entry}\n`)
        .join(''),
      below:
        entries
          .slice(at)
          .map(entry => `\n${entry}`)
          .join('') +
        others.join('') +
        last,
      inStyle: text => mark + text.replaceAll('\n', lineEnd),
    };
  });
