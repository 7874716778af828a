import {
  jsonEqual,
  type JsonObject,
  type JsonValue,
  parseJson,
  printJson,
} from '@backstage-gitops/drift';
import { isObject, metadataOf } from '../access/ClusterApi';

/**
 * What is kept of an object: as text outside of the JavaScript heap, for it is read far less often than it is kept.
 * The status is kept apart, so that its churn costs no comparison.
 */
export interface CachedObject {
  uid: string;
  resourceVersion: string;
  /** Everything but the status, and without what changes with every write. */
  body: Buffer;
  status: Buffer | undefined;
}

/** Of entries that record who wrote the status only what is outside of it counts, such as a revision annotation. */
function withoutChurn(object: JsonObject): JsonObject {
  const { status: _status, ...rest } = object;
  if (!isObject(rest.metadata)) return rest;
  const { resourceVersion: _version, ...metadata } = rest.metadata;
  const { managedFields } = metadata;
  if (Array.isArray(managedFields)) {
    metadata.managedFields = managedFields.flatMap((entry: JsonValue) =>
      isObject(entry) && entry.subresource === 'status'
        ? withoutStatus(entry)
        : [entry],
    );
  }
  return { ...rest, metadata };
}

function withoutStatus({ time: _time, ...entry }: JsonObject): JsonObject[] {
  const fields = isObject(entry.fieldsV1) ? entry.fieldsV1 : {};
  const { 'f:status': _status, ...fieldsV1 } = fields;
  return Object.keys(fieldsV1).length === 0 ? [] : [{ ...entry, fieldsV1 }];
}

export function toCached(object: JsonObject): CachedObject {
  return {
    uid: metadataOf(object, 'uid'),
    resourceVersion: metadataOf(object, 'resourceVersion'),
    body: Buffer.from(printJson(withoutChurn(object))),
    status:
      object.status === undefined
        ? undefined
        : Buffer.from(printJson(object.status)),
  };
}

/** Is all the same but for the status? Servers need not keep the order of fields. */
export function hasSameBody(one: CachedObject, other: CachedObject): boolean {
  if (one.body.equals(other.body)) return true;
  return (
    one.body.length === other.body.length &&
    jsonEqual(parseJson(one.body.toString()), parseJson(other.body.toString()))
  );
}

/** The object again, whole. */
export function fromCached(cached: CachedObject): JsonObject {
  const object = parseJson(cached.body.toString());
  if (!isObject(object)) throw new Error('A cached object is an object.');
  const metadata = isObject(object.metadata) ? object.metadata : {};
  return {
    ...object,
    metadata: { ...metadata, resourceVersion: cached.resourceVersion },
    ...(cached.status ? { status: parseJson(cached.status.toString()) } : {}),
  };
}
