const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL = new Map([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
]);
const FORM =
  /^([+-]?)(\d+\.?\d*|\.\d+)(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d+)?$/;
const NANO = 1_000_000_000n;

function decimal(nanos: bigint, exponent: 'suffix' | 'exponent'): string {
  let mantissa = nanos;
  let power = -9;
  while (mantissa !== 0n && power < 18 && mantissa % 1000n === 0n) {
    mantissa /= 1000n;
    power += 3;
  }
  if (exponent === 'exponent')
    return power === 0 ? `${mantissa}` : `${mantissa}e${power}`;
  const [suffix] = [...DECIMAL].find(([, value]) => value === power) ?? [''];
  return `${mantissa}${suffix}`;
}

/**
 * A quantity in the one spelling the API server writes: no fraction, and the
 * largest suffix of its own family (apimachinery, api/resource/quantity.go).
 * A text that is no quantity is undefined.
 */
export function canonicalQuantity(text: string): string | undefined {
  const [, sign, digits, suffix = ''] = FORM.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const [whole = '', fraction = ''] = digits.split('.');
  const binary = BINARY.indexOf(suffix);
  const isBinary = suffix !== '' && binary > 0;
  const isExponent = /^[eE][+-]?\d+$/.test(suffix);
  const power = isExponent ? Number(suffix.slice(1)) : DECIMAL.get(suffix) ?? 0;
  const scaled = BigInt(`${whole}${fraction}` || '0');
  let nanos = isBinary
    ? scaled * 1024n ** BigInt(binary) * NANO
    : scaled * 10n ** BigInt(Math.max(power + 9, 0));
  const divisor =
    10n ** BigInt(fraction.length) *
    (isBinary ? 1n : 10n ** BigInt(Math.max(-(power + 9), 0)));
  // More precision than a billionth is rounded up.
  nanos = (nanos + divisor - 1n) / divisor;
  if (nanos === 0n) return '0';
  const minus = sign === '-' ? '-' : '';
  if (isBinary && nanos >= 1024n * NANO && nanos % NANO === 0n) {
    let units = nanos / NANO;
    let step = 0;
    while (step < BINARY.length - 1 && units % 1024n === 0n) {
      units /= 1024n;
      step += 1;
    }
    return `${minus}${units}${BINARY[step]}`;
  }
  return `${minus}${decimal(nanos, isExponent ? 'exponent' : 'suffix')}`;
}

/** Compares two canonical quantities by value. */
export function compareQuantities(a: string, b: string): number {
  const difference = nanosOf(a) - nanosOf(b);
  if (difference === 0n) return 0;
  return difference > 0n ? 1 : -1;
}

function nanosOf(canonical: string): bigint {
  const [, sign, digits = '0', suffix = ''] = FORM.exec(canonical) ?? [];
  const binary = BINARY.indexOf(suffix);
  const value = BigInt(digits.split('.')[0] || '0');
  const power = /^[eE]/.test(suffix)
    ? Number(suffix.slice(1))
    : DECIMAL.get(suffix) ?? 0;
  const nanos =
    binary > 0
      ? value * 1024n ** BigInt(binary) * NANO
      : value * 10n ** BigInt(Math.max(power + 9, 0));
  return sign === '-' ? -nanos : nanos;
}
