import type { JsonValue } from '../json';

const PART = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;
const WHOLE = new RegExp(`^[+-]?(?:${PART.source})+$`);

const NANOSECONDS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

function trimmed(value: number): string {
  return value.toFixed(9).replace(/\.?0+$/, '');
}

/** A duration as Go prints it: `8760h` is `8760h0m0s` (package time, "Duration.String"). Anything else stays. */
export function canonicalDuration(value: JsonValue): JsonValue {
  if (typeof value !== 'string' || value === '0') return value;
  if (!WHOLE.test(value)) return value;
  let total = 0;
  for (const [, amount, unit] of value.matchAll(PART)) {
    total += Number(amount) * NANOSECONDS[unit];
  }
  const sign = value.startsWith('-') && total > 0 ? '-' : '';
  if (total === 0) return '0s';
  if (total < 1e3) return `${sign}${trimmed(total)}ns`;
  if (total < 1e6) return `${sign}${trimmed(total / 1e3)}µs`;
  if (total < 1e9) return `${sign}${trimmed(total / 1e6)}ms`;
  const hours = Math.floor(total / 3600e9);
  const minutes = Math.floor((total % 3600e9) / 60e9);
  const seconds = trimmed((total % 60e9) / 1e9);
  if (hours > 0) return `${sign}${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${sign}${minutes}m${seconds}s` : `${sign}${seconds}s`;
}
