/** A decimal number with all its digits: build numbers are longer than what a float tells apart. */
export interface Decimal {
  sign: -1 | 0 | 1;
  /** Without leading zeros. */
  whole: string;
  /** Without trailing zeros. */
  fraction: string;
}

/**
 * Reads a decimal number.
 *
 * @remarks
 *
 * Flux also reads exponents, hexadecimal digits, infinity and NaN. Here they are no numbers: a short commit hash such as
 * `12e4567` would be larger than every build number to come.
 */
export function parseDecimal(text: string): Decimal | undefined {
  const match = /^([+-]?)(?=\.?\d)(\d*)\.?(\d*)$/.exec(text);
  if (!match) return undefined;
  const whole = match[2].replace(/^0+/, '');
  const fraction = match[3].replace(/(?<!0)0+$/, '');
  if (whole === '' && fraction === '') return { sign: 0, whole, fraction };
  return { sign: match[1] === '-' ? -1 : 1, whole, fraction };
}

/** Less than zero where `one` is the smaller, more where it is the larger. */
export function compareDecimals(one: Decimal, other: Decimal): number {
  if (one.sign !== other.sign) return one.sign - other.sign;
  if (one.whole.length !== other.whole.length) {
    return one.sign * (one.whole.length - other.whole.length);
  }
  // Of the same length before the point, digits compare as texts do.
  const digits = ({ whole, fraction }: Decimal) => `${whole}.${fraction}`;
  if (digits(one) === digits(other)) return 0;
  return digits(one) < digits(other) ? -one.sign : one.sign;
}
