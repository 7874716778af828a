import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  jsonEqual,
} from '../json';
import {
  type Child,
  childrenOf,
  childType,
  type PathElement,
} from '../fields/element';
import { isAtomic, itemType, type TypeSchema } from '../schema';

/**
 * What is live with what is applied laid over it, by the rules of the type (structured-merge-diff, "merge"). Nothing is
 * removed here, and the live value itself is given where nothing changes.
 */
export function mergeTyped(
  live: JsonValue | undefined,
  applied: JsonValue | undefined,
  type: TypeSchema,
): JsonValue | undefined {
  if (applied === undefined) return live;
  if (live === undefined) return applied;
  if (isJsonObject(live) && isJsonObject(applied) && !isAtomic(type, applied)) {
    return mergeObjects(live, applied, type);
  }
  if (Array.isArray(live) && Array.isArray(applied)) {
    const before = childrenOf(live, type);
    const after = childrenOf(applied, type);
    if (before && after) {
      const merged = mergeLists(before, after, itemType(type));
      const isSame =
        merged.length === live.length &&
        merged.every((item, index) => item === live[index]);
      return isSame ? live : merged;
    }
  }
  return jsonEqual(live, applied) ? live : applied;
}

function mergeObjects(
  live: JsonObject,
  applied: JsonObject,
  type: TypeSchema,
): JsonObject {
  let merged: JsonObject | undefined;
  for (const name of Object.keys(applied)) {
    const value = mergeTyped(
      live[name],
      applied[name],
      childType(type, { element: `f:${name}`, step: name, value: null }),
    );
    if (value === undefined || value === live[name]) continue;
    merged ??= { ...live };
    merged[name] = value;
  }
  return merged ?? live;
}

/**
 * Items that both have come in the order they are applied in; live ones of others stay where they were between them.
 */
function mergeLists(
  live: Child[],
  applied: Child[],
  type: TypeSchema,
): JsonValue[] {
  const liveByElement = byElement(live);
  const appliedElements = byElement(applied);
  const shared = applied.filter(({ element }) => liveByElement.has(element));
  const merged: JsonValue[] = [];
  let left = 0;
  let right = 0;
  let nextShared = 0;
  const take = (child: Child) => {
    const value = mergeTyped(
      liveByElement.get(child.element)?.value,
      child.value,
      type,
    );
    if (value !== undefined) merged.push(value);
    right += 1;
    if (shared[nextShared]?.element === child.element) nextShared += 1;
  };
  while (left < live.length || right < applied.length) {
    const mine: Child | undefined = live[left];
    const theirs: Child | undefined = applied[right];
    if (mine && theirs && mine.element === theirs.element) {
      left += 1;
      take(theirs);
    } else if (
      mine &&
      theirs &&
      appliedElements.has(mine.element) &&
      shared[nextShared] !== undefined &&
      shared[nextShared].element !== mine.element
    ) {
      // It comes later, or came already, in the order that is applied.
      left += 1;
    } else if (mine && !appliedElements.has(mine.element)) {
      merged.push(mine.value);
      left += 1;
    } else if (theirs) {
      take(theirs);
    } else {
      left += 1;
    }
  }
  return merged;
}

function byElement(children: Child[]): ReadonlyMap<PathElement, Child> {
  return new Map(children.map(child => [child.element, child]));
}
