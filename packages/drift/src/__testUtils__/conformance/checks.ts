import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  jsonEqual,
  parsePointer,
  printJson,
  valueAt,
} from '../../json';
import { textAt } from '../../json/JsonValue';
import { readQuantity } from '../../quantity';

function isPart(part: JsonValue, of: JsonValue): boolean {
  if (!isJsonObject(part) || !isJsonObject(of)) return jsonEqual(part, of);
  return Object.entries(part).every(
    ([name, value]) => name in of && isPart(value, of[name]),
  );
}

function lengthOf(value: JsonValue | undefined): number | undefined {
  if (Array.isArray(value)) return value.length;
  return isJsonObject(value) ? Object.keys(value).length : undefined;
}

function holds(
  op: string,
  found: JsonValue | undefined,
  wanted: JsonValue,
): boolean {
  switch (op) {
    case 'equals':
      return jsonEqual(found, wanted);
    case 'exists':
      return found !== undefined;
    case 'absent':
      return found === undefined;
    case 'length':
      return lengthOf(found) === wanted;
    case 'containsItem':
      return Array.isArray(found) && found.some(item => isPart(wanted, item));
    case 'quantity':
      return (
        readQuantity(found ?? '0')?.nano === readQuantity(wanted)?.nano &&
        readQuantity(wanted) !== undefined
      );
    case 'nullOrAbsent':
      return found === undefined || found === null;
    case 'notContainsText':
      return !printJson(found ?? null).includes(String(wanted));
    default:
      throw new Error(`Nothing is known of a check called "${op}".`);
  }
}

/** The checks of a case that do not hold on the results named by it. */
export function failedChecks(
  checks: readonly JsonObject[],
  results: Record<string, JsonValue | undefined>,
): string[] {
  return checks
    .filter(check => {
      const path = parsePointer(textAt(check, 'path') ?? '');
      const found = valueAt(results[textAt(check, 'on') ?? ''], path);
      return !holds(textAt(check, 'op') ?? '', found, check.value ?? null);
    })
    .map(check => printJson(check));
}
