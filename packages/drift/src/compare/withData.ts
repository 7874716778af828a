import { isJsonObject, type JsonObject } from '../json';

/** base64 of a text in UTF-8, without the help of a runtime. */
function base64(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) {
    binary += String.fromCharCode(byte);
  }
  return btoa(binary);
}

/** Write-only texts of a Secret end up among its data. */
export function withData(object: JsonObject): JsonObject {
  const { stringData, ...rest } = object;
  if (stringData === undefined) return object;
  if (!isJsonObject(stringData)) return rest;
  const data = isJsonObject(object.data) ? object.data : {};
  return {
    ...rest,
    data: {
      ...data,
      ...Object.fromEntries(
        Object.entries(stringData).map(([name, value]) => [
          name,
          typeof value === 'string' ? base64(value) : value,
        ]),
      ),
    },
  };
}
