import { ownable } from '../apply/metadata';
import { childrenOf, childType, type PathElement } from '../fields/element';
import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import type { TypeSchema } from '../schema';

/** The smallest part of an object that is compared by itself. */
export interface Leaf {
  path: PathElement[];
  pointer: Array<string | number>;
  value: JsonValue;
  type: TypeSchema;
  /** A map or keyed list with nothing in it. */
  isEmpty?: true;
  /** The item that the leaf tells from others, if it does: the item is another one with another value. */
  item?: PathElement[];
}

/** Every leaf of an object that somebody can own. */
export function leavesOf(object: JsonObject, schema: TypeSchema): Leaf[] {
  const leaves: Leaf[] = [];
  walk({ path: [], pointer: [], value: ownable(object), type: schema });
  return leaves;

  function walk(place: Leaf, keys: readonly string[] = []): void {
    const { path, pointer, type } = place;
    const children = childrenOf(place.value, type);
    if (!children || children.length === 0) {
      if (path.length > 0) {
        leaves.push(children ? { ...place, isEmpty: true } : place);
      }
      return;
    }
    for (const child of children) {
      const isKey = keys.includes(String(child.step));
      walk(
        {
          path: [...path, child.element],
          pointer: [...pointer, child.step],
          value: child.value,
          type: childType(type, child),
          item: isKey ? path : undefined,
        },
        type.kind === 'list' && typeof type.merge === 'object'
          ? type.merge.keys
          : [],
      );
    }
  }
}

/** Another value of the same shape. */
export function otherValue(value: JsonValue, type: TypeSchema): JsonValue {
  if (type.kind === 'scalar' && type.format === 'quantity') {
    return value === '7' ? '8' : '7';
  }
  switch (typeof value) {
    case 'string':
      return `${value}-other`;
    case 'number':
      return value + 1000;
    case 'bigint':
      return value + 1000n;
    case 'boolean':
      return !value;
    default:
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? ['x'] : value.slice(0, -1);
  }
  return isJsonObject(value) ? { ...value, another: 'x' } : 'x';
}

/** A copy with another value at a place, or without it. */
export function withValueAt(
  object: JsonValue,
  [step, ...rest]: Array<string | number>,
  value: JsonValue | undefined,
): JsonValue {
  if (Array.isArray(object)) {
    const index = Number(step);
    if (rest.length > 0) {
      return object.with(index, withValueAt(object[index], rest, value));
    }
    return value === undefined
      ? object.filter((_, at) => at !== index)
      : object.with(index, value);
  }
  if (!isJsonObject(object) || step === undefined) return object;
  if (rest.length > 0) {
    return { ...object, [step]: withValueAt(object[step], rest, value) };
  }
  if (value !== undefined) return { ...object, [step]: value };
  const { [step]: _removed, ...left } = object;
  return left;
}
