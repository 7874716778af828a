import { isJsonObject, type JsonValue } from './JsonValue';

function exact(value: number): bigint | undefined {
  return Number.isInteger(value) ? BigInt(value) : undefined;
}

/**
 * The same value: key order is free, list order counts, 1 is 1.0. Absent is not null.
 *
 * @public
 */
export function jsonEqual(
  a: JsonValue | undefined,
  b: JsonValue | undefined,
): boolean {
  if (a === b) return true;
  if (typeof a === 'bigint' && typeof b === 'number') return a === exact(b);
  if (typeof a === 'number' && typeof b === 'bigint') return b === exact(a);
  if (Array.isArray(a) && Array.isArray(b)) {
    return (
      a.length === b.length &&
      a.every((item, index) => jsonEqual(item, b[index]))
    );
  }
  if (isJsonObject(a) && isJsonObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every(key => key in b && jsonEqual(a[key], b[key]))
    );
  }
  return false;
}
