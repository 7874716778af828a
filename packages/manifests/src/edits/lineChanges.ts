import { Tree } from '../tree';

/**
 * One line as it was and as it is; `before` is empty for a line that is new,
 * `after` for one that is gone.
 *
 * @public
 */
export interface FileChange {
  path: string;
  /** Line in the new text, from 1; of a line that is gone, where it stood. */
  line: number;
  before: string;
  after: string;
}

/** Pairs of lines beyond which a difference counts as one block. */
const MAX_PAIRS = 250_000;

/** The lines that new texts of files change, by path and line. */
export function changesTo(
  tree: Tree,
  files: ReadonlyMap<string, string>,
): FileChange[] {
  return [...files]
    .sort(([a], [b]) => a.localeCompare(b))
    .flatMap(([path, text]) =>
      lineChanges(path, tree.files.get(path) ?? '', text),
    );
}

/** The lines in which two texts of a file differ. */
function lineChanges(
  path: string,
  before: string,
  after: string,
): FileChange[] {
  const old = linesOf(before);
  const now = linesOf(after);
  let start = 0;
  while (
    start < old.length &&
    start < now.length &&
    old[start] === now[start]
  ) {
    start += 1;
  }
  let end = 0;
  while (
    end < Math.min(old.length, now.length) - start &&
    old.at(-1 - end) === now.at(-1 - end)
  ) {
    end += 1;
  }
  const changes: FileChange[] = [];
  for (const hunk of hunksOf(
    old.slice(start, old.length - end),
    now.slice(start, now.length - end),
  )) {
    const { removed, added } = hunk;
    for (let at = 0; at < Math.max(removed.length, added.length); at += 1) {
      changes.push({
        path,
        line: start + hunk.line + Math.min(at, added.length) + 1,
        before: removed[at] ?? '',
        after: added[at] ?? '',
      });
    }
  }
  return changes;
}

/** Neighbouring lines that differ; `line` is the first one's place in the new text, from 0. */
interface Hunk {
  line: number;
  removed: string[];
  added: string[];
}

function hunksOf(old: string[], now: string[]): Hunk[] {
  if (old.length * now.length > MAX_PAIRS) {
    return [{ line: 0, removed: old, added: now }];
  }
  const common = commonLengths(old, now);
  const hunks: Hunk[] = [];
  let [from, to] = [0, 0];
  while (from < old.length || to < now.length) {
    const hunk: Hunk = { line: to, removed: [], added: [] };
    while (
      (from < old.length || to < now.length) &&
      (from === old.length || old[from] !== now[to])
    ) {
      const isRemoval =
        from < old.length &&
        (to === now.length || common[from + 1][to] >= common[from][to + 1]);
      if (isRemoval) {
        hunk.removed.push(old[from]);
        from += 1;
      } else {
        hunk.added.push(now[to]);
        to += 1;
      }
    }
    if (hunk.removed.length > 0 || hunk.added.length > 0) {
      hunks.push(hunk);
    }
    while (from < old.length && to < now.length && old[from] === now[to]) {
      from += 1;
      to += 1;
    }
  }
  return hunks;
}

/** How many lines the rests of two lists have in common, from each pair on. */
function commonLengths(old: string[], now: string[]): number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () =>
    new Array<number>(now.length + 1).fill(0),
  );
  for (let from = old.length - 1; from >= 0; from -= 1) {
    for (let to = now.length - 1; to >= 0; to -= 1) {
      lengths[from][to] =
        old[from] === now[to]
          ? lengths[from + 1][to + 1] + 1
          : Math.max(lengths[from + 1][to], lengths[from][to + 1]);
    }
  }
  return lengths;
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  // Behind the last line's end stands no further line.
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
