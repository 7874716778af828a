import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parsePointer,
  valueAt,
} from '../json';
import { concerns, type ObjectIdentity } from './concerns';

/**
 * Fields that Git and the cluster may differ in: a selector and JSON pointers, as Flux has it (kustomize-controller,
 * `spec.ignore`).
 *
 * @public
 */
export interface FieldsToIgnore {
  group?: string;
  kind?: string;
  name?: string;
  namespace?: string;
  pointers: string[];
  /** `adopt` (default) takes over the live value; `strip` leaves the field to whoever else applies it. */
  mode?: 'strip' | 'adopt';
}

type Step = string | number;

function copyWith(
  value: JsonValue,
  [step, ...rest]: string[],
  replacement: JsonValue | undefined,
): JsonValue {
  if (Array.isArray(value)) {
    const index = Number(step);
    if (!Number.isInteger(index) || index >= value.length) return value;
    if (rest.length === 0) {
      return replacement === undefined
        ? value.filter((_, at) => at !== index)
        : value.with(index, replacement);
    }
    return value.with(index, copyWith(value[index], rest, replacement));
  }
  if (!isJsonObject(value)) return value;
  if (rest.length > 0) {
    const below = value[step] ?? (replacement === undefined ? undefined : {});
    return below === undefined
      ? value
      : { ...value, [step]: copyWith(below, rest, replacement) };
  }
  if (replacement !== undefined) return { ...value, [step]: replacement };
  const { [step]: _removed, ...left } = value;
  return left;
}

/**
 * An object of Git as it is to be compared and applied: ignored fields have the live value, or are left out. The same
 * for both, so that what is not shown is not written either.
 *
 * @returns the object, and the pointers that were left out.
 *
 * @public
 */
export function withoutIgnored(options: {
  desired: JsonObject;
  /** Undefined while there is no live object: then Git's values are applied. */
  live: JsonObject | undefined;
  rules: readonly FieldsToIgnore[];
  reference: ObjectIdentity;
}): { desired: JsonObject; stripped: Step[][] } {
  const { live, rules, reference } = options;
  let { desired } = options;
  const stripped: Step[][] = [];
  if (!live) return { desired, stripped };
  for (const rule of rules) {
    if (!concerns(rule, reference)) continue;
    for (const pointer of rule.pointers) {
      const path = parsePointer(pointer);
      if (path.length === 0) continue;
      const found = valueAt(live, path);
      const adopted =
        rule.mode === 'strip' || valueAt(desired, path) === undefined
          ? undefined
          : found;
      if (adopted === undefined) stripped.push(path);
      const changed = copyWith(desired, path, adopted);
      if (isJsonObject(changed)) desired = changed;
    }
  }
  return { desired, stripped };
}
