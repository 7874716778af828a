import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  jsonEqual,
} from '../json';
import type { TypeSchema } from '../schema';
import {
  holdsObjects,
  ORDER_OF,
  PATCH,
  type PatchedField,
  patchedField,
  REMOVE_FROM,
  RETAIN_KEYS,
} from './directives';
import { combinePatches } from './applyStrategicPatch';
import { indexIn, inOrderOf } from './itemOrder';
import { haveConflicts } from './patchConflicts';
import { PatchError } from './PatchError';
import { type ListPatch, scalarsPatch, type Wanted } from './scalarsPatch';

/**
 * The strategic merge patch that leads from one object to another (apimachinery, util/strategicpatch).
 *
 * @public
 */
export function createTwoWayPatch(
  original: JsonObject,
  modified: JsonObject,
  type: TypeSchema,
): JsonObject {
  return objectPatch(original, modified, type, {
    wanted: { deletions: true, changes: true, order: true },
    retainsKeys: false,
  });
}

/**
 * The strategic merge patch that gives a live object what is wanted, and takes out what was wanted before and no longer
 * is: all of kubectl's client-side apply.
 *
 * @param options - `original` is what was applied last.
 *
 * @returns the patch, and whether it overwrites what others changed since.
 *
 * @public
 */
export function createThreeWayPatch(options: {
  original: JsonObject | undefined;
  modified: JsonObject;
  current: JsonObject | undefined;
  type: TypeSchema;
}): { patch: JsonObject; conflict: boolean } {
  const { original = {}, modified, current = {}, type } = options;
  const additions = objectPatch(current, modified, type, {
    wanted: { deletions: false, changes: true, order: true },
    retainsKeys: false,
  });
  const deletions = objectPatch(original, modified, type, {
    wanted: { deletions: true, changes: false, order: true },
    retainsKeys: false,
  });
  const patch = combinePatches(deletions, additions, type);
  const changed = objectPatch(original, current, type, {
    wanted: { deletions: true, changes: true, order: false },
    retainsKeys: false,
  });
  return { patch, conflict: haveConflicts(patch, changed, type) };
}

interface Mode {
  wanted: Wanted;
  /** The object is to lose all fields that it is not given. */
  retainsKeys: boolean;
}

function objectPatch(
  original: JsonObject,
  modified: JsonObject,
  type: TypeSchema,
  { wanted, retainsKeys }: Mode,
): JsonObject {
  const patch: JsonObject = {};
  for (const [name, value] of Object.entries(modified)) {
    const before = original[name];
    if (before === undefined) {
      if (wanted.changes) patch[name] = value;
    } else {
      addFieldPatch(patch, name, {
        before,
        after: value,
        field: patchedField(type, name),
        wanted,
      });
    }
  }
  const gone = Object.keys(original).filter(
    name => modified[name] === undefined,
  );
  if (wanted.deletions) {
    for (const name of gone) patch[name] = null;
  }
  if (
    retainsKeys &&
    Object.keys(modified).length > 0 &&
    (Object.keys(patch).length > 0 || gone.length > 0)
  ) {
    patch[RETAIN_KEYS] = Object.keys(modified).sort();
  }
  return patch;
}

function addFieldPatch(
  patch: JsonObject,
  name: string,
  options: {
    before: JsonValue;
    after: JsonValue;
    field: PatchedField;
    wanted: Wanted;
  },
): void {
  const { before, after, field, wanted } = options;
  if (isJsonObject(before) && isJsonObject(after)) {
    if (field.strategy === 'replace') {
      if (wanted.changes) patch[name] = after;
      return;
    }
    const below = objectPatch(before, after, field.type, {
      wanted,
      retainsKeys: field.retainsKeys,
    });
    if (Object.keys(below).length > 0) patch[name] = below;
    return;
  }
  if (
    Array.isArray(before) &&
    Array.isArray(after) &&
    field.strategy === 'merge'
  ) {
    const { items, removed, order } = listPatch(before, after, field, wanted);
    if (items.length > 0) patch[name] = items;
    if (removed.length > 0) patch[`${REMOVE_FROM}${name}`] = removed;
    if (order.length > 0) patch[`${ORDER_OF}${name}`] = order;
    return;
  }
  if (wanted.changes && !jsonEqual(before, after)) patch[name] = after;
}

function listPatch(
  original: JsonValue[],
  modified: JsonValue[],
  field: PatchedField,
  wanted: Wanted,
): ListPatch {
  if (original.length === 0) {
    return { items: wanted.changes ? modified : [], removed: [], order: [] };
  }
  if (!holdsObjects(original, modified)) {
    return scalarsPatch(original, modified, wanted);
  }
  const { key } = field;
  if (key === undefined) {
    throw new PatchError('cannot merge lists without merge key');
  }
  const merge = { by: 'key' as const, key };
  const items: JsonValue[] = [];
  for (const item of modified) {
    const before = original[indexIn(original, item, merge)];
    if (!isJsonObject(item) || !isJsonObject(before)) {
      if (wanted.changes) items.push(item);
      continue;
    }
    const below = objectPatch(before, item, field.type, {
      wanted,
      retainsKeys: field.retainsKeys,
    });
    if (Object.keys(below).length > 0)
      items.push({ ...below, [key]: item[key] });
  }
  if (wanted.deletions) {
    for (const item of original) {
      if (isJsonObject(item) && indexIn(modified, item, merge) < 0) {
        items.push({ [key]: item[key], [PATCH]: 'delete' });
      }
    }
  }
  const isReordered =
    original.length !== modified.length ||
    original.some((item, at) => indexIn(modified, item, merge) !== at);
  const needsOrder =
    wanted.order && (items.length > 0 || (wanted.changes && isReordered));
  return {
    items: inOrderOf(items, modified, merge),
    removed: [],
    order: needsOrder
      ? modified.map(item => ({ [key]: isJsonObject(item) ? item[key] : null }))
      : [],
  };
}
