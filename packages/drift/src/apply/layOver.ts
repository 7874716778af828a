import { isJsonObject, type JsonObject } from '../json';
import { FieldSet, type ManagedEntry, readManagedFields } from '../fields';
import { textAt } from '../json/JsonValue';
import type { TypeSchema } from '../schema';
import { mergeTyped } from './mergeTyped';
import { ownable } from './metadata';
import { removeFields } from './removeFields';

/** What an application makes of an object, and who owns fields of it. */
export interface LaidOver {
  object: JsonObject;
  /** The fields that are applied. */
  set: FieldSet;
  /** What the same manager had applied before. */
  before: ManagedEntry | undefined;
  others: ManagedEntry[];
}

/**
 * Lays what is applied over what is live, and takes out what the same manager applied before and no longer sets,
 * unless others own it.
 *
 * @param options - `readAs` is how the server reads what is applied, where that is not as it was written: what it drops
 * stays owned.
 */
export function layOver(options: {
  live: JsonObject;
  config: JsonObject;
  readAs?: JsonObject;
  manager: string;
  schema: TypeSchema;
}): LaidOver {
  const { live, config, manager, schema } = options;
  const apiVersion = textAt(config, 'apiVersion') ?? '';
  const entries = readManagedFields(live);
  const isOurs = (entry: ManagedEntry) =>
    entry.manager === manager &&
    entry.operation === 'Apply' &&
    entry.subresource === undefined;
  const before = entries.find(isOurs);
  const others = entries.filter(entry => !isOurs(entry));
  const set = FieldSet.of(ownable(config), schema);
  const merged = mergeTyped(
    withoutManagedFields(live),
    withoutManagedFields(options.readAs ?? config),
    schema,
  );
  const kept = others
    .filter(entry => entry.apiVersion === apiVersion)
    .reduce((all, entry) => all.union(entry.fields), set);
  const object =
    merged !== undefined && before
      ? removeFields(merged, schema, { gone: before.fields, kept })
      : merged;
  if (!isJsonObject(object)) {
    throw new Error('An applied object is an object.');
  }
  return { object, set, before, others };
}

/** An object without who owns it. */
export function withoutManagedFields(object: JsonObject): JsonObject {
  if (!isJsonObject(object.metadata)) return object;
  const { managedFields: _managedFields, ...metadata } = object.metadata;
  return { ...object, metadata };
}
