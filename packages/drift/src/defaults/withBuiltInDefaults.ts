import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  jsonEqual,
} from '../json';
import { BUILT_IN_KINDS } from './builtInKinds';
import type { Conditional } from './Defaults';

function fill(
  value: JsonValue,
  [step, ...rest]: string[],
  given: JsonValue | Conditional,
): JsonValue {
  if (!isJsonObject(value)) return value;
  const name = step.replace('[]', '');
  const found = value[name];
  if (rest.length === 0) {
    if (typeof given === 'function') {
      const wanted = given(value);
      return wanted === undefined || jsonEqual(wanted, found)
        ? value
        : { ...value, [name]: wanted };
    }
    if (found !== undefined && found !== null) return value;
    return { ...value, [name]: given };
  }
  if (found === undefined) return value;
  if (!step.endsWith('[]')) {
    const below = fill(found, rest, given);
    return below === found ? value : { ...value, [name]: below };
  }
  if (!Array.isArray(found)) return value;
  const items = found.map(item => fill(item, rest, given));
  return items.every((item, index) => item === found[index])
    ? value
    : { ...value, [name]: items };
}

const STEPS: ReadonlyMap<
  string,
  Array<[string[], JsonValue | Conditional]>
> = new Map(
  Object.entries(BUILT_IN_KINDS).map(([kind, defaults]) => [
    kind,
    Object.entries(defaults).map(([place, value]) => [place.split('.'), value]),
  ]),
);

/** An object of a kind of Kubernetes itself with its defaults; the same object where it has them all. */
export function withBuiltInDefaults(object: JsonObject): JsonObject {
  const kind = `${String(object.apiVersion)}/${String(object.kind)}`;
  let filled: JsonValue = object;
  for (const [steps, value] of STEPS.get(kind) ?? []) {
    filled = fill(filled, steps, value);
  }
  return isJsonObject(filled) ? filled : object;
}
