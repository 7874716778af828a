import * as fc from 'fast-check';
import {
  compareQuantities,
  parseQuantity,
  printDecimal,
  printQuantity,
  quantityToNumber,
  readQuantity,
} from '.';

function canonical(text: string): string | undefined {
  const quantity = parseQuantity(text);
  return quantity && printQuantity(quantity);
}

describe('a quantity', () => {
  it.each([
    ['0.5', '500m'],
    ['1000m', '1'],
    ['1024', '1024'],
    ['1024Mi', '1Gi'],
    ['1.5Gi', '1536Mi'],
    ['0.5Ki', '512'],
    ['.001Ki', '1024m'],
    ['0.0001m', '100n'],
    ['0.0000000001', '1n'],
    ['-1.5', '-1500m'],
    ['+2', '2'],
    ['1.', '1'],
    ['1e3', '1e3'],
    ['.001e12', '1e9'],
    ['1000E', '1000E'],
    ['20Ei', `${2n ** 63n - 1n}`],
    ['00', '0'],
    ['0Gi', '0'],
  ])('%s is printed as %s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });

  it.each([
    '',
    '.',
    '+',
    'lots',
    '1 Gi',
    ' 1',
    '1.1.M',
    '1ki',
    '1e',
    '1e99999',
  ])('"%s" is none', text => {
    expect(parseQuantity(text)).toBeUndefined();
  });

  it.each([
    ['1', '1000m', 0],
    ['1Gi', '1G', 1],
    ['-1', '1', -1],
    ['92233720368547758070', '10', 1],
  ])('%s against %s is %s', (a, b, order) => {
    const [one, other] = [parseQuantity(a), parseQuantity(b)];
    expect(one && other && compareQuantities(one, other)).toBe(order);
  });

  it.each([
    [' 1 ', '1'],
    [0.2, '0.2'],
    [1e-7, '0.0000001'],
    [2n ** 60n, `${2n ** 60n}`],
    [true, undefined],
    [null, undefined],
  ])('is read from JSON: %s', (value, decimal) => {
    const quantity = readQuantity(value);
    expect(quantity && printDecimal(quantity)).toBe(decimal);
  });

  it('is the nearest double as a number', () => {
    const quantity = parseQuantity('1.1Ki');
    expect(quantity && quantityToNumber(quantity)).toBe(1126.4);
  });

  it('is the same amount in the spelling it is printed in', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.nat({ max: 10 }),
        fc.constantFrom('n', 'u', 'm', '', 'k', 'G', 'E', 'Ki', 'Ti', 'e-3'),
        (digits, point, suffix) => {
          const text = String(digits);
          const at = Math.max(text.length - point, digits < 0n ? 1 : 0);
          const read = parseQuantity(
            `${text.slice(0, at)}.${text.slice(at)}${suffix}`,
          );
          expect(read).toBeDefined();
          const again = read && parseQuantity(printQuantity(read));
          expect(again?.nano).toBe(read?.nano);
        },
      ),
    );
  });
});
