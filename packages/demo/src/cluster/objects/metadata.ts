import { JsonObject } from './json';
import { mapAt, mapsAt, numberAt, textAt, textMapAt, textsAt } from './read';

/** metadata.name, or an empty text. */
export const nameOf = (object: JsonObject): string =>
  textAt(object, 'metadata', 'name') ?? '';

/** metadata.namespace; undefined for a cluster-scoped object. */
export const namespaceOf = (object: JsonObject): string | undefined =>
  textAt(object, 'metadata', 'namespace');

/** metadata.uid, or an empty text. */
export const uidOf = (object: JsonObject): string =>
  textAt(object, 'metadata', 'uid') ?? '';

/** metadata.resourceVersion. */
export const resourceVersionOf = (object: JsonObject): string | undefined =>
  textAt(object, 'metadata', 'resourceVersion');

/** metadata.labels. */
export const labelsOf = (object: JsonObject): Record<string, string> =>
  textMapAt(object, 'metadata', 'labels');

/** metadata.annotations. */
export const annotationsOf = (object: JsonObject): Record<string, string> =>
  textMapAt(object, 'metadata', 'annotations');

/** metadata.finalizers. */
export const finalizersOf = (object: JsonObject): string[] =>
  textsAt(object, 'metadata', 'finalizers');

/** metadata.generation; 0 where the kind has none. */
export const generationOf = (object: JsonObject): number =>
  numberAt(object, 'metadata', 'generation') ?? 0;

/** Whether the object is waiting for its finalizers. */
export const isDeleting = (object: JsonObject): boolean =>
  textAt(object, 'metadata', 'deletionTimestamp') !== undefined;

/** The owner reference that is marked as the controller's. */
export const controllerOf = (object: JsonObject): JsonObject | undefined =>
  mapsAt(object, 'metadata', 'ownerReferences').find(
    owner => owner.controller === true,
  );

/** A reference by which `owner` controls another object. */
export function controllerReference(owner: JsonObject): JsonObject {
  return {
    apiVersion: textAt(owner, 'apiVersion') ?? '',
    kind: textAt(owner, 'kind') ?? '',
    name: nameOf(owner),
    uid: uidOf(owner),
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** Time as the API writes it: RFC 3339, whole seconds, UTC. */
export const timestamp = (date: Date): string =>
  `${date.toISOString().slice(0, 19)}Z`;

/** A copy with other metadata fields. */
export const withMetadata = (
  object: JsonObject,
  metadata: JsonObject,
): JsonObject => ({
  ...object,
  metadata: { ...mapAt(object, 'metadata'), ...metadata },
});
