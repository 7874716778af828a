import { isJsonObject, type JsonValue } from './JsonValue';

/**
 * The parts of a JSON pointer (RFC 6901).
 *
 * @throws Error for a text that neither is empty nor begins with a slash.
 *
 * @public
 */
export function parsePointer(pointer: string): string[] {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) {
    throw new Error(`"${pointer}" is no JSON pointer: it must begin with /`);
  }
  return pointer
    .slice(1)
    .split('/')
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/**
 * A JSON pointer from its parts.
 *
 * @public
 */
export function printPointer(parts: Array<string | number>): string {
  return parts
    .map(part => `/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`)
    .join('');
}

/**
 * What a pointer names; undefined where there is nothing.
 *
 * @public
 */
export function valueAt(
  value: JsonValue | undefined,
  parts: Array<string | number>,
): JsonValue | undefined {
  let found = value;
  for (const part of parts) {
    if (Array.isArray(found)) {
      found = /^(0|[1-9]\d*)$/.test(String(part))
        ? found[Number(part)]
        : undefined;
    } else if (isJsonObject(found)) {
      found = Object.hasOwn(found, part) ? found[part] : undefined;
    } else {
      return undefined;
    }
  }
  return found;
}
