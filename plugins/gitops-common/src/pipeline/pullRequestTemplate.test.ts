import { parsePullRequestTemplate } from './pullRequestTemplate';

describe('parsePullRequestTemplate', () => {
  it('takes text and placeholders apart, in their order', () => {
    expect(
      parsePullRequestTemplate('{{ pipeline }}: {{version}}!', 'title'),
    ).toEqual({
      status: 'valid',
      parts: [
        { kind: 'placeholder', name: 'pipeline' },
        { kind: 'text', text: ': ' },
        { kind: 'placeholder', name: 'version' },
        { kind: 'text', text: '!' },
      ],
    });
  });

  it.each(['no placeholder', '{{ not closed', '}} {{', '{ {version} }'])(
    'leaves "%s" as text',
    text => {
      expect(parsePullRequestTemplate(text, 'body')).toEqual({
        status: 'valid',
        parts: [{ kind: 'text', text }],
      });
    },
  );

  it.each<['title' | 'body', string, RegExp[]]>([
    [
      'body',
      '{{verison}}',
      [/no placeholder \{\{verison\}\}.*\{\{version\}\}/],
    ],
    ['body', '{{}}', [/no placeholder \{\{\}\}/]],
    ['body', '{{constructor}}', [/no placeholder \{\{constructor\}\}/]],
    ['title', '{{gates}}', [/several lines/]],
    ['title', '{{a}} {{b}}', [/\{\{a\}\}/, /\{\{b\}\}/]],
  ])('says of a %s "%s" what is wrong', (where, text, problems) => {
    expect(parsePullRequestTemplate(text, where)).toEqual({
      status: 'invalid',
      problems: problems.map(problem => expect.stringMatching(problem)),
    });
  });
});
