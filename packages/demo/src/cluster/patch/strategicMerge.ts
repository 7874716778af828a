import { FieldSchema, TypeSchema } from '@backstage-gitops/drift';
import { badRequest } from '../errors/failures';
import { isMap, JsonObject, JsonValue, sameJson } from '../objects/json';

const DIRECTIVE = '$patch';
const RETAIN = '$retainKeys';
const ORDER = '$setElementOrder/';
const REMOVE = '$deleteFromPrimitiveList/';

/** How a list is merged: by a key of its items, or by the plain items. */
type ListMerge = { by: 'key'; key: string } | { by: 'value' };

function fieldOf(type: TypeSchema, name: string): FieldSchema | undefined {
  if (type.kind === 'struct') return type.fields.get(name);
  return type.kind === 'map' ? { type: type.values } : undefined;
}

function mergeOf(field: FieldSchema | undefined): ListMerge | undefined {
  if (!field?.patch?.strategy.includes('merge')) return undefined;
  const { key } = field.patch;
  return key === undefined ? { by: 'value' } : { by: 'key', key };
}

const itemsOf = (field: FieldSchema | undefined): TypeSchema => {
  const type = field?.type();
  return type?.kind === 'list' ? type.items() : { kind: 'any' };
};

const sameItem = (a: JsonValue, b: JsonValue, merge: ListMerge) =>
  merge.by === 'value'
    ? sameJson(a, b)
    : isMap(a) && isMap(b) && sameJson(a[merge.key], b[merge.key]);

const indexIn = (
  list: readonly JsonValue[],
  item: JsonValue,
  merge: ListMerge,
) => list.findIndex(candidate => sameItem(candidate, item, merge));

// Only where both were there before: what is new goes to the front.
function comesBefore(
  one: JsonValue,
  other: JsonValue,
  { before, merge }: Placing,
): boolean {
  const first = indexIn(before, one, merge);
  const second = indexIn(before, other, merge);
  return first >= 0 && second >= 0 && first < second;
}

/** What decides where the items of a merged list go. */
interface Placing {
  merge: ListMerge;
  /** Items that the patch names, in its order. */
  order: readonly JsonValue[];
  /** The list by which the places of items are judged. */
  before: readonly JsonValue[];
}

/**
 * Puts a merged list in order: items named by the patch in the patch's order,
 * the others where they were (strategicpatch, normalizeElementOrder).
 */
function ordered(merged: readonly JsonValue[], placing: Placing): JsonValue[] {
  const { order, merge } = placing;
  const named = merged
    .filter(item => indexIn(order, item, merge) >= 0)
    .toSorted((a, b) => indexIn(order, a, merge) - indexIn(order, b, merge));
  const others = merged.filter(item => indexIn(order, item, merge) < 0);
  const result: JsonValue[] = [];
  while (named.length > 0 || others.length > 0) {
    const [mine] = named;
    const [other] = others;
    const takesOther =
      mine === undefined ||
      (other !== undefined && comesBefore(other, mine, placing));
    const next = takesOther ? others.shift() : named.shift();
    if (next !== undefined) result.push(next);
  }
  return result;
}

// A patch that contradicts itself is none.
function requireOrder(
  items: readonly JsonValue[],
  order: readonly JsonValue[],
  merge: ListMerge,
) {
  const places = items
    .filter(item => !isMap(item) || item[DIRECTIVE] === undefined)
    .map(item => indexIn(order, item, merge));
  const rising = places.every(
    (place, index) => place >= 0 && place >= (places[index - 1] ?? 0),
  );
  if (rising) return;
  throw badRequest(
    `The order in patch list:\n${JSON.stringify(
      items,
    )}\n doesn't match $setElementOrder list:\n${JSON.stringify(order)}`,
  );
}

function mergeLists(
  original: readonly JsonValue[],
  patch: readonly JsonValue[],
  field: FieldSchema | undefined,
  merge: ListMerge,
): JsonValue[] {
  const plain = patch.filter(item => !isMap(item) || !item[DIRECTIVE]);
  const directives = patch.filter(isMap).filter(item => item[DIRECTIVE]);
  if (directives.some(item => item[DIRECTIVE] === 'replace')) return plain;
  const deleted = directives.filter(item => item[DIRECTIVE] === 'delete');
  const merged = original.filter(item => indexIn(deleted, item, merge) < 0);
  const items = itemsOf(field);
  for (const item of plain) {
    if (merge.by === 'key' && (!isMap(item) || item[merge.key] === undefined)) {
      throw badRequest(
        `map: ${JSON.stringify(item)} does not contain declared merge key: ${
          merge.key
        }`,
      );
    }
    const index = indexIn(merged, item, merge);
    const before = merged[index];
    if (before === undefined) merged.push(fresh(item, items));
    else if (isMap(before) && isMap(item)) {
      merged[index] = mergeMaps(before, item, items);
    }
  }
  return ordered(merged, { merge, order: plain, before: original });
}

// Upstream deletes and appends in place, so new items take the places that
// deleted ones left, and are ordered by them.
function placesOf(
  original: readonly JsonValue[],
  patch: readonly JsonValue[],
  merge: ListMerge,
): JsonValue[] {
  const deleted = patch
    .filter(isMap)
    .filter(item => item[DIRECTIVE] === 'delete');
  const kept = original.filter(item => indexIn(deleted, item, merge) < 0);
  if (kept.length === original.length) return [...original];
  const added = patch.filter(
    item =>
      isMap(item) &&
      item[DIRECTIVE] === undefined &&
      indexIn(kept, item, merge) < 0,
  );
  return [...kept, ...added].slice(0, original.length);
}

// What is new still carries directives and nulls of the patch.
function fresh(value: JsonValue, type: TypeSchema): JsonValue {
  return isMap(value) ? mergeMaps({}, value, type) : value;
}

function mergeMaps(
  original: JsonObject,
  patch: JsonObject,
  type: TypeSchema,
): JsonObject {
  const { [DIRECTIVE]: directive, [RETAIN]: retained, ...rest } = patch;
  if (directive === 'replace') return mergeMaps({}, rest, type);
  if (directive === 'delete') return {};
  const result: JsonObject = Array.isArray(retained)
    ? Object.fromEntries(
        Object.entries(original).filter(([key]) => retained.includes(key)),
      )
    : { ...original };
  for (const [key, value] of Object.entries(rest)) {
    if (key.startsWith(ORDER)) continue;
    if (key.startsWith(REMOVE)) {
      removeItems(result, key.slice(REMOVE.length), value);
    } else if (value === null) delete result[key];
    else {
      result[key] = mergeValue(result[key], value, fieldOf(type, key));
    }
  }
  for (const [key, order] of Object.entries(rest)) {
    if (!key.startsWith(ORDER) || !Array.isArray(order)) continue;
    const name = key.slice(ORDER.length);
    const merge = mergeOf(fieldOf(type, name));
    const list = result[name];
    const before = original[name];
    if (!merge || !Array.isArray(list)) continue;
    const items = rest[name];
    if (Array.isArray(items)) requireOrder(items, order, merge);
    result[name] = ordered(list, {
      merge,
      order,
      before: placesOf(
        Array.isArray(before) ? before : [],
        Array.isArray(items) ? items : [],
        merge,
      ),
    });
  }
  return result;
}

function removeItems(map: JsonObject, name: string, items: JsonValue) {
  const list = map[name];
  if (!Array.isArray(list) || !Array.isArray(items)) return;
  map[name] = list.filter(item => !items.some(gone => sameJson(gone, item)));
}

function mergeValue(
  original: JsonValue | undefined,
  patch: JsonValue,
  field: FieldSchema | undefined,
): JsonValue {
  if (isMap(patch)) {
    const type = field?.type() ?? { kind: 'any' };
    return mergeMaps(isMap(original) ? original : {}, patch, type);
  }
  const merge = mergeOf(field);
  if (Array.isArray(patch) && merge) {
    return mergeLists(
      Array.isArray(original) ? original : [],
      patch,
      field,
      merge,
    );
  }
  return patch;
}

/**
 * Applies a strategic merge patch: lists of a kind that Kubernetes knows are
 * merged by their key, and directives in the patch say what to remove, replace
 * and how to order (apimachinery, util/strategicpatch).
 */
export function strategicMerge(
  object: JsonObject,
  patch: JsonObject,
  type: TypeSchema,
): JsonObject {
  return mergeMaps(object, patch, type);
}
