import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  printJson,
} from '../json';
import { isAtomic, itemType, type TypeSchema } from '../schema';

/**
 * One step of a path as managedFields writes it (structured-merge-diff, "path element"): `f:` a field or key, `k:` an
 * item by its keys, `v:` an item of a set, `i:` an item by its place. Keys are compact JSON in alphabetical order.
 *
 * @public
 */
export type PathElement = string;

export function fieldElement(name: string): PathElement {
  return `f:${name}`;
}

/** The same element always in the same spelling. */
export function canonicalElement(text: string): PathElement {
  const prefix = text.slice(0, 2);
  return prefix === 'k:' || prefix === 'v:'
    ? `${prefix}${printJson(parseJson(text.slice(2)), { keys: 'sorted' })}`
    : text;
}

/** A field's or item's value, and where it is. */
export interface Child {
  element: PathElement;
  value: JsonValue;
  /** The place in the document: a key or an index. */
  step: string | number;
}

/** The keys of an item, defaulted ones filled in; undefined where one is missing for good. */
function keysOf(
  item: JsonValue,
  keys: string[],
  type: TypeSchema,
): JsonObject | undefined {
  if (!isJsonObject(item)) return undefined;
  const found: JsonObject = {};
  for (const key of [...keys].sort()) {
    const value =
      item[key] ??
      (type.kind === 'struct' ? type.fields.get(key)?.default : undefined);
    // A key without a value or a default is left out, as the API server does.
    if (value !== undefined && value !== null) found[key] = value;
  }
  return Object.keys(found).length > 0 ? found : undefined;
}

/**
 * The parts of a value that are merged one by one; undefined where the value is replaced as a whole: a scalar, what is
 * atomic by its type, and a list whose items cannot be told apart.
 */
export function childrenOf(
  value: JsonValue | undefined,
  type: TypeSchema,
): Child[] | undefined {
  if (isJsonObject(value)) {
    if (isAtomic(type, value)) return undefined;
    return Object.keys(value).map(name => ({
      element: fieldElement(name),
      value: value[name],
      step: name,
    }));
  }
  if (!Array.isArray(value)) return undefined;
  if (type.kind !== 'list' || type.merge === 'atomic') return undefined;
  const { merge } = type;
  const items = itemType(type);
  const children: Child[] = [];
  const seen = new Set<PathElement>();
  for (const [step, item] of value.entries()) {
    const keys = merge === 'set' ? item : keysOf(item, merge.keys, items);
    if (keys === undefined) return undefined;
    const element = `${merge === 'set' ? 'v' : 'k'}:${printJson(keys, {
      keys: 'sorted',
    })}`;
    if (seen.has(element)) return undefined;
    seen.add(element);
    children.push({ element, value: item, step });
  }
  return children;
}

/** Is the element a field that the type names, and neither a free key nor an item? */
export function isNamedField(type: TypeSchema, element: PathElement): boolean {
  return (
    type.kind === 'struct' &&
    element.startsWith('f:') &&
    type.fields.has(element.slice(2))
  );
}

/** The type of a child. */
export function childType(type: TypeSchema, child: Child): TypeSchema {
  if (typeof child.step === 'number') return itemType(type);
  switch (type.kind) {
    case 'struct':
      return type.fields.get(child.step)?.type() ?? { kind: 'any' };
    case 'map':
      return type.values();
    default:
      return { kind: 'any' };
  }
}

/**
 * A path as a JSON pointer, in which an item is named as managedFields does: `/spec/ports/k:{"port":80}/targetPort`.
 *
 * @public
 */
export function printPath(path: readonly PathElement[]): string {
  return path
    .map(element => (element.startsWith('f:') ? element.slice(2) : element))
    .map(part => `/${part.replace(/~/g, '~0').replace(/\//g, '~1')}`)
    .join('');
}
