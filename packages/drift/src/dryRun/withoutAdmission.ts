import { mergeTyped } from '../apply/mergeTyped';
import { changesBetween } from '../compare/changesBetween';
import { FieldSet, readManagedFields } from '../fields';
import { childrenOf, childType } from '../fields/element';
import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { withoutPaths } from '../json/withoutPaths';
import type { TypeSchema } from '../schema';

/**
 * The answer to a dry run without what admission made of it: of all that it has and the live object has not, only what
 * the manager applied; and without what applying takes out.
 *
 * @public
 */
export function withoutAdmission(options: {
  live: JsonObject;
  predicted: JsonObject;
  manager: string;
  schema: TypeSchema;
}): JsonObject {
  const { live, predicted, manager, schema } = options;
  const applied = readManagedFields(predicted)
    .filter(entry => entry.manager === manager && entry.operation === 'Apply')
    .reduce((all, { fields }) => all.union(fields), FieldSet.empty);
  const gone = changesBetween(live, predicted, schema)
    .filter(({ op }) => op === 'remove')
    .flatMap(({ from }) => (from ? [from.pointer] : []));
  const left = withoutPaths(live, gone);
  const merged = mergeTyped(
    left,
    onlyOwned(predicted, applied, schema),
    schema,
  );
  return isJsonObject(merged) ? merged : predicted;
}

/** The parts of a value that a set holds; items of keyed lists keep what tells them apart. */
function onlyOwned(
  value: JsonValue,
  owned: FieldSet,
  type: TypeSchema,
): JsonValue {
  const children = childrenOf(value, type);
  if (!children) return value;
  const left: JsonObject = {};
  const items: JsonValue[] = [];
  for (const child of children) {
    const { element, step, value: below } = child;
    if (!owned.hasAny(element)) continue;
    const kept = onlyOwned(below, owned.below(element), childType(type, child));
    const whole = withKeys(kept, below, element);
    if (Array.isArray(value)) items.push(whole);
    else left[step] = whole;
  }
  return Array.isArray(value) ? items : left;
}

function withKeys(
  kept: JsonValue,
  whole: JsonValue,
  element: string,
): JsonValue {
  if (
    !element.startsWith('k:') ||
    !isJsonObject(kept) ||
    !isJsonObject(whole)
  ) {
    return kept;
  }
  const keys = Object.keys(JSON.parse(element.slice(2)));
  const known = keys.filter(name => whole[name] !== undefined);
  return {
    ...kept,
    ...Object.fromEntries(known.map(name => [name, whole[name]])),
  };
}
