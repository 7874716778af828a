import fc from 'fast-check';
import { fence, inCode, inMarkdown, inTitle, link, oneLine } from './escape';

describe('words of others', () => {
  it.each<[string, string, string]>([
    [
      'markup',
      '**a** _b_ `c` ~d~ | [e](f)',
      '\\*\\*a\\*\\* \\_b\\_ \\`c\\` \\~d\\~ \\| \\[e\\](f)',
    ],
    ['HTML', '<b onclick="x">&lt;', '&lt;b onclick="x"&gt;&amp;lt;'],
    ['a comment', '<!-- gitops -->', '&lt;!-- gitops --&gt;'],
    ['lines', 'a\nGitOps-Seal: b\r\n# c', 'a GitOps-Seal: b # c'],
    ['a person and an issue', '@ravi #12 !3', '@\u200bravi #\u200b12 !\u200b3'],
    ['what turns text around', 'a\u202eb\u0000c', 'ab c'],
    [
      'ordinary words',
      'Waits for 1 of 2 (ci/lint), 50%.',
      'Waits for 1 of 2 (ci/lint), 50%.',
    ],
  ])('stay words in Markdown: %s', (_, text, written) => {
    expect(inMarkdown(text)).toBe(written);
  });

  it.each<[string, (text: string) => string]>([
    ['Markdown', inMarkdown],
    ['a title', inTitle],
    ['code', inCode],
  ])('begin no line, tag or comment in %s, whatever they are', (_, escape) => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.constantFrom('<!--', '-->', '\nGitOps-Seal: ', '`', '<', '\r'),
          ),
        ),
        parts => {
          expect(escape(parts.join(''))).not.toMatch(/[<>\n\r]/);
        },
      ),
    );
  });

  it('end no span of code', () => {
    expect(inCode('a`b``c')).toBe('`abc`');
    expect(oneLine('  a \t b ')).toBe('a b');
  });

  it('end no link', () => {
    expect(link('here', 'https://host/a) <b>')).toBe(
      '[here](https://host/a%29%20%3cb%3e)',
    );
  });
});

describe('fence', () => {
  it('is longer than every run of its mark', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('`', '```', ' ', 'a').map(text => text.repeat(3)),
        ),
        lines => {
          const { end } = fence('diff', lines);
          expect(end.length).toBeGreaterThanOrEqual(3);
          expect(lines.join('\n')).not.toContain(end);
        },
      ),
    );
  });
});
