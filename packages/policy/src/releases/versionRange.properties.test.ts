import fc from 'fast-check';
import { parse, satisfies } from 'semver';
import { parseRange, placeInRange } from './versionRange';

const NUMBER = fc.integer({ min: 0, max: 3 }).map(String);

const COMPARATOR = fc
  .tuple(
    fc.constantFrom('', '=', '>', '>=', '<', '<=', '~', '^'),
    NUMBER,
    fc.option(fc.oneof(NUMBER, fc.constant('x'))),
    fc.option(NUMBER),
  )
  .map(([operator, major, minor, patch]) =>
    [
      `${operator}${major}`,
      ...(minor === null ? [] : [minor]),
      // What stands behind an `x` is an `x`, or nothing.
      ...(minor === null || minor === 'x' || patch === null ? [] : [patch]),
    ].join('.'),
  );

const RANGE = fc
  .array(fc.array(COMPARATOR, { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 3,
  })
  .map(alternatives => ({
    ours: alternatives.map(all => all.join(', ')).join(' || '),
    npm: alternatives.map(all => all.join(' ')).join(' || '),
  }));

const VERSION = fc.tuple(NUMBER, NUMBER, NUMBER).map(all => all.join('.'));

function placeOf(range: string, version: string) {
  const parsed = parseRange(range);
  const read = parse(version);
  return parsed.status === 'valid' && read
    ? placeInRange(parsed.value, read)
    : 'unreadable';
}

describe('a range', () => {
  it('means of releases what npm means by it, however it is spelled', () => {
    fc.assert(
      fc.property(RANGE, VERSION, ({ ours, npm }, version) => {
        const expected = satisfies(version, npm) ? 'inside' : 'outside';
        expect(placeOf(ours, version)).toBe(expected);
        expect(placeOf(npm, version)).toBe(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes a prerelease only where it names one', () => {
    fc.assert(
      fc.property(RANGE, VERSION, ({ ours }, version) => {
        expect(placeOf(ours, `${version}-rc.1`)).not.toBe('inside');
      }),
    );
  });

  it('reads any text without an error', () => {
    const text = fc
      .array(fc.constantFrom(...'0129.xv*<>=~^!|,- abc+'), { maxLength: 12 })
      .map(all => all.join(''));
    fc.assert(
      fc.property(text, range => {
        expect(parseRange(range)).toMatchObject({
          status: expect.stringMatching(/^(in)?valid$/),
        });
      }),
      { numRuns: 1_000 },
    );
  });
});
