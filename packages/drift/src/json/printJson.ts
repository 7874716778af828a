import type { JsonValue } from './JsonValue';

/**
 * Prints JSON, bigints as integers.
 *
 * @param options - `keys` are in the order they were read in, or sorted, so that equal values are equal texts.
 *
 * @public
 */
export function printJson(
  value: JsonValue,
  options: { keys: 'asRead' | 'sorted' } = { keys: 'asRead' },
): string {
  if (typeof value === 'bigint') return value.toString();
  // The shortest text for a large double is another integer.
  if (isLargeInteger(value)) return BigInt(value).toString();
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    return `[${value.map(item => printJson(item, options)).join(',')}]`;
  }
  const keys = Object.keys(value);
  if (options.keys === 'sorted') keys.sort();
  return `{${keys
    .map(key => `${JSON.stringify(key)}:${printJson(value[key], options)}`)
    .join(',')}}`;
}

function isLargeInteger(value: JsonValue): value is number {
  return (
    typeof value === 'number' &&
    Number.isInteger(value) &&
    !Number.isSafeInteger(value) &&
    Math.abs(value) < 1e21
  );
}
