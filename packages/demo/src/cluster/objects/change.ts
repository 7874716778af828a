import { isMap, JsonObject, JsonValue } from './json';

/** A copy in which the value at a path is another; maps on the way are made. */
export function withValue(
  object: JsonObject,
  path: readonly string[],
  value: JsonValue,
): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return isMap(value) ? value : object;
  const child = object[key];
  return {
    ...object,
    [key]:
      rest.length === 0
        ? value
        : withValue(isMap(child) ? child : {}, rest, value),
  };
}

/** A copy without the key at a path. */
export function withoutValue(
  object: JsonObject,
  path: readonly string[],
): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined || !Object.hasOwn(object, key)) return object;
  if (rest.length === 0) {
    const { [key]: _, ...others } = object;
    return others;
  }
  const child = object[key];
  if (!isMap(child)) return object;
  return { ...object, [key]: withoutValue(child, rest) };
}

/** A copy with the value at a path as in another object, or without it. */
export function withValueOf(
  object: JsonObject,
  other: JsonObject,
  path: readonly string[],
): JsonObject {
  let value: JsonValue | undefined = other;
  for (const key of path) value = isMap(value) ? value[key] : undefined;
  return value === undefined
    ? withoutValue(object, path)
    : withValue(object, path, value);
}
