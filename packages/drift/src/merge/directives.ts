import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { ANY, type FieldSchema, type TypeSchema } from '../schema';

/** In an object: what to do with it as a whole: `replace`, `delete` or `merge`. */
export const PATCH = '$patch';

/** In an object: the only fields it is to keep. */
export const RETAIN_KEYS = '$retainKeys';

/** Before the name of a list: the order of its items. */
export const ORDER_OF = '$setElementOrder/';

/** Before the name of a list of scalars: the items to take out. */
export const REMOVE_FROM = '$deleteFromPrimitiveList/';

/** A patch is carried out on a document, and merely combined with another patch. */
export type Target = 'document' | 'patch';

/** How a list is merged: item by item, told apart by a key or by their values. */
export type ListMerge = { by: 'key'; key: string } | { by: 'value' };

/** What a strategic merge knows of a field. */
export interface PatchedField {
  /** Of the field, or of its items if it is a list. */
  type: TypeSchema;
  strategy: 'merge' | 'replace' | undefined;
  key: string | undefined;
  retainsKeys: boolean;
}

function fieldOf(type: TypeSchema, name: string): FieldSchema | undefined {
  if (type.kind === 'struct') return type.fields.get(name);
  return type.kind === 'map' ? { type: type.values } : undefined;
}

export function patchedField(type: TypeSchema, name: string): PatchedField {
  const field = fieldOf(type, name);
  const own = field?.type() ?? ANY;
  const strategies = field?.patch?.strategy ?? [];
  return {
    type: own.kind === 'list' ? own.items() : own,
    strategy: (['merge', 'replace'] as const).find(one =>
      strategies.includes(one),
    ),
    key: field?.patch?.key,
    retainsKeys: strategies.includes('retainKeys'),
  };
}

/** Is there something for a patch to say about an item on its own? */
export function holdsObjects(...lists: JsonValue[][]): boolean {
  return lists.some(list => list.some(isJsonObject));
}

export function listOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

export function isDeletion(item: JsonValue): item is JsonObject {
  return isJsonObject(item) && item[PATCH] === 'delete';
}

/** A value without the parts that are instructions; undefined where it is one itself (strategicpatch, removeDirectives). */
export function withoutDirectives(value: JsonValue): JsonValue | undefined {
  if (Array.isArray(value)) {
    return value
      .map(withoutDirectives)
      .filter((item): item is JsonValue => item !== undefined);
  }
  if (!isJsonObject(value)) return value;
  if (PATCH in value) return undefined;
  const kept: JsonObject = {};
  for (const [name, field] of Object.entries(value)) {
    const rest = withoutDirectives(field);
    if (rest !== undefined) kept[name] = rest;
  }
  return kept;
}

/** A value in which nothing is null: to a document a null means that there is nothing. */
export function withoutNulls(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) =>
      field === null ? [] : [[name, withoutNulls(field)]],
    ),
  );
}
