import { type JsonValue, jsonEqual } from '../json';
import { indexIn, inOrderOf } from './itemOrder';

/** Which differences a patch is to tell of. */
export interface Wanted {
  deletions: boolean;
  /** Additions and changes. */
  changes: boolean;
  /** The order of lists. */
  order: boolean;
}

/** What leads from one list to another. */
export interface ListPatch {
  items: JsonValue[];
  /** Scalars to take out; objects are among the items, with a directive. */
  removed: JsonValue[];
  order: JsonValue[];
}

/** What a list has more often than another. */
function surplus(list: JsonValue[], other: JsonValue[]): JsonValue[] {
  const left = [...other];
  return list.filter(item => {
    const index = indexIn(left, item, { by: 'value' });
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** What leads from one list of scalars to another, however often each is in it. */
export function scalarsPatch(
  original: JsonValue[],
  modified: JsonValue[],
  wanted: Wanted,
): ListPatch {
  const merge = { by: 'value' as const };
  const removed = wanted.deletions
    ? surplus(original, modified).filter(
        (item, at, all) => indexIn(all, item, merge) === at,
      )
    : [];
  const needsOrder =
    wanted.order &&
    (removed.length > 0 || (wanted.changes && !jsonEqual(original, modified)));
  return {
    items: wanted.changes
      ? inOrderOf(surplus(modified, original), modified, merge)
      : [],
    removed,
    order: needsOrder ? modified : [],
  };
}
