import { type JsonValue, jsonEqual } from '../json';
import { readQuantity } from '../quantity';
import type { KindTraits } from '../schema';
import type { Change } from './changesBetween';

/** A quantity has a unit, else it is a number, or a version. */
const UNIT = /[a-zA-Z]/;

/**
 * Is a change one of spelling only: two amounts that are equal, in a custom resource? There a server keeps amounts as
 * they are written; in its own kinds it spells them one way, and what still differs is a text.
 */
export function isRespelling(
  { op, path, from, to }: Change,
  traits: KindTraits,
): boolean {
  return (
    op === 'replace' &&
    traits.origin === 'custom' &&
    path[0] !== 'f:metadata' &&
    from !== undefined &&
    to !== undefined &&
    sameByValue(from.value, to.value)
  );
}

/**
 * Equal, or equal as quantities in different spelling, which a person would not call drift. At least one has a unit:
 * `1.10` and `1.1` may be versions.
 */
export function sameByValue(a: JsonValue, b: JsonValue): boolean {
  if (jsonEqual(a, b)) return true;
  const [one, two] = [readQuantity(a), readQuantity(b)];
  return (
    one !== undefined &&
    one.nano === two?.nano &&
    (UNIT.test(String(a)) || UNIT.test(String(b)))
  );
}
