import type { JsonValue } from '../json';

/**
 * An amount of a resource, exactly (apimachinery, api/resource, "Quantity").
 *
 * @public
 */
export interface Quantity {
  /** In billionths, the finest step there is. */
  nano: bigint;
  /** The family of suffixes it is printed with. */
  format: 'DecimalSI' | 'BinarySI' | 'DecimalExponent';
}

/** How an amount is scaled: `1000^n` or `10^n`, or `1024^n`. */
type Scale =
  | { format: 'DecimalSI' | 'DecimalExponent'; ten: number }
  | { format: 'BinarySI'; two: number };

const FORM = /^([+-]?)(\d*)(?:\.(\d*))?(|[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)$/;

const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** Place of the plain unit among the decimal suffixes. */
const UNIT = 3;

const NANO_DIGITS = 9;
const NANO = 10n ** BigInt(NANO_DIGITS);

/** Binary amounts are capped here, as they have always been. */
const LARGEST_BINARY = (2n ** 63n - 1n) * NANO;

/** Longer texts and larger exponents are no amounts of anything. */
const MAX_LENGTH = 256;
const MAX_EXPONENT = 1000;

function scaleOf(suffix: string): Scale | undefined {
  const binary = BINARY.indexOf(suffix);
  if (binary > 0) return { format: 'BinarySI', two: binary * 10 };
  const decimal = DECIMAL.indexOf(suffix);
  if (decimal >= 0) return { format: 'DecimalSI', ten: (decimal - UNIT) * 3 };
  const ten = Number(suffix.slice(1));
  return Math.abs(ten) <= MAX_EXPONENT
    ? { format: 'DecimalExponent', ten }
    : undefined;
}

/** Away from zero: who asks for some gets some. */
function divideUp(amount: bigint, by: bigint): bigint {
  return (amount + by - 1n) / by;
}

/** A whole number times ten to a power, in billionths. */
function toNano(digits: bigint, power: number): bigint {
  const exponent = power + NANO_DIGITS;
  return exponent >= 0
    ? digits * 10n ** BigInt(exponent)
    : divideUp(digits, 10n ** BigInt(-exponent));
}

/**
 * Reads a quantity: `500m`, `1.5Gi`, `1e3`. What is finer than a billionth is rounded away from zero; binary amounts
 * are capped at 2^63 - 1.
 *
 * @returns undefined for a text that is no quantity.
 *
 * @public
 */
export function parseQuantity(text: string): Quantity | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const [match, sign, whole = '', fraction = '', suffix = ''] =
    FORM.exec(text) ?? [];
  if (match === undefined || whole + fraction === '') return undefined;
  const scale = scaleOf(suffix);
  if (!scale) return undefined;
  const digits = BigInt(whole + fraction);
  const signed = (nano: bigint) => (sign === '-' ? -nano : nano);
  if (scale.format !== 'BinarySI') {
    const nano = toNano(digits, scale.ten - fraction.length);
    return { nano: signed(nano), format: scale.format };
  }
  const exact = toNano(digits * 2n ** BigInt(scale.two), -fraction.length);
  const nano = exact > LARGEST_BINARY ? LARGEST_BINARY : exact;
  // Less than one is told apart from one only with decimal suffixes.
  const format = nano > 0n && nano < NANO ? 'DecimalSI' : scale.format;
  return { nano: signed(nano), format };
}

/**
 * Reads a quantity where JSON has one: a text, blank space around it left out, or a number.
 *
 * @public
 */
export function readQuantity(
  value: JsonValue | undefined,
): Quantity | undefined {
  switch (typeof value) {
    case 'string':
      return parseQuantity(value.trim());
    case 'number':
    case 'bigint':
      return parseQuantity(String(value));
    default:
      return undefined;
  }
}

/** The largest power of a base that divides a number, up to a limit. */
function takeOut(
  amount: bigint,
  base: bigint,
  limit: number,
): { rest: bigint; times: number } {
  let rest = amount;
  let times = 0;
  while (times < limit && rest !== 0n && rest % base === 0n) {
    rest /= base;
    times += 1;
  }
  return { rest, times };
}

/**
 * The one spelling that an API server writes: no fraction, and the largest suffix of the same family. Binary amounts
 * that are small or not whole are printed with decimal suffixes.
 *
 * @public
 */
export function printQuantity({ nano, format }: Quantity): string {
  if (nano === 0n) return '0';
  const size = nano < 0n ? -nano : nano;
  if (format === 'BinarySI' && size >= 1024n * NANO && size % NANO === 0n) {
    const { rest, times } = takeOut(nano / NANO, 1024n, BINARY.length - 1);
    return `${rest}${BINARY[times]}`;
  }
  if (format === 'DecimalExponent') {
    const { rest, times } = takeOut(nano, 1000n, MAX_EXPONENT);
    return times === UNIT ? `${rest}` : `${rest}e${(times - UNIT) * 3}`;
  }
  const { rest, times } = takeOut(nano, 1000n, DECIMAL.length - 1);
  return `${rest}${DECIMAL[times]}`;
}

/**
 * Which is more; 0 where both are the same amount, however they are spelled.
 *
 * @public
 */
export function compareQuantities(a: Quantity, b: Quantity): -1 | 0 | 1 {
  if (a.nano === b.nano) return 0;
  return a.nano < b.nano ? -1 : 1;
}

/**
 * The amount as a decimal number, without loss: `0.5`, `1126.4`.
 *
 * @public
 */
export function printDecimal({ nano }: Quantity): string {
  const digits = String(nano < 0n ? -nano : nano).padStart(
    NANO_DIGITS + 1,
    '0',
  );
  const whole = digits.slice(0, -NANO_DIGITS);
  const fraction = digits.slice(-NANO_DIGITS).replace(/0+$/, '');
  return `${nano < 0n ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
}

/**
 * The nearest double.
 *
 * @public
 */
export function quantityToNumber(quantity: Quantity): number {
  return Number(printDecimal(quantity));
}
