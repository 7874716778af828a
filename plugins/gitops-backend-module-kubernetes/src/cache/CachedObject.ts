import {
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

/** Entries that record who wrote the status say nothing about fields that Git sets, but for annotations. */
function withoutChurn(object: JsonObject): JsonObject {
  const { status: _status, ...rest } = object;
  if (!isObject(rest.metadata)) return rest;
  const { resourceVersion: _version, ...metadata } = rest.metadata;
  const { managedFields } = metadata;
  if (Array.isArray(managedFields)) {
    metadata.managedFields = managedFields.map((entry: JsonValue) =>
      isObject(entry) && entry.subresource === 'status'
        ? withoutTime(entry)
        : entry,
    );
  }
  return { ...rest, metadata };
}

function withoutTime({ time: _time, ...entry }: JsonObject): JsonObject {
  return entry;
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
