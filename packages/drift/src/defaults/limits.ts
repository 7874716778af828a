import { isJsonObject, type JsonObject, type JsonValue } from '../json';

function entriesOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function filled(amounts: JsonObject): JsonObject | undefined {
  return Object.keys(amounts).length > 0 ? amounts : undefined;
}

/** What a container may have at most it has by default. */
export function limitsOf(item: JsonObject): JsonValue | undefined {
  if (item.type !== 'Container') return undefined;
  return filled({ ...entriesOf(item.max), ...entriesOf(item.default) });
}

/** It asks for what it is limited to by default, or else for the least. */
export function defaultRequestsOf(item: JsonObject): JsonValue | undefined {
  if (item.type !== 'Container') return undefined;
  return filled({
    ...entriesOf(item.min),
    ...entriesOf(limitsOf(item)),
    ...entriesOf(item.defaultRequest),
  });
}
