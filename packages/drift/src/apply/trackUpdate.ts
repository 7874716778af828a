import type { JsonObject } from '../json';
import { FieldSet, type ManagedEntry, readManagedFields } from '../fields';
import type { TypeSchema } from '../schema';
import { withoutManagedFields } from './layOver';
import { changedFields } from './changedFields';

/**
 * Who owns what after a plain write (structured-merge-diff, "Updater.Update"): whoever wrote owns what changed, all
 * others lose it, and nobody owns what is gone.
 *
 * @public
 */
export function trackUpdate(options: {
  before?: JsonObject;
  after: JsonObject;
  manager: string;
  apiVersion: string;
  subresource?: string;
  schema: TypeSchema;
  /** ISO 8601. */
  time: string;
}): ManagedEntry[] {
  const { after, manager, apiVersion, subresource, schema, time } = options;
  const before = options.before ?? { metadata: {} };
  const { changed, removed } = changedFields(
    withoutManagedFields(before),
    withoutManagedFields(after),
    schema,
  );
  const isWriter = (entry: ManagedEntry) =>
    entry.manager === manager &&
    entry.operation === 'Update' &&
    entry.apiVersion === apiVersion &&
    entry.subresource === subresource;
  const entries = readManagedFields(options.before);
  const known = entries.find(isWriter);
  const fields = (known?.fields ?? FieldSet.empty)
    .union(changed)
    .difference(removed);
  const others = entries
    .filter(entry => !isWriter(entry))
    .flatMap(entry => {
      const left = entry.fields.difference(changed).difference(removed);
      return left.isEmpty ? [] : [{ ...entry, fields: left }];
    });
  if (fields.isEmpty) return others;
  return [
    ...others,
    {
      manager,
      operation: 'Update',
      apiVersion,
      subresource,
      time: changed.isEmpty && removed.isEmpty ? known?.time : time,
      fields,
    },
  ];
}
