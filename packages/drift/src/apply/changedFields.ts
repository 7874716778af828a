import { changesBetween } from '../compare/changesBetween';
import { FieldSet } from '../fields/FieldSet';
import { type PathElement, childrenOf, childType } from '../fields/element';
import type { JsonObject, JsonValue } from '../json';
import type { TypeSchema } from '../schema';
import { ownable } from './metadata';

/** A set with one path, and what is below it. */
function setAt(path: readonly PathElement[], below: FieldSet): FieldSet {
  const [first, ...rest] = path;
  if (first === undefined) return below;
  return new FieldSet(
    new Map([
      [
        first,
        rest.length === 0
          ? { member: true, children: below }
          : { member: false, children: setAt(rest, below) },
      ],
    ]),
  );
}

function typeAt(
  root: JsonValue,
  pointer: Array<string | number>,
  schema: TypeSchema,
): TypeSchema {
  let value = root;
  let type = schema;
  for (const step of pointer) {
    const child = childrenOf(value, type)?.find(one => one.step === step);
    if (!child) return { kind: 'any' };
    type = childType(type, child);
    value = child.value;
  }
  return type;
}

/** The fields whose values differ, as sets that managers own: `changed` in what is new, `removed` in what was. */
export function changedFields(
  before: JsonObject,
  after: JsonObject,
  schema: TypeSchema,
): { changed: FieldSet; removed: FieldSet } {
  // Metadata itself belongs to nobody, also where it comes with the object.
  const from = { metadata: {}, ...ownable(before) };
  const to = { metadata: {}, ...ownable(after) };
  let changed = FieldSet.empty;
  let removed = FieldSet.empty;
  const whole = (
    root: JsonValue,
    path: PathElement[],
    place: { pointer: Array<string | number>; value: JsonValue },
  ) =>
    setAt(
      path,
      FieldSet.ofNew(place.value, typeAt(root, place.pointer, schema)),
    );
  for (const change of changesBetween(from, to, schema)) {
    if (change.op === 'reorder') continue;
    if (change.to) changed = changed.union(whole(to, change.path, change.to));
    if (change.from && !change.to) {
      removed = removed.union(whole(from, change.path, change.from));
    }
  }
  return { changed, removed };
}
