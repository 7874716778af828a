import { ClusterContext } from '../ClusterContext';
import { Cause, invalid } from '../errors/failures';
import { KindRules, rulesOf } from '../kinds/kindRules';
import { JsonObject, sameJson } from '../objects/json';
import {
  finalizersOf,
  isDeleting,
  nameOf,
  namespaceOf,
} from '../objects/metadata';
import { withoutValue, withValue } from '../objects/change';
import { listAt, mapsAt } from '../objects/read';
import { collectionOf, Resource } from '../resources/Resource';
import { decodeMerged, Decoded } from './decode';
import { managedFieldsOf, withManagedFields } from './ownership';
import { WriteOptions } from './WriteOptions';

/** Lets admission hooks change an object; what they did is not owned. */
export function admit(
  context: ClusterContext,
  resource: Resource,
  operation: 'CREATE' | 'UPDATE',
  decoded: Decoded,
  { user, dryRun }: WriteOptions,
): Decoded {
  const { object } = decoded;
  const admitted = context.faults.admitted({
    operation,
    resource,
    user,
    object,
    dryRun: dryRun === 'server',
  });
  if (admitted === object) return decoded;
  const again = decodeMerged(context, resource, admitted);
  return {
    ...again,
    object: withManagedFields(again.object, managedFieldsOf(object)),
  };
}

/** Refuses an object that breaks its kind's rules, all reasons at once. */
export function check(
  resource: Resource,
  { object, invalid: found }: Decoded,
  live: JsonObject | undefined,
): void {
  const rules: KindRules = rulesOf(resource);
  const causes: Cause[] = [
    ...found.map(({ path, reason, message }) => ({
      field: path,
      reason,
      message,
    })),
    ...(rules.check?.(object) ?? []),
    ...(live ? rules.checkChange?.(object, live) ?? [] : []),
  ];
  if (causes.length === 0) return;
  const { group, kind } = resource;
  throw invalid({ group, kind, name: nameOf(object) }, causes);
}

// A write that changes nothing but times in ownership is no write.
function timeless(object: JsonObject): JsonObject {
  const entries = mapsAt(object, 'metadata', 'managedFields');
  return withValue(
    object,
    ['metadata', 'managedFields'],
    entries.map(entry => withoutValue(entry, ['time'])),
  );
}

/** Whether two states of an object differ in anything but ownership times. */
export const differs = (live: JsonObject, next: JsonObject) =>
  !sameJson(timeless(live), timeless(next));

// A namespace has finalizers of its own, which its controller takes away.
const waits = (resource: Resource, object: JsonObject) =>
  finalizersOf(object).length > 0 ||
  (resource.kind === 'Namespace' &&
    listAt(object, 'spec', 'finalizers').length > 0);

/** Stores a changed object; one that only waited for finalizers goes. */
export function store(
  context: ClusterContext,
  resource: Resource,
  object: JsonObject,
): JsonObject {
  const collection = collectionOf(resource);
  const stored = context.store.put(collection, object);
  if (isDeleting(stored) && !waits(resource, stored)) {
    context.store.remove(collection, namespaceOf(stored), nameOf(stored));
  }
  return stored;
}
