import type { FieldManager, ManagedEntry, PathElement } from '../fields';

/**
 * Who holds a path: every manager that owns it, what is above it as one value, or something below it. Nobody, where a
 * field was removed or only ever defaulted.
 *
 * @public
 */
export function ownersOf(
  path: readonly PathElement[],
  entries: readonly ManagedEntry[],
): FieldManager[] {
  return entries
    .filter(({ fields }) => fields.touches(path))
    .map(({ fields: _fields, ...manager }) => manager);
}
