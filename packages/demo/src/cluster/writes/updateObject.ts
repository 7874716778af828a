import { ClusterContext } from '../ClusterContext';
import { conflict, invalid, staleResourceVersion } from '../errors/failures';
import { rulesOf } from '../kinds/kindRules';
import {
  annotationsOf,
  withMetadata,
  generationOf,
  nameOf,
  resourceVersionOf,
  uidOf,
} from '../objects/metadata';
import { withoutValue, withValueOf } from '../objects/change';
import { copyOf, JsonObject, sameJson } from '../objects/json';
import { textAt } from '../objects/read';
import { hasStatus, Resource } from '../resources/Resource';
import { Decoded } from './decode';
import { admit, check, differs, store } from './finish';
import { tracked } from './ownership';
import { remarksOn } from './warnings';
import { Door, WriteOptions } from './WriteOptions';

const KEPT_METADATA = [
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'generateName',
  'selfLink',
];

/** What an update must still find, and how it is told otherwise. */
export function requireSame(
  resource: Resource,
  live: JsonObject,
  written: JsonObject,
  method: 'PUT' | 'PATCH',
): void {
  const { group, plural, kind } = resource;
  const name = nameOf(live);
  const uid = uidOf(written);
  if (uid !== '' && uid !== uidOf(live)) {
    if (method === 'PUT') {
      throw conflict(
        { group, plural, name },
        `StorageError: invalid object, Code: 4, Key: ${name}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${uid}, UID in object meta: ${uidOf(
          live,
        )}`,
      );
    }
    const cause = {
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(uid)}: field is immutable`,
      field: 'metadata.uid',
    };
    throw invalid({ group, kind, name }, [cause]);
  }
  const revision = textAt(written, 'metadata', 'resourceVersion');
  if (revision && revision !== resourceVersionOf(live)) {
    throw staleResourceVersion({ group, plural, name });
  }
}

/** What a write through one door may change of an object. */
export function throughDoor(
  resource: Resource,
  live: JsonObject,
  next: JsonObject,
  door: Door,
): JsonObject {
  const kept = KEPT_METADATA.reduce(
    (object, key) => withValueOf(object, live, ['metadata', key]),
    next,
  );
  switch (door) {
    case 'status': {
      const others = Object.keys({ ...live, ...next }).filter(
        key => !['status', 'metadata'].includes(key),
      );
      const only = others.reduce(
        (object, key) => withValueOf(object, live, [key]),
        kept,
      );
      if (resource.source.kind === 'built-in') {
        return withValueOf(only, live, ['metadata', 'labels']);
      }
      // A custom resource's status door changes nothing of its metadata.
      const entries = only.metadata;
      const restored = withValueOf(only, live, ['metadata']);
      return withValueOf(restored, { metadata: entries ?? {} }, [
        'metadata',
        'managedFields',
      ]);
    }
    case 'ephemeralcontainers':
      return withValueOf(
        withValueOf(live, kept, ['spec', 'ephemeralContainers']),
        kept,
        ['metadata', 'managedFields'],
      );
    case 'finalize':
      return withValueOf(live, kept, ['spec', 'finalizers']);
    default:
      return hasStatus(resource) ? withValueOf(kept, live, ['status']) : kept;
  }
}

// Metadata does not count, but for the kinds that count annotations; status
// does only where it has no door of its own.
function counts(
  resource: Resource,
  live: JsonObject,
  next: JsonObject,
  door: Door,
) {
  const spec = (object: JsonObject) => {
    const rest = withoutValue(object, ['metadata']);
    return hasStatus(resource) ? withoutValue(rest, ['status']) : rest;
  };
  const annotated =
    door === 'main' &&
    rulesOf(resource).countsAnnotations === true &&
    !sameJson(annotationsOf(live), annotationsOf(next));
  return resource.counted && (annotated || !sameJson(spec(live), spec(next)));
}

/**
 * Stores a changed object whose ownership is known: rules of the kind,
 * admission, generation, checks. A write that changes nothing is none.
 */
export function storeChanged(
  context: ClusterContext,
  resource: Resource,
  live: JsonObject,
  decoded: Decoded,
  door: Door,
  options: WriteOptions,
): JsonObject {
  const copy = copyOf(decoded.object);
  if (door === 'main') {
    rulesOf(resource).update?.(copy, live, {
      store: context.store,
      now: context.clock(),
    });
  }
  const admitted = admit(
    context,
    resource,
    'UPDATE',
    { ...decoded, object: copy },
    options,
  );
  if (door === 'main' || resource.source.kind === 'custom') {
    check(resource, admitted, live);
  }
  for (const remark of remarksOn(admitted.object)) options.warn(remark);
  const next = counts(resource, live, admitted.object, door)
    ? withMetadata(admitted.object, { generation: generationOf(live) + 1 })
    : admitted.object;
  if (!differs(live, next)) return live;
  return options.dryRun === 'server' ? next : store(context, resource, next);
}

/** Writes another state of an object, as PUT and all patches but apply do. */
export function updateObject(
  context: ClusterContext,
  resource: Resource,
  live: JsonObject,
  decoded: Decoded,
  door: Door,
  options: WriteOptions,
): JsonObject {
  const next = throughDoor(resource, live, decoded.object, door);
  const owned = tracked(context, resource, live, next, {
    manager: options.manager,
    subresource: door === 'main' ? undefined : door,
  });
  return storeChanged(
    context,
    resource,
    live,
    { ...decoded, object: owned },
    door,
    options,
  );
}
