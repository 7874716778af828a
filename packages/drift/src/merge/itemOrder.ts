import { isJsonObject, type JsonValue, jsonEqual, printJson } from '../json';
import { isDeletion, type ListMerge, PATCH } from './directives';
import { PatchError } from './PatchError';

export function isSameItem(
  a: JsonValue,
  b: JsonValue,
  merge: ListMerge,
): boolean {
  if (merge.by === 'value') return jsonEqual(a, b);
  return (
    isJsonObject(a) && isJsonObject(b) && jsonEqual(a[merge.key], b[merge.key])
  );
}

export function indexIn(
  list: readonly JsonValue[],
  item: JsonValue,
  merge: ListMerge,
): number {
  return list.findIndex(one => isSameItem(one, item, merge));
}

/** Items in the order of another list, instructions to delete at the end. */
export function inOrderOf(
  items: readonly JsonValue[],
  order: readonly JsonValue[],
  merge: ListMerge,
): JsonValue[] {
  const kept = items.filter(item => !isDeletion(item));
  return [
    ...kept.toSorted((a, b) => {
      const [one, other] = [indexIn(order, a, merge), indexIn(order, b, merge)];
      return one < 0 || other < 0 ? 0 : one - other;
    }),
    ...items.filter(isDeletion),
  ];
}

/**
 * Puts a merged list in order: the items that a patch names in the patch's order, the others between them where they
 * were (strategicpatch, "normalizeElementOrder").
 *
 * @param options - `named` is the order that the patch gives; `before` the list by which places are judged.
 */
export function orderItems(options: {
  merged: readonly JsonValue[];
  named: readonly JsonValue[];
  before: readonly JsonValue[];
  merge: ListMerge;
}): JsonValue[] {
  const { merged, named, before, merge } = options;
  const isNamed = (item: JsonValue) => indexIn(named, item, merge) >= 0;
  const mine = inOrderOf(merged.filter(isNamed), named, merge);
  const others = inOrderOf(
    merged.filter(item => !isNamed(item)),
    before,
    merge,
  );
  const result: JsonValue[] = [];
  for (const item of others) {
    const place = indexIn(before, item, merge);
    while (mine.length > 0) {
      const next = indexIn(before, mine[0], merge);
      if (place >= 0 && next >= 0 && place < next) break;
      result.push(...mine.splice(0, 1));
    }
    result.push(item);
  }
  return [...result, ...mine];
}

/**
 * The list by which the places of items are judged. Servers delete and append in place, so that what is new takes the
 * places that the deleted left.
 */
export function placesOf(
  original: JsonValue[],
  patch: JsonValue[],
  merge: ListMerge,
): JsonValue[] {
  const deleted = patch.filter(isDeletion);
  const kept = original.filter(item => indexIn(deleted, item, merge) < 0);
  if (kept.length === original.length) return original;
  const added = patch.filter(
    item => !isDeletion(item) && indexIn(kept, item, merge) < 0,
  );
  return [...kept, ...added].slice(0, original.length);
}

/** A patch names its items in the order that it gives. */
export function requireOrder(
  items: JsonValue[],
  order: JsonValue[],
  merge: ListMerge,
): void {
  let last = 0;
  for (const item of items) {
    if (isJsonObject(item) && PATCH in item) continue;
    const place = indexIn(order, item, merge);
    if (place < last) {
      throw new PatchError(
        `The order in patch list:\n${printJson(
          items,
        )}\n doesn't match $setElementOrder list:\n${printJson(order)}`,
      );
    }
    last = place;
  }
}
