import { isJsonObject, type JsonObject } from '../json';

/** Metadata that names an object or that the server keeps itself: nobody owns it (fieldmanager, "stripMeta"). */
const UNOWNED_METADATA = [
  'name',
  'namespace',
  'creationTimestamp',
  'selfLink',
  'uid',
  'clusterName',
  'generation',
  'managedFields',
  'resourceVersion',
];

/** What of an object can be owned. */
export function ownable(object: JsonObject): JsonObject {
  const { apiVersion: _version, kind: _kind, metadata: all, ...rest } = object;
  if (!isJsonObject(all)) return rest;
  const owned = Object.entries(all).filter(
    ([name]) => !UNOWNED_METADATA.includes(name),
  );
  return owned.length > 0
    ? { metadata: Object.fromEntries(owned), ...rest }
    : rest;
}
