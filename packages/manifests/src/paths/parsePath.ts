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
