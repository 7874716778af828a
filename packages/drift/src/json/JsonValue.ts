/**
 * JSON without loss: an integer beyond 2^53 is a bigint.
 *
 * @public
 */
export type JsonValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | JsonValue[]
  | JsonObject;

/** @public */
export interface JsonObject {
  [key: string]: JsonValue;
}

/**
 * Is this an object, neither a list nor null?
 *
 * @public
 */
export function isJsonObject(
  value: JsonValue | undefined,
): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at a key, where there is one. */
export function objectAt(
  value: JsonValue | undefined,
  key: string,
): JsonObject | undefined {
  const found = isJsonObject(value) ? value[key] : undefined;
  return isJsonObject(found) ? found : undefined;
}

/** The text at a key, where there is one. */
export function textAt(
  value: JsonValue | undefined,
  key: string,
): string | undefined {
  const found = isJsonObject(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : undefined;
}
