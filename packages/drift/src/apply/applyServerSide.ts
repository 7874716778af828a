import { isJsonObject, type JsonObject } from '../json';
import {
  type FieldSet,
  type ManagedEntry,
  type PathElement,
  printManagedFields,
} from '../fields';
import { textAt } from '../json/JsonValue';
import type { TypeSchema } from '../schema';
import { changedFields } from './changedFields';
import { emptyObject } from './emptyObject';
import { layOver, withoutManagedFields } from './layOver';
import { trackUpdate } from './trackUpdate';

/** Whoever wrote what nobody is noted for (fieldmanager, "BeforeApplyManager"). */
const BEFORE_FIRST_APPLY = 'before-first-apply';

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
 * @param options - `time` is written to entries that change; ISO 8601.
 *
 * @public
 */
export function applyServerSide(options: {
  live?: JsonObject;
  config: JsonObject;
  /** How the server reads what is applied, where that is not as it was written: what it drops stays owned. */
  readAs?: JsonObject;
  manager: string;
  schema: TypeSchema;
  force: boolean;
  time: string;
}): ApplyResult {
  const { config, manager, schema, time } = options;
  const apiVersion = textAt(config, 'apiVersion') ?? '';
  const live = options.live ?? {
    apiVersion,
    kind: config.kind,
    metadata: {},
  };
  const { object, set, before, others: noted } = layOver({ ...options, live });
  const others =
    options.live && !before && noted.length === 0
      ? trackUpdate({
          before: emptyObject(schema),
          after: live,
          manager: BEFORE_FIRST_APPLY,
          apiVersion,
          schema,
          time,
        })
      : noted;
  const { changed, removed } = changedFields(
    withoutManagedFields(live),
    object,
    schema,
  );
  const conflicts = others.flatMap(entry =>
    [...entry.fields.intersection(changed).intersection(set).paths()].map(
      path => ({ manager: entry, path }),
    ),
  );
  if (conflicts.length > 0 && !options.force) {
    return { status: 'conflict', conflicts };
  }
  const managed = others.flatMap(entry => {
    const fields = entry.fields.difference(changed).difference(removed);
    return fields.isEmpty ? [] : [{ ...entry, fields }];
  });
  const isUnchanged =
    before !== undefined &&
    isSame(before.fields, set) &&
    changed.isEmpty &&
    removed.isEmpty;
  const own: ManagedEntry = {
    manager,
    operation: 'Apply',
    apiVersion,
    time: isUnchanged ? before.time : time,
    fields: set,
  };
  return {
    status: 'applied',
    object: {
      ...object,
      metadata: {
        ...(isJsonObject(object.metadata) ? object.metadata : {}),
        managedFields: printManagedFields(
          set.isEmpty ? managed : [own, ...managed],
        ),
      },
    },
  };
}

function isSame(a: FieldSet, b: FieldSet): boolean {
  return a.difference(b).isEmpty && b.difference(a).isEmpty;
}
