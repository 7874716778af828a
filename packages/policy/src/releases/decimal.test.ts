import fc from 'fast-check';
import { compareDecimals, type Decimal, parseDecimal } from './decimal';

function decimal(text: string): Decimal {
  const parsed = parseDecimal(text);
  if (!parsed) throw new Error(`${text} is no number`);
  return parsed;
}

describe('parseDecimal', () => {
  it.each(['', '.', '-', '+', '1.2.3', '1e3', '0x10', 'NaN', 'Inf', '1_0'])(
    '%j is no number',
    text => expect(parseDecimal(text)).toBeUndefined(),
  );

  it.each([' 1', '1 ', '1,5', '12e4567', '--1', 'v1', '１'])(
    '%j is no number either',
    text => expect(parseDecimal(text)).toBeUndefined(),
  );

  it.each([
    ['0', '-0'],
    ['1', '01'],
    ['1', '+1.'],
    ['0.5', '.50'],
    ['-2.5', '-02.500'],
    ['0', '000.000'],
  ])('%s is %s', (one, other) => {
    expect(compareDecimals(decimal(one), decimal(other))).toBe(0);
  });

  it('tells apart what a float does not', () => {
    const [one, other] = ['20260115123456789', '20260115123456790'];
    expect(Number('9007199254740993')).toBe(Number('9007199254740992'));
    expect(
      compareDecimals(decimal('9007199254740993'), decimal('9007199254740992')),
    ).toBeGreaterThan(0);
    expect(compareDecimals(decimal(one), decimal(other))).toBeLessThan(0);
  });

  it('orders as integers of a common denominator do', () => {
    const number = fc.tuple(
      fc.constantFrom('', '-', '+'),
      fc.bigInt({ min: 0n, max: 10n ** 30n }),
      fc.bigInt({ min: 0n, max: 9_999n }),
    );
    const textOf = ([sign, whole, fraction]: [string, bigint, bigint]) =>
      `${sign}${whole}.${String(fraction).padStart(4, '0')}`;
    const valueOf = ([sign, whole, fraction]: [string, bigint, bigint]) =>
      (sign === '-' ? -1n : 1n) * (whole * 10_000n + fraction);
    fc.assert(
      fc.property(number, number, (one, other) => {
        const [left, right] = [valueOf(one), valueOf(other)];
        const order = left < right ? -1 : Number(left > right);
        expect(
          Math.sign(
            compareDecimals(decimal(textOf(one)), decimal(textOf(other))),
          ),
        ).toBe(order);
      }),
    );
  });
});
