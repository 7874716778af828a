import { parseSource } from './source';

function codeOf(text: string) {
  const result = parseSource('a.yaml', text);
  return result.status === 'failed' ? result.problem.code : result.status;
}

const levels = (count: number, width: number) =>
  [
    'a0: &a0 [x]',
    ...Array.from({ length: count }, (_, level) => {
      const aliases = Array.from({ length: width }, () => `*a${level}`);
      return `a${level + 1}: &a${level + 1} [${aliases.join(', ')}]`;
    }),
  ].join('\n');

describe('parseSource', () => {
  it.each([
    ['nothing', '', 'parsed'],
    ['a comment', '# nothing', 'parsed'],
    ['a few aliases', 'a: &a {b: c}\nd: *a\ne: {<<: *a}', 'parsed'],
    [
      'minified JSON',
      JSON.stringify(
        Array.from({ length: 500 }, (_, i) => ({ i, a: { b: [] } })),
      ),
      'parsed',
    ],
    ['documents', '---\na: 1\n---\nb: 2\n...\n', 'parsed'],
    ['a YAML bomb', levels(40, 9), 'tooManyAliases'],
    [
      'a bomb of merge keys',
      'a: &a {b: c}\n'.concat(
        Array.from({ length: 1_001 }, (_, i) => `x${i}: {<<: *a}`).join('\n'),
      ),
      'tooManyAliases',
    ],
    ['an alias inside its own anchor', 'a: &a [*a]', 'tooManyAliases'],
    ['flow lists in one another', '['.repeat(200_000), 'tooDeep'],
    ['flow maps in one another', '{a: '.repeat(100_000), 'tooDeep'],
    ['block lists in one another', '- '.repeat(200_000), 'tooDeep'],
    [
      'block maps in one another',
      Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      'tooDeep',
    ],
    ['many documents', '---\na\n'.repeat(1_001), 'tooManyDocuments'],
    ['a map as a key', '{[a]: b}', 'invalidYaml'],
  ])('reads or refuses %s', (_, text, expected) => {
    expect(codeOf(text)).toBe(expected);
  });

  it('names the line and what to do', () => {
    expect(parseSource('dir/a.yaml', 'a: 1\nb: "\n')).toMatchObject({
      status: 'failed',
      problem: {
        path: 'dir/a.yaml',
        line: expect.any(Number),
        message: expect.stringMatching(/^dir\/a\.yaml:\d+ .*Correct the file/),
      },
    });
  });
});
