/** Unchanged lines that are shown before and after what changed. */
const CONTEXT_LINES = 3;

/** A text before and after, with what the marks of the lines stand for, such as "- Git, + cluster". */
export interface TextChange {
  before: string;
  after: string;
  legend: string;
}

/** Whether a change is better read line by line than as two values. */
export function hasLines(change: {
  before: string | undefined;
  after: string | undefined;
}): change is { before: string; after: string } {
  return (
    change.before !== undefined &&
    change.after !== undefined &&
    (change.before.includes('\n') || change.after.includes('\n'))
  );
}

/**
 * A unified patch of one hunk: from the first line that differs to the last. That is right, though not the shortest,
 * where lines in between are the same.
 */
export function patchBetween({ before, after, legend }: TextChange): string {
  const [removed, added] = linesOf(before, after);
  const shorter = Math.min(removed.length, added.length);
  let head = 0;
  while (head < shorter && removed[head] === added[head]) {
    head += 1;
  }
  let tail = 0;
  while (
    tail < shorter - head &&
    removed[removed.length - 1 - tail] === added[added.length - 1 - tail]
  ) {
    tail += 1;
  }
  const start = Math.max(0, head - CONTEXT_LINES);
  const leading = removed.slice(start, head);
  const trailing = removed.slice(removed.length - tail).slice(0, CONTEXT_LINES);
  const gone = removed.slice(head, removed.length - tail);
  const come = added.slice(head, added.length - tail);
  const around = leading.length + trailing.length;
  return [
    `@@ -${start + 1},${around + gone.length} +${start + 1},${
      around + come.length
    } @@ ${legend}`,
    ...leading.map(line => ` ${line}`),
    ...gone.map(line => `-${line}`),
    ...come.map(line => `+${line}`),
    ...trailing.map(line => ` ${line}`),
  ].join('\n');
}

/** A line feed that ends both texts ends their last lines; it is no empty line after them. */
function linesOf(before: string, after: string): [string[], string[]] {
  return before.endsWith('\n') && after.endsWith('\n')
    ? [before.slice(0, -1).split('\n'), after.slice(0, -1).split('\n')]
    : [before.split('\n'), after.split('\n')];
}
