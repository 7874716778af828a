import {
  Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Node,
  Pair,
  YAMLMap,
} from 'yaml';
import { resolve } from './source';

/** A step of a path: a key, an index of a list, or the item with `key: value`. */
export type PathSegment =
  | { kind: 'key'; key: string }
  | { kind: 'index'; index: number }
  | { kind: 'match'; key: string; value: string };

export type ParsedPath =
  | { status: 'parsed'; segments: PathSegment[] }
  | { status: 'invalid'; reason: string };

const STEP = /\[([^\]]*)\]|([^.[\]]+)/y;

/** Reads paths such as `spec.containers[0].image` and `a[name=app].image`. */
export function parsePath(path: string): ParsedPath {
  const segments: PathSegment[] = [];
  let position = 0;
  while (position < path.length) {
    STEP.lastIndex = position;
    const step = STEP.exec(path);
    if (!step) {
      return {
        status: 'invalid',
        reason: `unexpected '${path[position]}' at character ${position + 1}`,
      };
    }
    const segment = parseStep(step[1], step[2]);
    if (!segment) {
      return {
        status: 'invalid',
        reason: `'[${step[1]}]' is neither an index nor key=value`,
      };
    }
    segments.push(segment);
    position = STEP.lastIndex;
    if (path[position] === '.') {
      position += 1;
      if (position === path.length) {
        return { status: 'invalid', reason: 'it ends with a dot' };
      }
    }
  }
  return segments.length === 0
    ? { status: 'invalid', reason: 'it is empty' }
    : { status: 'parsed', segments };
}

function parseStep(
  bracket: string | undefined,
  key: string,
): PathSegment | undefined {
  if (bracket === undefined) {
    return { kind: 'key', key };
  }
  if (/^\d+$/.test(bracket)) {
    return { kind: 'index', index: Number(bracket) };
  }
  const equals = bracket.indexOf('=');
  return equals > 0
    ? {
        kind: 'match',
        key: bracket.slice(0, equals),
        value: bracket.slice(equals + 1),
      }
    : undefined;
}

/** The written value of a key, aliases unresolved. */
export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find(
    ({ key: name }) => isScalar(name) && String(name.value) === key,
  );
}

/**
 * What a path leads to, as it is written there. A key with dots in it is found
 * where the nested keys are not there.
 */
export function findWritten(
  document: Document,
  segments: PathSegment[],
): Node | undefined {
  return descend(document, resolve(document.contents, document), segments);
}

function descend(
  document: Document,
  node: Node | undefined,
  segments: PathSegment[],
): Node | undefined {
  const [segment, ...rest] = segments;
  if (!segment) {
    return node;
  }
  const at = resolve(node, document);
  if (isSeq(at)) {
    const item = at.items.find((candidate, index) =>
      segment.kind === 'match'
        ? matches(candidate, segment, document)
        : index === indexOf(segment),
    );
    return descendInto(document, item, rest);
  }
  if (!isMap(at) || segment.kind === 'match') {
    return undefined;
  }
  let key = segment.kind === 'key' ? segment.key : String(segment.index);
  for (let used = 0; ; used += 1) {
    const found = pairOf(at, key)?.value;
    const end = descendInto(document, found, rest.slice(used));
    const next = rest[used];
    if (end || next?.kind !== 'key') {
      return end;
    }
    key = `${key}.${next.key}`;
  }
}

/** `a.0` is an index where `a` is a list, and a key where it is a map. */
function indexOf(segment: PathSegment): number | undefined {
  if (segment.kind === 'key' && /^\d+$/.test(segment.key)) {
    return Number(segment.key);
  }
  return segment.kind === 'index' ? segment.index : undefined;
}

function descendInto(
  document: Document,
  node: unknown,
  segments: PathSegment[],
): Node | undefined {
  // The last step keeps an alias as it is written.
  return segments.length === 0 && isNode(node)
    ? node
    : descend(document, resolve(node, document), segments);
}

function matches(
  candidate: unknown,
  segment: { key: string; value: string },
  document: Document,
): boolean {
  const item = resolve(candidate, document);
  const value = isMap(item)
    ? resolve(pairOf(item, segment.key)?.value, document)
    : undefined;
  return isScalar(value) && String(value.value) === segment.value;
}
