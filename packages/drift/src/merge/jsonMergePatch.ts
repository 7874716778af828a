import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  jsonEqual,
} from '../json';

/**
 * Applies a JSON merge patch (RFC 7386): null takes a field out, lists are replaced.
 *
 * @public
 */
export function applyMergePatch(
  value: JsonValue | undefined,
  patch: JsonValue,
): JsonValue {
  if (!isJsonObject(patch)) return patch;
  const merged: JsonObject = isJsonObject(value) ? { ...value } : {};
  for (const [name, field] of Object.entries(patch)) {
    if (field === null) delete merged[name];
    else merged[name] = applyMergePatch(merged[name], field);
  }
  return merged;
}

/**
 * The JSON merge patch that leads from one object to another.
 *
 * @public
 */
export function createMergePatch(
  original: JsonObject,
  modified: JsonObject,
): JsonObject {
  const patch: JsonObject = {};
  for (const [name, value] of Object.entries(modified)) {
    const before = original[name];
    if (isJsonObject(before) && isJsonObject(value)) {
      const below = createMergePatch(before, value);
      if (Object.keys(below).length > 0) patch[name] = below;
    } else if (!jsonEqual(before, value)) {
      patch[name] = value;
    }
  }
  for (const name of Object.keys(original)) {
    if (modified[name] === undefined) patch[name] = null;
  }
  return patch;
}

/** The fields of a patch that take something out, or all the others. */
function only(patch: JsonObject, wanted: 'deletions' | 'changes'): JsonObject {
  const kept: JsonObject = {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) {
      if (wanted === 'deletions') kept[name] = null;
    } else if (isJsonObject(value)) {
      const below = only(value, wanted);
      const isEmptied =
        Object.keys(below).length === 0 &&
        (wanted === 'deletions' || Object.keys(value).length > 0);
      if (!isEmptied) kept[name] = below;
    } else if (wanted === 'changes') {
      kept[name] = value;
    }
  }
  return kept;
}

function combine(deletions: JsonObject, changes: JsonObject): JsonObject {
  const patch = { ...deletions };
  for (const [name, value] of Object.entries(changes)) {
    const known = patch[name];
    patch[name] =
      isJsonObject(known) && isJsonObject(value)
        ? combine(known, value)
        : value;
  }
  return patch;
}

/**
 * The JSON merge patch that gives a live object what is wanted and takes out what was wanted before: client-side apply
 * of a kind without a schema (apimachinery, util/jsonmergepatch).
 *
 * @public
 */
export function createThreeWayMergePatch(options: {
  original: JsonObject | undefined;
  modified: JsonObject;
  current: JsonObject;
}): JsonObject {
  const { original = {}, modified, current } = options;
  return combine(
    only(createMergePatch(original, modified), 'deletions'),
    only(createMergePatch(current, modified), 'changes'),
  );
}
