import { mergeTyped } from '../apply/mergeTyped';
import { ownable } from '../apply/metadata';
import { FieldSet } from '../fields';
import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import type { KindTraits, TypeSchema } from '../schema';
import { type Change, changesBetween } from './changesBetween';
import { toKept, toPayload } from './serverForm';
import { sameByValue } from './sameByValue';

/** Does a value have everything that another one asks for? Defaults may have filled in the rest. */
function holds(value: JsonValue | undefined, asked: JsonValue): boolean {
  if (Array.isArray(asked)) {
    return Array.isArray(value)
      ? value.length === asked.length &&
          asked.every((item, index) => holds(value[index], item))
      : asked.length === 0;
  }
  if (isJsonObject(asked)) {
    return Object.entries(asked).every(([name, field]) =>
      holds(isJsonObject(value) ? value[name] : undefined, field),
    );
  }
  // A zero is dropped by types of Kubernetes itself.
  return value === undefined ? !asked : sameByValue(value, asked);
}

/**
 * What Git sets and the server will keep otherwise: admission rewrites it, so applying Git again changes nothing.
 *
 * @param options - `predicted` is what applying Git makes of the object.
 */
export function overriddenFields(options: {
  desired: JsonObject;
  predicted: JsonObject;
  schema: TypeSchema;
  traits: KindTraits;
}): Change[] {
  const { schema, traits } = options;
  const predicted = ownable(options.predicted);
  const desired = ownable(toPayload(options.desired, schema, traits));
  const laidOver = mergeTyped(predicted, desired, schema);
  if (!isJsonObject(laidOver)) return [];
  const set = FieldSet.of(desired, schema);
  return changesBetween(
    predicted,
    toKept(laidOver, schema, traits),
    schema,
  ).filter(
    change =>
      change.op !== 'reorder' &&
      change.to !== undefined &&
      set.touches(change.path) &&
      !holds(change.from?.value, change.to.value),
  );
}
