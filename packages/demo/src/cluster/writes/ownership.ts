import { printManagedFields, trackUpdate } from '@backstage-gitops/drift';
import { ClusterContext } from '../ClusterContext';
import { withoutValue, withValue } from '../objects/change';
import { isMap, JsonObject, JsonValue } from '../objects/json';
import { mapsAt } from '../objects/read';
import { timestamp } from '../objects/metadata';
import { apiVersionOf, Resource } from '../resources/Resource';

const MANAGED_FIELDS = ['metadata', 'managedFields'];

/** The ownership entries of an object. */
export const managedFieldsOf = (object: JsonObject): JsonObject[] =>
  mapsAt(object, ...MANAGED_FIELDS);

/** A copy with other ownership entries; without any, the field is absent. */
export const withManagedFields = (
  object: JsonObject,
  entries: JsonValue[],
): JsonObject =>
  entries.length === 0
    ? withoutValue(object, MANAGED_FIELDS)
    : withValue(object, MANAGED_FIELDS, entries);

/** Who writes, and through which door. */
export interface Writer {
  manager: string;
  subresource: string | undefined;
}

// A client clears ownership by writing one empty entry.
const clears = (object: JsonObject) => {
  const entries = managedFieldsOf(object);
  const [only] = entries;
  return entries.length === 1 && isMap(only) && Object.keys(only).length === 0;
};

/**
 * An object after a write that is no apply, with the ownership that follows.
 * Once ownership was cleared, later updates are not tracked either.
 */
export function tracked(
  { schemas, clock }: ClusterContext,
  resource: Resource,
  before: JsonObject | undefined,
  after: JsonObject,
  { manager, subresource }: Writer,
): JsonObject {
  if (before && clears(after)) return withManagedFields(after, []);
  if (before && managedFieldsOf(before).length === 0) {
    return withManagedFields(after, []);
  }
  const written = managedFieldsOf(after);
  const base = before
    ? withManagedFields(
        before,
        written.length > 0 ? written : managedFieldsOf(before),
      )
    : schemas.emptyObject(resource);
  const entries = trackUpdate({
    before: base,
    after: withManagedFields(after, []),
    manager,
    apiVersion: apiVersionOf(resource),
    subresource,
    schema: schemas.typeOf(resource),
    time: timestamp(clock()),
  });
  return withManagedFields(after, printManagedFields(entries));
}
