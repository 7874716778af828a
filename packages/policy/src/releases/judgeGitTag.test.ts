import {
  compileGitTagRule,
  type GitTagFacts,
  type GitTagRule,
  judgeGitTag,
  selectGitTags,
} from './judgeGitTag';

type Written = Partial<GitTagRule>;

function compile(written: Written) {
  return compileGitTagRule({
    tags: [],
    ignore: [],
    select: 'alphabetical',
    ...written,
  });
}

function judge(written: Written, tag: GitTagFacts) {
  const compiled = compile(written);
  if (compiled.status === 'invalid') return compiled.problems;
  return judgeGitTag(compiled.rule, tag);
}

describe('judgeGitTag', () => {
  const eligible = { status: 'eligible' };
  const rule = { tags: ['^v'], author: '^dana$' };

  it.each<[string, Written, GitTagFacts, object]>([
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
        reason:
          'Nobody knows who made the tag "v1"; its author must match .*, and only an annotated tag names one.',
      },
    ],
    [
      'no version where versions are asked for',
      { select: 'semver' },
      { name: 'v1' },
      {
        status: 'excluded',
        by: 'select',
        reason:
          '"v1" is no semantic version of three numbers, such as 1.2.3 or v1.2.3.',
      },
    ],
    ['nobody knows the author, nobody asks', {}, { name: 'v1' }, eligible],
  ])('%s', (_, written, tag, verdict) => {
    expect(judge(written, tag)).toEqual(verdict);
  });

  it('prefers the highest version that the right person made', () => {
    const compiled = compile({ select: 'semver', author: '^dana$' });
    const names =
      compiled.status === 'valid' &&
      selectGitTags(compiled.rule, [
        { name: 'v1.9.0', author: 'dana' },
        { name: 'v1.10.0', author: 'dana' },
        { name: 'v2.0.0', author: 'otto' },
      ]).map(({ name }) => name);
    expect(names).toEqual(['v1.10.0', 'v1.9.0']);
  });

  it('says everything that is wrong with a rule', () => {
    expect(
      judge({ tags: ['('], author: '(?=a)', tag: '{{nmae}}' }, { name: 'v1' }),
    ).toEqual([
      { field: 'tags', reason: expect.stringContaining('RE2') },
      { field: 'author', reason: expect.stringContaining('RE2') },
      {
        field: 'tag',
        reason:
          'there is no placeholder {{nmae}}; write one of {{name}}, {{version}}, {{sha}}, {{sha7}}',
      },
    ]);
  });
});
