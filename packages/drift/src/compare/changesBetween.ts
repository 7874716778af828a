import { type JsonValue, jsonEqual } from '../json';
import { childrenOf, childType, type PathElement } from '../fields/element';
import type { TypeSchema } from '../schema';

/** One difference between two documents of the same type. @public */
export interface Change {
  path: PathElement[];
  /** `reorder`: the same items in another order. */
  op: 'add' | 'remove' | 'replace' | 'reorder';
  /** Where it is in the first document, by keys and indexes; missing for what is added. */
  from?: { pointer: Array<string | number>; value: JsonValue };
  /** Where it is in the second; missing for what is removed. */
  to?: { pointer: Array<string | number>; value: JsonValue };
}

interface Place {
  value: JsonValue;
  pointer: Array<string | number>;
}

/** The items both lists have, in the order of the first. */
function sharedOrder(
  items: PathElement[],
  others: ReadonlySet<PathElement>,
): PathElement[] {
  return items.filter(item => others.has(item));
}

/**
 * What leads from one document to another, by the rules of the type: keyed lists item by item, atomic things as one
 * value, a subtree that comes or goes as one change.
 *
 * @public
 */
export function changesBetween(
  from: JsonValue,
  to: JsonValue,
  type: TypeSchema,
): Change[] {
  const changes: Change[] = [];
  walk({ value: from, pointer: [] }, { value: to, pointer: [] }, type, []);
  return changes;

  function walk(
    a: Place,
    b: Place,
    schema: TypeSchema,
    path: PathElement[],
  ): void {
    if (a.value === b.value) return;
    const before = childrenOf(a.value, schema);
    const after = childrenOf(b.value, schema);
    if (
      before === undefined ||
      after === undefined ||
      Array.isArray(a.value) !== Array.isArray(b.value)
    ) {
      if (!jsonEqual(a.value, b.value)) {
        changes.push({ path, op: 'replace', from: a, to: b });
      }
      return;
    }
    const known = new Map(before.map(child => [child.element, child]));
    const wanted = new Map(after.map(child => [child.element, child]));
    for (const child of before) {
      const other = wanted.get(child.element);
      const place = at(a, child);
      if (other) {
        walk(place, at(b, other), childType(schema, child), [
          ...path,
          child.element,
        ]);
      } else {
        changes.push({
          path: [...path, child.element],
          op: 'remove',
          from: place,
        });
      }
    }
    for (const child of after) {
      if (!known.has(child.element)) {
        changes.push({
          path: [...path, child.element],
          op: 'add',
          to: at(b, child),
        });
      }
    }
    if (Array.isArray(a.value)) {
      const one = sharedOrder([...known.keys()], new Set(wanted.keys()));
      const two = sharedOrder([...wanted.keys()], new Set(known.keys()));
      if (one.some((element, index) => element !== two[index])) {
        changes.push({ path, op: 'reorder', from: a, to: b });
      }
    }
  }
}

function at(
  parent: Place,
  child: { step: string | number; value: JsonValue },
): Place {
  return { value: child.value, pointer: [...parent.pointer, child.step] };
}
