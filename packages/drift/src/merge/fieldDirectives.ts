import { type JsonObject, type JsonValue, jsonEqual } from '../json';
import { ORDER_OF, REMOVE_FROM, RETAIN_KEYS, type Target } from './directives';
import { indexIn } from './itemOrder';
import { PatchError } from './PatchError';

/** The fields that a directive keeps; in a patch it is only noted. */
export function retainKeys(
  original: JsonObject,
  patch: JsonObject,
  retained: JsonValue,
  target: Target,
): JsonObject {
  if (target === 'patch') {
    const known = original[RETAIN_KEYS];
    if (known !== undefined && !jsonEqual(known, retained)) {
      throw new PatchError(
        'invalid patch format of retainKeys: the lists of two patches differ',
      );
    }
    return { ...original, [RETAIN_KEYS]: retained };
  }
  if (!Array.isArray(retained)) {
    throw new PatchError('invalid patch format of retainKeys: it is no list');
  }
  const names = new Set(retained);
  for (const [name, value] of Object.entries(patch)) {
    const isDirective =
      name.startsWith(REMOVE_FROM) || name.startsWith(ORDER_OF);
    if (value !== null && !isDirective && !names.has(name)) {
      throw new PatchError(
        `patch content doesn't match retainKeys list: "${name}" is not in it`,
      );
    }
  }
  return Object.fromEntries(
    Object.entries(original).filter(([name]) => names.has(name)),
  );
}

/** Takes scalars out of a list; in a patch that is only noted. */
export function removeItems(
  merged: JsonObject,
  directive: string,
  items: JsonValue,
  target: Target,
): void {
  if (target === 'patch') {
    merged[directive] = items;
    return;
  }
  if (!Array.isArray(items)) {
    throw new PatchError(
      `invalid patch format of primitive list: ${directive} is no list`,
    );
  }
  const name = directive.slice(REMOVE_FROM.length);
  const list = merged[name];
  if (!Array.isArray(list)) return;
  merged[name] = list.filter(item => indexIn(items, item, { by: 'value' }) < 0);
}
