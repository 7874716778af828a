import { isJsonObject, type JsonObject } from '../json';

/** Metadata that says nothing about what an object is. */
const BOOKKEEPING = ['managedFields', 'resourceVersion', 'generation'];

/** An object without what every write changes. */
export function withoutBookkeeping(object: JsonObject): JsonObject {
  if (!isJsonObject(object.metadata)) return object;
  return {
    ...object,
    metadata: Object.fromEntries(
      Object.entries(object.metadata).filter(
        ([name]) => !BOOKKEEPING.includes(name),
      ),
    ),
  };
}
