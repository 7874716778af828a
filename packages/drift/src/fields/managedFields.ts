import { isJsonObject, type JsonObject } from '../json';
import { objectAt, textAt } from '../json/JsonValue';
import { FieldSet } from './FieldSet';

/** Whoever wrote fields of an object. @public */
export interface FieldManager {
  manager: string;
  /** The same name with `Update` and with `Apply` is two managers. */
  operation: string;
  apiVersion: string;
  subresource?: string;
  /** ISO 8601; a scale and a mere change of ownership leave none. */
  time?: string;
}

/** One entry of managedFields. @public */
export interface ManagedEntry extends FieldManager {
  fields: FieldSet;
}

/**
 * The entries of an object's managedFields; empty where they were cleared.
 *
 * @public
 */
export function readManagedFields(
  object: JsonObject | undefined,
): ManagedEntry[] {
  const entries = objectAt(object, 'metadata')?.managedFields;
  return (Array.isArray(entries) ? entries : [])
    .filter(isJsonObject)
    .map(entry => ({
      manager: textAt(entry, 'manager') ?? '',
      operation: textAt(entry, 'operation') ?? '',
      apiVersion: textAt(entry, 'apiVersion') ?? '',
      subresource: textAt(entry, 'subresource'),
      time: textAt(entry, 'time'),
      fields: FieldSet.parse(entry.fieldsV1),
    }));
}

/** Entries as an object carries them. */
export function printManagedFields(entries: ManagedEntry[]): JsonObject[] {
  return entries.map(entry => ({
    manager: entry.manager,
    operation: entry.operation,
    apiVersion: entry.apiVersion,
    ...(entry.time === undefined ? {} : { time: entry.time }),
    fieldsType: 'FieldsV1',
    fieldsV1: entry.fields.print(),
    ...(entry.subresource === undefined
      ? {}
      : { subresource: entry.subresource }),
  }));
}
