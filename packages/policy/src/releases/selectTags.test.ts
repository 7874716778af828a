import { tagRule } from '../__testUtils__/tagRule';
import { selectTags } from './judgeTag';
import type { TagRule } from './TagRule';

const at = (hour: number) => new Date(Date.UTC(2026, 2, 1, hour)).toISOString();

describe('selectTags', () => {
  it.each<[string, Partial<TagRule>, tags: string[], chosen: string[]]>([
    [
      'versions, the highest first',
      { select: 'semver' },
      ['v1.9.0', 'latest', '1.10.0', 'v2.0.0'],
      ['v2.0.0', '1.10.0', 'v1.9.0'],
    ],
    [
      'prereleases before their release',
      { select: 'semver', range: '>=1.0.0-0' },
      ['2.0.0-rc.2', '2.0.0', '2.0.0-rc.10', '1.9.9', '0.9.0'],
      ['2.0.0', '2.0.0-rc.10', '2.0.0-rc.2', '1.9.9'],
    ],
    [
      'the whole name of a version before shorter ones',
      { select: 'semver', versions: 'partial' },
      ['1', '1.0', '1.0.0', 'v1.0'],
      ['v1.0', '1.0.0', '1.0', '1'],
    ],
    [
      'build metadata tells no version from another',
      { select: 'semver' },
      ['1.0.0+9', '1.0.0+10'],
      ['1.0.0+9', '1.0.0+10'],
    ],
    [
      'the lowest version, where it is asked for',
      { select: 'semver', order: 'desc' },
      ['1.2.0', '1.10.0', '1.0.0'],
      ['1.0.0', '1.2.0', '1.10.0'],
    ],
    [
      'numbers, not digits',
      { select: 'numeric' },
      ['9', '100', 'main', '-20', '20', '100.5'],
      ['100.5', '100', '20', '9', '-20'],
    ],
    [
      'the lowest number',
      { select: 'numeric', order: 'desc' },
      ['5', '-8', '-78', '25'],
      ['-78', '-8', '5', '25'],
    ],
    [
      'numbers that are extracted',
      { select: 'numeric', tags: ['^main-(\\d+)'], extract: '$1' },
      ['main-9-fff', 'main-10-aaa', 'next-11-bbb', 'main-abc'],
      ['main-10-aaa', 'main-9-fff'],
    ],
    [
      'equal numbers by name',
      { select: 'numeric', tags: ['^\\w+-(\\d+)'], extract: '$1' },
      ['a-7', 'c-7', 'b-7.0'],
      ['c-7', 'b-7.0', 'a-7'],
    ],
    [
      'the alphabet, whatever the locale',
      { select: 'alphabetical' },
      ['b', 'a', 'B', '10', '9', 'ä'],
      ['ä', 'b', 'a', 'B', '9', '10'],
    ],
    [
      'the alphabet from its end',
      { select: 'alphabetical', order: 'desc' },
      ['16.10', '16.04.1', '16.04', '20.04'],
      ['16.04', '16.04.1', '16.10', '20.04'],
    ],
    ['nothing among nothing', { select: 'semver' }, [], []],
    ['nothing that is eligible', { select: 'semver' }, ['main', 'b1.0.0'], []],
  ])('%s', (_, rule, tags, chosen) => {
    expect(
      selectTags(
        tagRule(rule),
        tags.map(name => ({ name })),
      ).map(({ name }) => name),
    ).toEqual(chosen);
  });

  it('the newest build first, equal times by name, unknown ones never', () => {
    const tags = [
      { name: 'b', createdAt: at(8) },
      { name: 'unknown' },
      { name: 'c', createdAt: at(9) },
      { name: 'a', createdAt: at(9) },
    ];
    const names = (order: string) =>
      selectTags(tagRule({ order }), tags).map(({ name }) => name);
    expect(names('asc')).toEqual(['c', 'a', 'b']);
    expect(names('desc')).toEqual(['b', 'a', 'c']);
  });

  it('hands back what it was given', () => {
    const tag = { name: '1.0.0', digest: 'sha256:1' };
    expect(selectTags(tagRule({ select: 'semver' }), [tag])[0]).toBe(tag);
  });
});
