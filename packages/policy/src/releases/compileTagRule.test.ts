import { writtenRule } from '../__testUtils__/tagRule';
import { compileTagRule } from './compileTagRule';
import type { TagRule } from './TagRule';

describe('compileTagRule', () => {
  it.each<[string, Partial<TagRule>]>([
    ['nothing but how to choose', {}],
    ['a range', { select: 'semver', range: '>=1.0, <2' }],
    ['a tag to watch', { select: 'digest', range: 'latest' }],
    ['a pattern to watch', { select: 'digest', tags: ['^latest$'] }],
    ['a group', { select: 'numeric', tags: ['(\\d+)'], extract: '$1' }],
    ['nothing to extract', { select: 'newest', extract: '' }],
    ['a platform', { platform: 'linux/arm/v7' }],
    ['any platform', { platform: '' }],
    ['the usual order', { order: '' }],
    ['an order in capitals', { select: 'alphabetical', order: 'DESC' }],
  ])('takes %s', (_, changes) => {
    expect(compileTagRule(writtenRule(changes))).toMatchObject({
      status: 'valid',
    });
  });

  it.each<[string, Partial<TagRule>, field: string, reason: RegExp]>([
    ['a pattern that is none', { tags: ['('] }, 'tags', /linear time \(RE2\)/],
    ['a look ahead', { ignore: ['(?=a)'] }, 'ignore', /linear time \(RE2\)/],
    ['a back reference', { tags: ['(a)\\1'] }, 'tags', /linear time/],
    [
      'a huge pattern',
      { tags: ['.{1000}.{1000}'] },
      'tags',
      /repeats too much/,
    ],
    [
      'a range that is none',
      { select: 'semver', range: 'newest' },
      'range',
      /"newest" is no version to compare with/,
    ],
    ['an empty range', { select: 'semver', range: '' }, 'range', /is empty/],
    [
      'a range of what are no versions',
      { select: 'numeric', range: '>=1' },
      'range',
      /numeric compares no versions/,
    ],
    [
      'a group that the pattern lacks',
      { select: 'numeric', tags: ['\\d+'], extract: '$1' },
      'extract',
      /the pattern \\d\+ has no group 1/,
    ],
    [
      'a group of no pattern',
      { select: 'numeric', extract: '$1' },
      'extract',
      /write one below tags/,
    ],
    [
      'a group that nothing is compared by',
      { tags: ['(a)'], extract: '$1' },
      'extract',
      /newest compares nothing that is in the tag/,
    ],
    ['nothing to watch', { select: 'digest' }, 'select', /range: latest/],
    [
      'a platform that is none',
      { platform: 'linux' },
      'platform',
      /linux\/amd64/,
    ],
    ['half a platform', { platform: 'linux/' }, 'platform', /is no platform/],
    [
      'too long a platform',
      { platform: 'a/b/c/d' },
      'platform',
      /"a\/b\/c\/d"/,
    ],
    ['an order that is none', { order: 'up' }, 'order', /write asc or desc/],
  ])('refuses %s', (_, changes, field, reason) => {
    expect(compileTagRule(writtenRule(changes))).toEqual({
      status: 'invalid',
      problems: [{ field, reason: expect.stringMatching(reason) }],
    });
  });

  it('says everything that is wrong at once', () => {
    const compiled = compileTagRule(
      writtenRule({
        tags: ['(', ')'],
        extract: '$1',
        select: 'semver',
        range: 'x1',
        platform: 'any',
      }),
    );
    expect(
      compiled.status === 'invalid' &&
        compiled.problems.map(({ field }) => field),
    ).toEqual(['tags', 'tags', 'range', 'platform']);
  });
});
