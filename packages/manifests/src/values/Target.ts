import { Step } from '../fields/locate';
import { ManifestValue } from '../yaml/content';

/** Where a value is to be written, by the steps that lead there. */
export type Target =
  | { status: 'found'; at: Step[]; value: ManifestValue }
  | { status: 'refused'; reason: string };

export function foundAt(at: Step[], value: ManifestValue): Target {
  return { status: 'found', at, value };
}

export function noTarget(reason: string): Target {
  return { status: 'refused', reason };
}

/** A value inside of the maps that are missing on its way. */
export function nestInKeys(
  keys: readonly string[],
  value: ManifestValue,
): ManifestValue {
  return keys.reduceRight<ManifestValue>(
    (inner, key) => ({ [key]: inner }),
    value,
  );
}

export const IN_THE_WAY = 'something else stands in the way';

/** Why a key below another is not written where a merge key brings that in. */
export function mergedReason(key: string): string {
  return `'${key}' is brought in by a merge key, and would lose what else is in it`;
}
