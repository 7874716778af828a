import type { JsonObject, JsonValue } from '../json';
import {
  type FieldManager,
  type PathElement,
  readManagedFields,
} from '../fields';
import { childrenOf, childType } from '../fields/element';
import type { TypeSchema } from '../schema';
import { ownable } from '../apply/metadata';
import { ownersOf } from './ownersOf';

/** A field of a live object that Git does not set. @public */
export interface ForeignField {
  path: PathElement[];
  pointer: Array<string | number>;
  value: JsonValue;
  /** Empty for what was defaulted, allocated or admitted: nobody wrote it. */
  owners: FieldManager[];
}

/** Metadata that a server puts there when an object is deleted. */
const DELETION = ['deletionTimestamp', 'deletionGracePeriodSeconds'];

interface Place {
  value: JsonValue;
  pointer: Array<string | number>;
  path: PathElement[];
}

/**
 * The leaves of a live object that Git does not set, and who wrote them. The status and what the server keeps itself
 * are left out.
 *
 * @public
 */
export function foreignFields(options: {
  desired: JsonObject;
  live: JsonObject;
  schema: TypeSchema;
  manager: string;
}): ForeignField[] {
  const { desired, schema, manager } = options;
  const { status: _status, ...live } = ownable(options.live);
  const entries = readManagedFields(options.live);
  const found: ForeignField[] = [];
  walk({ value: live, pointer: [], path: [] }, ownable(desired), schema);
  return found;

  function walk(
    place: Place,
    wanted: JsonValue | undefined,
    type: TypeSchema,
  ): void {
    const children = childrenOf(place.value, type);
    if (!children || children.length === 0) {
      if (wanted !== undefined || place.path.length === 0) return;
      const owners = ownersOf(place.path, entries);
      // What only we applied before and Git no longer sets is a change to come.
      if (
        owners.length === 0 ||
        owners.some(owner => !isOurs(owner, manager))
      ) {
        found.push({ ...place, owners });
      }
      return;
    }
    const set = wanted === undefined ? [] : childrenOf(wanted, type);
    // A value of another shape, and what is set to nothing, is set all the same.
    if (
      !set ||
      (wanted !== undefined && set.length === 0 && place.path.length > 0)
    ) {
      return;
    }
    const byElement = new Map(set.map(child => [child.element, child.value]));
    for (const child of children) {
      if (
        place.path.length === 1 &&
        place.path[0] === 'f:metadata' &&
        DELETION.includes(String(child.step))
      ) {
        continue;
      }
      walk(
        {
          value: child.value,
          pointer: [...place.pointer, child.step],
          path: [...place.path, child.element],
        },
        byElement.get(child.element),
        childType(type, child),
      );
    }
  }
}

/** The entry that Git is applied as. */
export function isOurs(entry: FieldManager, manager: string): boolean {
  return (
    entry.manager === manager &&
    entry.operation === 'Apply' &&
    entry.subresource === undefined
  );
}
