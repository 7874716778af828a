import { type PathElement, valueAtPath, withValueAtPath } from '../fields';
import { fieldElement } from '../fields/element';
import { isJsonObject, jsonEqual, type JsonObject } from '../json';
import { withBuiltInDefaults } from './withBuiltInDefaults';

/**
 * An object of a kind of Kubernetes itself without what the server would fill in again below a path: as a person would
 * have written it. What is at the path itself stays.
 *
 * @public
 */
export function withoutBuiltInDefaults(
  object: JsonObject,
  path: readonly PathElement[],
): JsonObject {
  const whole = withBuiltInDefaults(object);
  return prune(object, path, candidate =>
    jsonEqual(withBuiltInDefaults(candidate), whole),
  );
}

function prune(
  object: JsonObject,
  path: readonly PathElement[],
  isSame: (candidate: JsonObject) => boolean,
): JsonObject {
  let pruned = object;
  for (const below of elementsOf(valueAtPath(object, path))) {
    const place = [...path, below];
    const candidate = withValueAtPath(pruned, place, undefined);
    pruned =
      below.startsWith('f:') && isSame(candidate)
        ? candidate
        : prune(pruned, place, isSame);
  }
  return pruned;
}

function elementsOf(value: ReturnType<typeof valueAtPath>): PathElement[] {
  if (Array.isArray(value)) return value.map((_, index) => `i:${index}`);
  return isJsonObject(value) ? Object.keys(value).map(fieldElement) : [];
}
