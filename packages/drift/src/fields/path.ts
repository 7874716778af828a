import {
  isJsonObject,
  jsonEqual,
  type JsonObject,
  type JsonValue,
  parseJson,
  parsePointer,
  valueAt,
} from '../json';
import { fieldElement, type PathElement } from './element';

/** What names an item of a list. A field may not be called so: neither `:{` nor such a number is in any field's name. */
const ITEM = /^(k:\{|v:.|i:\d+$)/;

/**
 * Reads what {@link printPath} writes.
 *
 * @throws Error for a text that neither is empty nor begins with a slash.
 *
 * @public
 */
export function parsePath(text: string): PathElement[] {
  return parsePointer(text).map(part =>
    ITEM.test(part) ? part : fieldElement(part),
  );
}

/** Keys of an item; one that an item leaves out is the server's default and tells no items apart by itself. */
function hasKeys(item: JsonValue, keys: JsonObject): boolean {
  return (
    isJsonObject(item) &&
    Object.entries(keys).every(
      ([name, key]) => item[name] === undefined || jsonEqual(item[name], key),
    ) &&
    Object.keys(keys).some(name => item[name] !== undefined)
  );
}

function indexOf(list: JsonValue[], element: PathElement): number {
  const text = element.slice(2);
  switch (element.slice(0, 2)) {
    case 'i:':
      return Number(text) < list.length ? Number(text) : -1;
    case 'v:': {
      const wanted = parseJson(text);
      return list.findIndex(item => jsonEqual(item, wanted));
    }
    default: {
      const keys = parseJson(text);
      return isJsonObject(keys)
        ? list.findIndex(item => hasKeys(item, keys))
        : -1;
    }
  }
}

/** The place of an element in a document: a key or an index; undefined where there is none. */
function stepOf(
  value: JsonValue | undefined,
  element: PathElement,
): string | number | undefined {
  if (!element.startsWith('f:')) {
    const index = Array.isArray(value) ? indexOf(value, element) : -1;
    return index < 0 ? undefined : index;
  }
  const name = element.slice(2);
  return isJsonObject(value) && Object.hasOwn(value, name) ? name : undefined;
}

/**
 * Where a path leads in a document, for {@link valueAt} and {@link printPointer}; undefined where there is nothing.
 *
 * @public
 */
export function placeOfPath(
  value: JsonValue | undefined,
  path: readonly PathElement[],
): Array<string | number> | undefined {
  const place: Array<string | number> = [];
  let found = value;
  for (const element of path) {
    const step = stepOf(found, element);
    if (step === undefined) return undefined;
    place.push(step);
    found = valueAt(found, [step]);
  }
  return place;
}

/**
 * What a path names; undefined where there is nothing.
 *
 * @public
 */
export function valueAtPath(
  value: JsonValue | undefined,
  path: readonly PathElement[],
): JsonValue | undefined {
  const place = placeOfPath(value, path);
  return place && valueAt(value, place);
}

/** The item that an element names, before anything else is known of it. */
function bareItem(element: PathElement): JsonValue | undefined {
  return element.startsWith('i:') ? undefined : parseJson(element.slice(2));
}

function put(
  value: JsonValue | undefined,
  path: readonly PathElement[],
  wanted: JsonValue | undefined,
): JsonValue | undefined {
  const [element, ...rest] = path;
  if (element === undefined) return wanted;
  if (element.startsWith('f:')) {
    const name = element.slice(2);
    const { [name]: before, ...others } = isJsonObject(value) ? value : {};
    const after = put(before, rest, wanted);
    if (after === undefined) return value === undefined ? undefined : others;
    return isJsonObject(value) && before !== undefined
      ? { ...value, [name]: after }
      : { ...others, [name]: after };
  }
  const list = Array.isArray(value) ? value : [];
  const index = indexOf(list, element);
  const before = index < 0 ? undefined : list[index];
  const after = put(
    before ?? (rest.length > 0 ? bareItem(element) : undefined),
    rest,
    wanted,
  );
  if (after === undefined) {
    return value === undefined
      ? undefined
      : list.filter((_, at) => at !== index);
  }
  return index < 0 ? [...list, after] : list.with(index, after);
}

/**
 * An object with another value at a path; undefined takes away what is there. Maps and items on the way are made where
 * they are missing and something is to be put there.
 *
 * @public
 */
export function withValueAtPath(
  object: JsonObject,
  path: readonly PathElement[],
  wanted: JsonValue | undefined,
): JsonObject {
  if (wanted === undefined && valueAtPath(object, path) === undefined) {
    return object;
  }
  const result = put(object, path, wanted);
  return isJsonObject(result) ? result : {};
}
