import { isJsonObject, type JsonObject } from '../json';
import type { TypeSchema } from '../schema';

/**
 * An object of a kind before anything is written to it: parts that are there from the start, which the schema marks by
 * the default `{}`, belong to nobody.
 */
export function emptyObject(type: TypeSchema): JsonObject {
  const object: JsonObject = {};
  if (type.kind !== 'struct') return object;
  for (const [name, field] of type.fields) {
    const given = field.default;
    if (isJsonObject(given) && Object.keys(given).length === 0) {
      object[name] = emptyObject(field.type());
    }
  }
  return object;
}
