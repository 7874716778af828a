import { isMap, JsonObject, JsonValue } from './json';

/** The value at a path of map keys, or undefined. */
export function valueAt(
  object: JsonValue | undefined,
  ...path: string[]
): JsonValue | undefined {
  let value = object;
  for (const key of path) {
    if (!isMap(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

/** The map at a path; an empty one where there is none. */
export function mapAt(
  object: JsonValue | undefined,
  ...path: string[]
): JsonObject {
  const value = valueAt(object, ...path);
  return isMap(value) ? value : {};
}

/** The list at a path; an empty one where there is none. */
export function listAt(
  object: JsonValue | undefined,
  ...path: string[]
): JsonValue[] {
  const value = valueAt(object, ...path);
  return Array.isArray(value) ? value : [];
}

/** The items of a list that are maps. */
export function mapsAt(
  object: JsonValue | undefined,
  ...path: string[]
): JsonObject[] {
  return listAt(object, ...path).filter(isMap);
}

/** The text at a path. */
export function textAt(
  object: JsonValue | undefined,
  ...path: string[]
): string | undefined {
  const value = valueAt(object, ...path);
  return typeof value === 'string' ? value : undefined;
}

/** The texts of a list. */
export function textsAt(
  object: JsonValue | undefined,
  ...path: string[]
): string[] {
  return listAt(object, ...path).filter(item => typeof item === 'string');
}

/** The number at a path. */
export function numberAt(
  object: JsonValue | undefined,
  ...path: string[]
): number | undefined {
  const value = valueAt(object, ...path);
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' ? value : undefined;
}

/** A map of texts, such as labels; other values are left out. */
export function textMapAt(
  object: JsonValue | undefined,
  ...path: string[]
): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [key, value] of Object.entries(mapAt(object, ...path))) {
    if (typeof value === 'string') texts[key] = value;
  }
  return texts;
}
