import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  jsonEqual,
  printJson,
} from '../json';
import type { TypeSchema } from '../schema';
import {
  holdsObjects,
  type ListMerge,
  listOf,
  ORDER_OF,
  PATCH,
  type PatchedField,
  patchedField,
  REMOVE_FROM,
  RETAIN_KEYS,
  type Target,
  withoutDirectives,
  withoutNulls,
} from './directives';
import { removeItems, retainKeys } from './fieldDirectives';
import {
  indexIn,
  isSameItem,
  orderItems,
  placesOf,
  requireOrder,
} from './itemOrder';
import { PatchError } from './PatchError';

/**
 * Applies a strategic merge patch: lists of a kind that Kubernetes knows are merged by their key, and directives in the
 * patch say what to remove, replace and how to order (apimachinery, util/strategicpatch). Refusals are in the words of
 * API servers, which clients look for.
 *
 * @throws PatchError where the patch contradicts itself or an item lacks its key.
 *
 * @public
 */
export function applyStrategicPatch(
  object: JsonObject,
  patch: JsonObject,
  type: TypeSchema,
): JsonObject {
  return mergeObjects(object, patch, type, 'document');
}

/** Two patches as one: what both say must not contradict. */
export function combinePatches(
  first: JsonObject,
  second: JsonObject,
  type: TypeSchema,
): JsonObject {
  return mergeObjects(first, second, type, 'patch');
}

function mergeObjects(
  original: JsonObject,
  patch: JsonObject,
  type: TypeSchema,
  target: Target,
): JsonObject {
  if (PATCH in patch) {
    const { [PATCH]: directive, ...rest } = patch;
    if (directive === 'replace') return rest;
    if (directive === 'delete') return {};
    throw new PatchError(`unknown patch type ${printJson(directive)} in map`);
  }
  const { [RETAIN_KEYS]: retained, ...rest } = patch;
  const merged =
    retained === undefined
      ? { ...original }
      : retainKeys(original, rest, retained, target);
  const done = mergeOrdered(merged, rest, type, target);
  for (const [name, value] of Object.entries(rest)) {
    if (done.has(name) || name.startsWith(ORDER_OF)) continue;
    if (name.startsWith(REMOVE_FROM)) {
      removeItems(merged, name, value, target);
    } else if (value === null) {
      if (target === 'patch') merged[name] = null;
      else delete merged[name];
    } else {
      const result = mergeValue(
        merged[name],
        value,
        patchedField(type, name),
        target,
      );
      if (result !== undefined) merged[name] = result;
    }
  }
  return merged;
}

/** Merges the lists whose order a patch gives. @returns their names, which are done with. */
function mergeOrdered(
  merged: JsonObject,
  patch: JsonObject,
  type: TypeSchema,
  target: Target,
): ReadonlySet<string> {
  const done = new Set<string>();
  for (const [directive, order] of Object.entries(patch)) {
    if (!directive.startsWith(ORDER_OF)) continue;
    if (!Array.isArray(order)) {
      throw new PatchError(
        `invalid patch format of setElementOrder list: ${directive} is no list`,
      );
    }
    if (target === 'patch') {
      const known = merged[directive];
      if (known !== undefined && !jsonEqual(known, order)) {
        throw new PatchError(
          `invalid patch format of setElementOrder list: ${directive} differs in two patches`,
        );
      }
      merged[directive] = order;
    }
    const name = directive.slice(ORDER_OF.length);
    const before = merged[name];
    const items = patch[name];
    if (before === undefined && items === undefined) continue;
    const field = patchedField(type, name);
    const merge: ListMerge =
      field.key === undefined ? { by: 'value' } : { by: 'key', key: field.key };
    requireOrder(listOf(items), order, merge);
    const list = listIn({ before, items, field, target });
    merged[name] = orderItems({
      merged: list,
      named: order,
      before: placesOf(listOf(before), listOf(items), merge),
      merge,
    });
    done.add(name);
  }
  return done;
}

/** A list with the items of a patch, in no order yet. */
function listIn(options: {
  before: JsonValue | undefined;
  items: JsonValue | undefined;
  field: PatchedField;
  target: Target;
}): JsonValue[] {
  const { before, items, field, target } = options;
  if (before === undefined) return listOf(withoutDirectives(items ?? []));
  if (items === undefined) return listOf(before);
  return listOf(mergeValue(before, items, field, target));
}

function mergeValue(
  original: JsonValue | undefined,
  patch: JsonValue,
  field: PatchedField,
  target: Target,
): JsonValue | undefined {
  if (isJsonObject(original) && isJsonObject(patch)) {
    return field.strategy === 'replace'
      ? patch
      : mergeObjects(original, patch, field.type, target);
  }
  if (Array.isArray(original) && Array.isArray(patch)) {
    return field.strategy === 'merge'
      ? mergeLists(original, patch, field, target)
      : patch;
  }
  return withoutDirectives(target === 'document' ? withoutNulls(patch) : patch);
}

function mergeLists(
  original: JsonValue[],
  patch: JsonValue[],
  field: PatchedField,
  target: Target,
): JsonValue[] {
  if (!holdsObjects(original, patch)) {
    const merge: ListMerge = { by: 'value' };
    const merged = [...original, ...patch].filter(
      (item, at, all) => indexIn(all, item, merge) === at,
    );
    return orderItems({ merged, named: patch, before: original, merge });
  }
  const { key } = field;
  if (key === undefined) {
    throw new PatchError('cannot merge lists without merge key');
  }
  const merge: ListMerge = { by: 'key', key };
  const { kept, items } = carryOut(original, patch, key);
  const merged = [...kept];
  for (const item of items) {
    const index = indexIn(merged, item, merge);
    const known = merged[index];
    if (isJsonObject(known)) {
      merged[index] = mergeObjects(known, item, field.type, target);
    } else {
      merged.push(item);
    }
  }
  return orderItems({ merged, named: items, before: kept, merge });
}

/** Follows the directives among the items of a patch, and gives the others. */
function carryOut(
  original: JsonValue[],
  patch: JsonValue[],
  key: string,
): { kept: JsonValue[]; items: JsonObject[] } {
  let kept = original;
  let replaced = false;
  const items: JsonObject[] = [];
  for (const item of patch) {
    if (!isJsonObject(item)) {
      throw new PatchError(
        `list element types are not identical: ${printJson(item)} is no map`,
      );
    }
    const directive = item[PATCH];
    if (directive === 'replace') {
      replaced = true;
    } else if (item[key] === undefined) {
      throw new PatchError(
        `map: ${printJson(item)} does not contain declared merge key: ${key}`,
      );
    } else if (directive === 'delete') {
      kept = kept.filter(one => !isSameItem(one, item, { by: 'key', key }));
    } else if (directive === undefined) {
      items.push(item);
    } else {
      throw new PatchError(
        `invalid value ${printJson(directive)} of $patch in a list`,
      );
    }
  }
  return replaced ? { kept: items, items: [] } : { kept, items };
}
