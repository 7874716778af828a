import fc from 'fast-check';
import { tagRule } from '../__testUtils__/tagRule';
import { judgeTag, selectTags } from './judgeTag';
import type { Order, TagRule } from './TagRule';
import type { TagFacts } from './tagValue';

const TAGS = fc.uniqueArray(
  fc.record(
    {
      name: fc.oneof(
        fc.constantFrom('1.0.0', 'v1.0.0', '1.0', '1.0.0-rc.1', 'latest'),
        fc.constantFrom('7', '7.0', '70', 'main-7', 'main-70', '-7', ''),
        fc
          .tuple(fc.nat(3), fc.nat(3), fc.nat(3))
          .map(numbers => numbers.join('.')),
        fc.string({ maxLength: 4 }),
      ),
      createdAt: fc
        .nat(4)
        .map(hour => new Date(Date.UTC(2026, 2, 1, hour)).toISOString()),
    },
    { requiredKeys: ['name'] },
  ),
  { selector: ({ name }) => name, maxLength: 15 },
);

const SELECT = fc.constantFrom<Order>(
  'semver',
  'newest',
  'alphabetical',
  'numeric',
);

const RULES: fc.Arbitrary<Partial<TagRule>> = fc.oneof(
  fc.record({
    select: SELECT,
    order: fc.constantFrom('asc', 'desc'),
    versions: fc.constantFrom('full', 'partial'),
    ignore: fc.constantFrom<string[]>([], ['^v'], ['rc']),
  }),
  fc.constantFrom<Partial<TagRule>>(
    { select: 'numeric', tags: ['(\\d+)'], extract: '$1' },
    { select: 'semver', range: '>=1.0.0-0 <3' },
    { select: 'digest', tags: ['^[a-z]'] },
  ),
);

const names = (tags: TagFacts[]) => tags.map(({ name }) => name);

describe('selectTags', () => {
  it('chooses exactly what is eligible', () => {
    fc.assert(
      fc.property(RULES, TAGS, (written, tags) => {
        const rule = tagRule(written);
        const eligible = tags.filter(
          tag => judgeTag(rule, tag).status === 'eligible',
        );
        expect(names(selectTags(rule, tags)).sort()).toEqual(
          names(eligible).sort(),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('finds one order, whatever the order of its input and whoever else is there', () => {
    const shuffled = TAGS.chain(tags =>
      fc.tuple(
        fc.constant(tags),
        fc.shuffledSubarray(tags, { minLength: tags.length }),
        fc.subarray(tags),
      ),
    );
    fc.assert(
      fc.property(RULES, shuffled, (written, [tags, others, some]) => {
        const rule = tagRule(written);
        const order = names(selectTags(rule, tags));
        expect(names(selectTags(rule, others))).toEqual(order);
        const few = new Set(names(some));
        expect(names(selectTags(rule, some))).toEqual(
          order.filter(name => few.has(name)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('gives every tag that is left out a sentence', () => {
    fc.assert(
      fc.property(RULES, TAGS, (written, tags) => {
        const rule = tagRule(written);
        const reasons = tags.flatMap(tag => {
          const verdict = judgeTag(rule, tag);
          return verdict.status === 'excluded' ? [verdict.reason] : [];
        });
        expect(reasons).toHaveLength(
          tags.length - selectTags(rule, tags).length,
        );
        expect(reasons.filter(one => !/[^]{10,}\.$/.test(one))).toEqual([]);
      }),
    );
  });

  it('ends on 50,000 tags that were made to keep a pattern going back', () => {
    const rule = tagRule({
      select: 'numeric',
      tags: ['^((a+)+)+(\\d+)$'],
      extract: '$3',
    });
    const tags = Array.from({ length: 50_000 }, (_, index) => ({
      name: `${'a'.repeat(195)}${index % 1_000 === 0 ? index : '!'}`,
    }));
    const chosen = selectTags(rule, tags);
    expect(chosen).toHaveLength(50);
    expect(chosen[0].name).toBe(`${'a'.repeat(195)}49000`);
  });
});
