import { PathSegment } from './parsePath';

/** How a path is followed in values of some format. */
export interface PathView<T> {
  /** The items of a list; undefined where there is none. */
  itemsOf(value: T): readonly (T | undefined)[] | undefined;
  /** The value of a map's key; undefined where there is none. */
  entryOf(value: T, key: string): T | undefined;
  /** The text of a scalar; undefined where there is none. */
  textOf(value: T): string | undefined;
}

/**
 * What a path leads to. A key with dots in it is found where the nested keys are
 * not there.
 */
export function followPath<T>(
  view: PathView<T>,
  value: T,
  segments: readonly PathSegment[],
): T | undefined {
  const [segment, ...rest] = segments;
  if (!segment) {
    return value;
  }
  const items = view.itemsOf(value);
  if (items) {
    const item =
      segment.kind === 'match'
        ? items.find(each => each && isMatch(view, each, segment))
        : items[indexOf(segment)];
    return item && followPath(view, item, rest);
  }
  if (segment.kind === 'match') {
    return undefined;
  }
  let key = segment.kind === 'key' ? segment.key : String(segment.index);
  for (let used = 0; ; used += 1) {
    const entry = view.entryOf(value, key);
    const end = entry && followPath(view, entry, rest.slice(used));
    const next = rest[used];
    if (end || next?.kind !== 'key') {
      return end;
    }
    key = `${key}.${next.key}`;
  }
}

/** `a.0` is an index where `a` is a list, and a key where it is a map. */
function indexOf(segment: Exclude<PathSegment, { kind: 'match' }>): number {
  if (segment.kind === 'index') {
    return segment.index;
  }
  return /^\d+$/.test(segment.key) ? Number(segment.key) : -1;
}

function isMatch<T>(
  view: PathView<T>,
  item: T,
  { key, value }: Extract<PathSegment, { kind: 'match' }>,
): boolean {
  const entry = view.entryOf(item, key);
  return entry !== undefined && view.textOf(entry) === value;
}
