import { tagRule } from '../__testUtils__/tagRule';
import { judgeTag, type TagVerdict } from './judgeTag';
import type { TagRule } from './TagRule';
import type { TagFacts } from './tagValue';

const AT = '2026-03-01T08:00:00Z';

const by = (
  setting: keyof TagRule,
  reason: string | RegExp,
): Extract<TagVerdict, { status: 'excluded' }> => ({
  status: 'excluded',
  by: setting,
  reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
});

const comparedBy = (text: string): TagVerdict => ({
  status: 'eligible',
  comparedBy: text,
});

describe('judgeTag', () => {
  it.each<[string, Partial<TagRule>, TagFacts, TagVerdict]>([
    [
      'any tag, where nothing is asked',
      { select: 'alphabetical' },
      { name: 'main' },
      comparedBy('main'),
    ],
    [
      'a pattern that is found anywhere',
      { select: 'alphabetical', tags: ['ai'] },
      { name: 'main' },
      comparedBy('main'),
    ],
    [
      'one of several patterns',
      { select: 'alphabetical', tags: ['^v', '^m'] },
      { name: 'main' },
      comparedBy('main'),
    ],
    [
      'none of the patterns',
      { tags: ['^v', '^rel-'] },
      { name: 'main', createdAt: AT },
      by('tags', '"main" does not match ^v or ^rel-.'),
    ],
    [
      'what is ignored, though it matches',
      { tags: ['^v'], ignore: ['-debug$'] },
      { name: 'v1-debug', createdAt: AT },
      by('ignore', '"v1-debug" matches -debug$, which is ignored.'),
    ],
    ...['pr-12-0123456', 'pr-1-abcdef0'].map(
      (name): [string, Partial<TagRule>, TagFacts, TagVerdict] => [
        'what is reserved',
        { select: 'alphabetical', reserved: ['pr-{{number}}-{{sha7}}'] },
        { name },
        by(
          'reserved',
          `"${name}" is the tag of a pull request's image, which no other rule takes.`,
        ),
      ],
    ),
    ...['pr-12-012345', 'xpr-12-0123456', 'pr-12-0123456-2', 'v1.0'].map(
      (name): [string, Partial<TagRule>, TagFacts, TagVerdict] => [
        'what is not quite reserved',
        { select: 'alphabetical', reserved: ['pr-{{number}}-{{sha7}}'] },
        { name },
        comparedBy(name),
      ],
    ),
    [
      'a version',
      { select: 'semver' },
      { name: 'v1.2.3' },
      comparedBy('v1.2.3'),
    ],
    [
      'no version',
      { select: 'semver' },
      { name: 'latest' },
      by(
        'select',
        '"latest" is no semantic version of three numbers, such as 1.2.3 or v1.2.3.',
      ),
    ],
    [
      'half a version',
      { select: 'semver' },
      { name: '1.2' },
      by('select', /^"1\.2" is no semantic version of three numbers/),
    ],
    [
      'half a version, where that will do',
      { select: 'semver', versions: 'partial' },
      { name: '1.2' },
      comparedBy('1.2'),
    ],
    [
      'no version at all, where half a one will do',
      { select: 'semver', versions: 'partial' },
      { name: 'latest' },
      by('select', '"latest" is no version, such as 1.2.3, v1.2 or 1.'),
    ],
    [
      'a version in the range',
      { select: 'semver', range: '^1.2' },
      { name: '1.9.0' },
      comparedBy('1.9.0'),
    ],
    [
      'a version outside the range',
      { select: 'semver', range: '>=1.0.0' },
      { name: 'v0.9.0' },
      by('range', 'v0.9.0 is outside >=1.0.0.'),
    ],
    [
      'a prerelease, where the range takes none',
      { select: 'semver', range: '>=1.0.0' },
      { name: '2.0.0-rc.1' },
      by('range', /^2\.0\.0-rc\.1 is a prerelease, and >=1\.0\.0 takes none/),
    ],
    [
      'a prerelease, where there is no range',
      { select: 'semver' },
      { name: '2.0.0-rc.1' },
      comparedBy('2.0.0-rc.1'),
    ],
    [
      'what is extracted',
      { select: 'numeric', tags: ['^main-(\\d+)'], extract: '$1' },
      { name: 'main-12-abc' },
      comparedBy('12'),
    ],
    [
      'a version made of what is extracted',
      {
        select: 'semver',
        tags: ['^(\\d+)\\.(\\d+)$'],
        extract: '$1.$2.0',
        range: '>=1.3',
      },
      { name: '1.4' },
      comparedBy('1.4.0'),
    ],
    [
      'what is extracted is no number',
      { select: 'numeric', tags: ['^main-(.*)'], extract: '$1' },
      { name: 'main-abc' },
      by('select', '"abc", taken from "main-abc", is no decimal number.'),
    ],
    [
      'nothing is extracted',
      { select: 'alphabetical', tags: ['^main-(.*)'], extract: '$1' },
      { name: 'main-' },
      by('extract', 'Nothing can be extracted from "main-".'),
    ],
    [
      'a number',
      { select: 'numeric' },
      { name: '-12.50' },
      comparedBy('-12.50'),
    ],
    [
      'a commit that looks like a number',
      { select: 'numeric' },
      { name: '12e4567' },
      by('select', '"12e4567" is no decimal number.'),
    ],
    [
      'a time',
      {},
      { name: 'main', createdAt: '2026-03-01T09:00:00+01:00' },
      comparedBy('2026-03-01T08:00:00.000Z'),
    ],
    [
      'no time',
      {},
      { name: 'main' },
      by('select', 'Nobody knows when "main" was built.'),
    ],
    [
      'no time that can be read',
      {},
      { name: 'main', createdAt: 'yesterday' },
      by('select', /Nobody knows/),
    ],
    [
      'the tag that is watched',
      { select: 'digest', range: 'latest' },
      { name: 'latest' },
      comparedBy('latest'),
    ],
    [
      'another tag than the one that is watched',
      { select: 'digest', range: 'latest' },
      { name: 'latest-debug' },
      by('range', '"latest-debug" is not "latest", which is watched.'),
    ],
    [
      'a pattern that is watched',
      { select: 'digest', tags: ['^(main|next)$'] },
      { name: 'next' },
      comparedBy('next'),
    ],
    [
      'the platform',
      { platform: 'linux/arm64' },
      {
        name: 'a',
        createdAt: AT,
        platforms: ['linux/amd64', 'linux/arm64/v8'],
      },
      comparedBy('2026-03-01T08:00:00.000Z'),
    ],
    [
      'the usual variant of a platform',
      { platform: 'linux/arm' },
      { name: 'a', createdAt: AT, platforms: ['linux/arm/v7'] },
      comparedBy('2026-03-01T08:00:00.000Z'),
    ],
    [
      'another variant of a platform',
      { platform: 'linux/arm' },
      { name: 'a', createdAt: AT, platforms: ['linux/arm/v6'] },
      by('platform', '"a" does not run on linux/arm/v7, only on linux/arm/v6.'),
    ],
    [
      'another platform',
      { platform: 'linux/arm64/v8' },
      { name: 'a', createdAt: AT, platforms: ['linux/amd64', 'linux/arm/v7'] },
      by(
        'platform',
        '"a" does not run on linux/arm64/v8, only on linux/amd64, linux/arm/v7.',
      ),
    ],
    [
      'a platform that nobody has looked for yet',
      { platform: 'linux/arm64' },
      { name: 'a', createdAt: AT },
      comparedBy('2026-03-01T08:00:00.000Z'),
    ],
    [
      'an image that runs nowhere',
      { platform: 'linux/arm64' },
      { name: 'a', createdAt: AT, platforms: ['unknown/unknown!'] },
      by('platform', /does not run on linux\/arm64/),
    ],
  ])('%s', (_, rule, tag, verdict) => {
    expect(judgeTag(tagRule(rule), tag)).toEqual(verdict);
  });
});
