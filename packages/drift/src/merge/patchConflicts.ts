import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  jsonEqual,
  printJson,
} from '../json';
import type { TypeSchema } from '../schema';
import {
  holdsObjects,
  PATCH,
  type PatchedField,
  patchedField,
  RETAIN_KEYS,
} from './directives';

/** Do two patches of one object want different things of one field (strategicpatch, "MergingMapsHaveConflicts")? */
export function haveConflicts(
  one: JsonObject,
  other: JsonObject,
  type: TypeSchema,
): boolean {
  if (!jsonEqual(one[PATCH], other[PATCH])) return true;
  return Object.keys(one).some(name => {
    if (name === PATCH || name === RETAIN_KEYS || !(name in other)) {
      return false;
    }
    return differ(one[name], other[name], patchedField(type, name));
  });
}

function differ(a: JsonValue, b: JsonValue, field: PatchedField): boolean {
  if (isJsonObject(a) && isJsonObject(b)) {
    return field.strategy === 'replace'
      ? !jsonEqual(a[PATCH], b[PATCH])
      : haveConflicts(a, b, field.type);
  }
  if (Array.isArray(a) && Array.isArray(b)) return listsDiffer(a, b, field);
  return !jsonEqual(a, b);
}

function listsDiffer(
  a: JsonValue[],
  b: JsonValue[],
  field: PatchedField,
): boolean {
  if (field.strategy === 'merge') {
    const { key } = field;
    // Scalars come and go one by one.
    if (!holdsObjects(a, b) || key === undefined) return false;
    return a.some(item => {
      const same = b.find(
        one =>
          isJsonObject(one) &&
          isJsonObject(item) &&
          jsonEqual(one[key], item[key]),
      );
      return (
        isJsonObject(item) &&
        isJsonObject(same) &&
        haveConflicts(item, same, field.type)
      );
    });
  }
  if (a.length !== b.length) return true;
  const unnamed = { ...field, strategy: undefined };
  const [one, other] = holdsObjects(a, b) ? [a, b] : [sorted(a), sorted(b)];
  return one.some((item, at) => differ(item, other[at], unnamed));
}

function sorted(scalars: JsonValue[]): JsonValue[] {
  return scalars.toSorted((a, b) => (printJson(a) < printJson(b) ? -1 : 1));
}
