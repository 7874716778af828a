import { isJsonObject, type JsonObject } from '../json';
import {
  FieldSet,
  type ManagedEntry,
  type PathElement,
  printManagedFields,
  readManagedFields,
} from '../fields';
import { textAt } from '../json/JsonValue';
import type { TypeSchema } from '../schema';
import { changedFields } from './changedFields';
import { mergeTyped } from './mergeTyped';
import { ownable } from './metadata';
import { removeFields } from './removeFields';

/** What an application comes to. @public */
export type ApplyResult =
  /** With managedFields, before defaults and admission. */
  | { status: 'applied'; object: JsonObject }
  /** Another manager owns fields with other values. */
  | {
      status: 'conflict';
      conflicts: Array<{ manager: ManagedEntry; path: PathElement[] }>;
    };

/**
 * Server-side apply as an API server does it (structured-merge-diff, "Updater.Apply"): what is applied is laid over
 * what is live; fields that the manager set before and no longer sets go, unless others own them; with `force` the
 * others lose what they had another value for.
 *
 * @param options - `readAs` is how the server reads what is applied, where that is not as it was written: what it drops
 * stays owned. `time` is written to entries that change; ISO 8601.
 *
 * @public
 */
export function applyServerSide(options: {
  live?: JsonObject;
  config: JsonObject;
  readAs?: JsonObject;
  manager: string;
  schema: TypeSchema;
  force: boolean;
  time: string;
}): ApplyResult {
  const { config, manager, schema, time } = options;
  const live = options.live ?? {
    apiVersion: config.apiVersion,
    kind: config.kind,
    metadata: {},
  };
  const apiVersion = textAt(config, 'apiVersion') ?? '';
  const entries = readManagedFields(options.live);
  const isOurs = (entry: ManagedEntry) =>
    entry.manager === manager &&
    entry.operation === 'Apply' &&
    entry.subresource === undefined;
  const before = entries.find(isOurs);
  const set = FieldSet.of(ownable(config), schema);

  const laidOver = mergeTyped(
    withoutManagedFields(live),
    withoutManagedFields(options.readAs ?? config),
    schema,
  );
  const kept = entries
    .filter(entry => !isOurs(entry) && entry.apiVersion === apiVersion)
    .reduce((all, entry) => all.union(entry.fields), set);
  const merged =
    laidOver !== undefined && before
      ? removeFields(laidOver, schema, { gone: before.fields, kept })
      : laidOver;
  if (!isJsonObject(merged)) {
    throw new Error('An applied object is an object.');
  }

  const { changed, removed } = changedFields(
    withoutManagedFields(live),
    merged,
    schema,
  );
  const others = entries.filter(entry => !isOurs(entry));
  const conflicts = options.live
    ? others.flatMap(entry =>
        [...entry.fields.intersection(changed).intersection(set).paths()].map(
          path => ({ manager: entry, path }),
        ),
      )
    : [];
  if (conflicts.length > 0 && !options.force) {
    return { status: 'conflict', conflicts };
  }
  const managed = others.flatMap(entry => {
    const fields = entry.fields.difference(changed).difference(removed);
    return fields.isEmpty ? [] : [{ ...entry, fields }];
  });
  const own: ManagedEntry = {
    manager,
    operation: 'Apply',
    apiVersion,
    time:
      before && jsonSame(before.fields, set) && !hasAny(changed, removed)
        ? before.time
        : time,
    fields: set,
  };
  return {
    status: 'applied',
    object: {
      ...merged,
      metadata: {
        ...(isJsonObject(merged.metadata) ? merged.metadata : {}),
        managedFields: printManagedFields(
          set.isEmpty ? managed : [own, ...managed],
        ),
      },
    },
  };
}

function hasAny(...sets: FieldSet[]): boolean {
  return sets.some(set => !set.isEmpty);
}

function jsonSame(a: FieldSet, b: FieldSet): boolean {
  return a.difference(b).isEmpty && b.difference(a).isEmpty;
}

/** An object without who owns it. */
export function withoutManagedFields(object: JsonObject): JsonObject {
  if (!isJsonObject(object.metadata)) return object;
  const { managedFields: _managedFields, ...metadata } = object.metadata;
  return { ...object, metadata };
}
