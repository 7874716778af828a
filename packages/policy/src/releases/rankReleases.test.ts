import fc from 'fast-check';
import { release } from '../__testUtils__/facts';
import { tagRule } from '../__testUtils__/tagRule';
import { isNewer, rankReleases } from './rankReleases';
import { comparedBy, type Order } from './TagRule';

const at = (minute: number) =>
  new Date(Date.UTC(2026, 2, 1, 8, minute)).toISOString();

describe('rankReleases', () => {
  it.each<[string, Order, string[], string[]]>([
    [
      'semver',
      'semver',
      ['1.9.0', '1.10.0', '1.2.0'],
      ['1.10.0', '1.9.0', '1.2.0'],
    ],
    [
      'a v in front',
      'semver',
      ['v1.9.0', '1.10.0', 'v2.0.0'],
      ['v2.0.0', '1.10.0', 'v1.9.0'],
    ],
    [
      'prereleases come before their release',
      'semver',
      ['2.0.0-rc.2', '2.0.0', '2.0.0-rc.10', '1.9.9'],
      ['2.0.0', '2.0.0-rc.10', '2.0.0-rc.2', '1.9.9'],
    ],
    [
      'tags that are no version come last',
      'semver',
      ['zeta', '0.0.1', 'latest'],
      ['0.0.1', 'latest', 'zeta'],
    ],
    ['numeric', 'numeric', ['9', '100', '20'], ['100', '20', '9']],
    [
      'tags that are no number come last',
      'numeric',
      ['2', 'main', '10', ''],
      ['10', '2', '', 'main'],
    ],
    ['alphabetical', 'alphabetical', ['9', '100', '20'], ['9', '20', '100']],
  ])('%s', (_, order, tags, ranked) => {
    expect(
      rankReleases(
        tags.map(tag => release(tag)),
        comparedBy(order),
      ).map(({ version }) => version),
    ).toEqual(ranked);
  });

  it.each<Order>(['newest', 'digest'])('%s: the last announced', order => {
    const ranked = rankReleases(
      [
        release('9.0.0', { announcedAt: at(1) }),
        release('1.0.0', { announcedAt: at(3) }),
        release('5.0.0', { announcedAt: at(2) }),
      ],
      comparedBy(order),
    );
    expect(ranked.map(({ version }) => version)).toEqual([
      '1.0.0',
      '5.0.0',
      '9.0.0',
    ]);
  });

  it('orders equal tags by announcement, then by id', () => {
    const ranked = rankReleases(
      [
        release('1.0.0', { id: 'c' }),
        release('1.0.0', { id: 'b' }),
        release('v1.0.0', { id: 'a', announcedAt: at(9) }),
        release('1.0.0', { id: 'd' }),
      ],
      comparedBy('semver'),
    );
    expect(ranked.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('compares what the rule extracts, and by its order', () => {
    const versions = (order: Parameters<typeof rankReleases>[1]) =>
      rankReleases(
        ['main-9-ff', 'pr-99', 'main-10-aa'].map(tag => release(tag)),
        order,
      ).map(({ version }) => version);
    const rule = {
      select: 'numeric' as const,
      tags: ['^main-(\\d+)'],
      extract: '$1',
    };
    expect(versions(tagRule(rule))).toEqual([
      'main-10-aa',
      'main-9-ff',
      'pr-99',
    ]);
    expect(versions(tagRule({ ...rule, order: 'desc' }))).toEqual([
      'main-9-ff',
      'main-10-aa',
      'pr-99',
    ]);
  });

  it('finds one order, whatever the order of its input', () => {
    const tag = fc.oneof(
      fc.constantFrom('1.0.0', 'v1.0.0', '1.0.0-rc.1', '1.0.0+b1', 'latest'),
      fc.constantFrom('', '7', '70', 'main', ' 7', '0x10', '1e3', 'NaN'),
      fc.string({ maxLength: 3 }),
    );
    const releases = fc.uniqueArray(
      fc.record({ id: fc.nat(30), tag, minute: fc.nat(3) }),
      { selector: ({ id }) => id, maxLength: 12 },
    );
    fc.assert(
      fc.property(
        releases.chain(list =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray(list, { minLength: list.length }),
          ),
        ),
        fc.constantFrom<Order>(
          'semver',
          'newest',
          'alphabetical',
          'numeric',
          'digest',
        ),
        ([list, shuffled], order) => {
          const ids = (items: typeof list) =>
            rankReleases(
              items.map(one =>
                release(one.tag, {
                  id: String(one.id),
                  announcedAt: at(one.minute),
                }),
              ),
              comparedBy(order),
            ).map(({ id }) => id);
          expect(ids(shuffled)).toEqual(ids(list));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('isNewer', () => {
  const early = { announcedAt: at(1) };
  const late = { announcedAt: at(2) };

  it.each<
    [
      string,
      Order,
      ReturnType<typeof release>,
      Parameters<typeof isNewer>[1],
      boolean,
    ]
  >([
    ['nothing is deployed', 'semver', release('1.0.0'), {}, true],
    [
      'a later version',
      'semver',
      release('1.10.0'),
      { release: release('1.9.0') },
      true,
    ],
    [
      'an earlier version announced later',
      'semver',
      release('1.8.0', late),
      { release: release('1.9.0', early) },
      false,
    ],
    [
      'itself',
      'semver',
      release('1.0.0'),
      { release: release('1.0.0') },
      false,
    ],
    [
      'the same tag announced again',
      'semver',
      release('1.0.0', { id: 'again', ...late }),
      { release: release('1.0.0', early) },
      true,
    ],
    [
      'later than an unknown tag',
      'semver',
      release('1.1.0'),
      { version: 'v1.0.0' },
      true,
    ],
    [
      'earlier than an unknown tag',
      'semver',
      release('1.1.0'),
      { version: '1.2.0' },
      false,
    ],
    [
      'a version over a tag that is none',
      'semver',
      release('1.1.0'),
      { version: 'latest' },
      true,
    ],
    [
      'a tag that is no version over one',
      'semver',
      release('latest'),
      { version: '1.1.0' },
      false,
    ],
    [
      'the deployed tag',
      'newest',
      release('main-1'),
      { version: 'main-1' },
      false,
    ],
    [
      'another digest of a tag that moves',
      'digest',
      release('next'),
      { version: 'main' },
      true,
    ],
    ['another tag', 'newest', release('main-0'), { version: 'main-1' }, true],
    [
      'announced later',
      'newest',
      release('a', late),
      { release: release('b', early) },
      true,
    ],
    [
      'announced earlier',
      'newest',
      release('b', early),
      { release: release('a', late) },
      false,
    ],
    ['a number over text', 'numeric', release('1'), { version: 'main' }, true],
    ['text over a number', 'numeric', release('main'), { version: '1' }, false],
  ])('%s', (_, order, candidate, deployed, newer) => {
    expect(isNewer(candidate, deployed, comparedBy(order))).toBe(newer);
  });
});
