/**
 * One line as it was and as it is; `before` is empty for a line that is new.
 *
 * @public
 */
export interface FileChange {
  path: string;
  /** Line in the new text, from 1. */
  line: number;
  before: string;
  after: string;
}

/**
 * Adds one step's changes to earlier ones. A step replaces within lines, or
 * puts whole lines in at one place.
 */
export function lineChanges(
  earlier: FileChange[],
  path: string,
  before: string,
  after: string,
): FileChange[] {
  const old = linesOf(before);
  const now = linesOf(after);
  const added = now.length - old.length;
  let at = 0;
  while (added > 0 && at < old.length && old[at] === now[at]) {
    at += 1;
  }
  const moved = earlier.map(change =>
    change.path === path && change.line > at
      ? { ...change, line: change.line + added }
      : change,
  );
  const changes = new Map(
    moved.map(change => [`${change.line} ${change.path}`, change]),
  );
  for (const [index, line] of now.entries()) {
    const isNew = added > 0 && index >= at && index < at + added;
    const was = isNew
      ? ''
      : old[index < at || added === 0 ? index : index - added];
    if (isNew || was !== line) {
      const key = `${index + 1} ${path}`;
      const first = changes.get(key)?.before ?? was;
      changes.set(key, { path, line: index + 1, before: first, after: line });
    }
  }
  return [...changes.values()].sort(
    (a, b) => a.path.localeCompare(b.path) || a.line - b.line,
  );
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  // Behind the last line's end stands no further line.
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
