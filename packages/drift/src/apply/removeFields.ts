import type { JsonObject, JsonValue } from '../json';
import { childrenOf, childType, isNamedField } from '../fields/element';
import { FieldSet } from '../fields/FieldSet';
import type { TypeSchema } from '../schema';

/**
 * Takes out what its manager owned and no longer sets, unless another owns it too. An item goes as a whole, whatever
 * others set within it; so does a named field once nobody owns anything in it, defaults included.
 *
 * @param options - `gone` is what the manager owned before; `kept` what everyone owns now, the manager included.
 *
 * @returns undefined where nothing is left.
 */
export function removeFields(
  value: JsonValue,
  type: TypeSchema,
  { gone, kept }: { gone: FieldSet; kept: FieldSet },
): JsonValue | undefined {
  const children = gone.isEmpty ? undefined : childrenOf(value, type);
  if (!children) return value;
  const left: Array<{ step: string | number; value: JsonValue }> = [];
  for (const { element, value: child, step } of children) {
    const owns = (set: FieldSet) =>
      set.hasMember(element) ||
      (isNamedField(type, element) && set.hasAny(element));
    if (owns(gone) && !owns(kept)) continue;
    const rest = removeFields(
      child,
      childType(type, { element, value: child, step }),
      { gone: gone.below(element), kept: kept.below(element) },
    );
    if (rest !== undefined) left.push({ step, value: rest });
    else if (owns(kept)) left.push({ step, value: emptied(child) });
  }
  if (left.length === 0 && children.length > 0) return undefined;
  if (
    left.length === children.length &&
    left.every((item, index) => item.value === children[index].value)
  ) {
    return value;
  }
  if (Array.isArray(value)) return left.map(item => item.value);
  const object: JsonObject = {};
  for (const item of left) object[String(item.step)] = item.value;
  return object;
}

function emptied(value: JsonValue): JsonValue {
  return Array.isArray(value) ? [] : {};
}
