import { isJsonObject, type JsonValue, valueAt } from '../../json';

/** A value, and the object it is a field of. */
export interface Found {
  value: JsonValue;
  owner: JsonValue;
}

/** All values that a pointer with `*` parts names. */
export function valuesAt(
  value: JsonValue,
  parts: string[],
  owner: JsonValue = value,
): Found[] {
  const [part, ...rest] = parts;
  if (part === undefined) return [{ value, owner }];
  if (part !== '*') {
    const found = valueAt(value, [part]);
    return found === undefined ? [] : valuesAt(found, rest, value);
  }
  if (Array.isArray(value)) {
    return value.flatMap(item => valuesAt(item, rest, value));
  }
  return isJsonObject(value)
    ? Object.values(value).flatMap(item => valuesAt(item, rest, value))
    : [];
}
