import {
  isJsonObject,
  jsonEqual,
  type JsonObject,
  type JsonValue,
} from '@backstage-gitops/drift';

export { type JsonObject, type JsonValue };

/** Whether a value is a JSON object and not a list. */
export const isMap = isJsonObject;

/** Equal as data; the order of a map's keys does not count, a list's does. */
export const sameJson = jsonEqual;

/** A private copy that may be changed in place. */
export function copyOf<T extends JsonValue>(value: T): T {
  return structuredClone(value);
}
