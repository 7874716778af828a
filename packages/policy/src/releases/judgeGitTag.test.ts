import {
  compileGitTagRule,
  type GitTagFacts,
  type GitTagRule,
  judgeGitTag,
} from './judgeGitTag';

function judge(written: GitTagRule, tag: GitTagFacts) {
  const compiled = compileGitTagRule(written);
  if (compiled.status === 'invalid') return compiled.problems;
  return judgeGitTag(compiled.rule, tag);
}

describe('judgeGitTag', () => {
  const eligible = { status: 'eligible' };
  const rule = { tags: '^v', author: '^dana$' };

  it.each<[string, GitTagRule, GitTagFacts, object]>([
    ['any tag', {}, { name: 'nightly' }, eligible],
    ['a name and its author', rule, { name: 'v1', author: 'dana' }, eligible],
    [
      'another name',
      rule,
      { name: 'nightly', author: 'dana' },
      {
        status: 'excluded',
        by: 'tags',
        reason: '"nightly" does not match ^v.',
      },
    ],
    [
      'another author',
      rule,
      { name: 'v1', author: 'not-dana' },
      {
        status: 'excluded',
        by: 'author',
        reason: '"not-dana", who made the tag "v1", does not match ^dana$.',
      },
    ],
    [
      'an author whom nobody knows',
      { author: '.*' },
      { name: 'v1' },
      {
        status: 'excluded',
        by: 'author',
        reason: 'Nobody knows who made the tag "v1"; its author must match .*.',
      },
    ],
    ['nobody knows the author, nobody asks', {}, { name: 'v1' }, eligible],
  ])('%s', (_, written, tag, verdict) => {
    expect(judge(written, tag)).toEqual(verdict);
  });

  it('says everything that is wrong with a rule', () => {
    expect(
      judge({ tags: '(', author: '(?=a)', tag: '{{nmae}}' }, { name: 'v1' }),
    ).toEqual([
      { field: 'tags', reason: expect.stringContaining('RE2') },
      { field: 'author', reason: expect.stringContaining('RE2') },
      {
        field: 'tag',
        reason:
          'there is no placeholder {{nmae}}; write one of {{name}}, {{sha}}, {{sha7}}',
      },
    ]);
  });
});
