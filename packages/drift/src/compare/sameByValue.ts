import { type JsonValue, jsonEqual } from '../json';
import { parseQuantity, quantitiesEqual } from '../quantity';

/** Equal, or equal as quantities in different spelling, which a person would not call drift. */
export function sameByValue(a: JsonValue, b: JsonValue): boolean {
  if (jsonEqual(a, b)) return true;
  if (!isScalar(a) || !isScalar(b)) return false;
  const [one, two] = [parseQuantity(String(a)), parseQuantity(String(b))];
  return one !== undefined && two !== undefined && quantitiesEqual(one, two);
}

function isScalar(value: JsonValue): value is string | number | bigint {
  return (
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'bigint'
  );
}
