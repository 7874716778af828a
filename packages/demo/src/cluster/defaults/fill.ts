import { isMap, JsonObject, JsonValue } from '../objects/json';

/** Changes an object in place: only ever a private copy of a written one. */
export type Defaulter = (object: JsonObject) => void;

/** Sets a key that has no value yet. */
export function fill(map: JsonObject, key: string, value: JsonValue): void {
  if (map[key] === undefined || map[key] === null) map[key] = value;
}

/** The map under a key, made where there is none. */
export function ensureMap(map: JsonObject, key: string): JsonObject {
  const found = map[key];
  if (isMap(found)) return found;
  const made: JsonObject = {};
  map[key] = made;
  return made;
}

/** Applies a defaulter to the map under a key, where there is one. */
export function within(
  map: JsonObject,
  key: string,
  defaulter: Defaulter,
): void {
  const found = map[key];
  if (isMap(found)) defaulter(found);
}

/** Applies a defaulter to each map in a list, where there is one. */
export function each(map: JsonObject, key: string, defaulter: Defaulter): void {
  const found = map[key];
  if (!Array.isArray(found)) return;
  for (const item of found) if (isMap(item)) defaulter(item);
}
