/** A line of a unified patch, without its mark. */
export interface PatchLine {
  kind: 'added' | 'removed' | 'context' | 'hunk' | 'note';
  text: string;
}

/** The lines of a unified patch of one file, without the headers that repeat the file's name. */
export function parsePatch(patch: string): PatchLine[] {
  const lines = patch.replace(/\n$/, '').split('\n');
  const firstHunk = lines.findIndex(line => line.startsWith('@@'));
  if (firstHunk < 0) {
    // Without hunks Git says in words what happened, such as for a binary file or a new mode.
    return lines
      .filter(line => line !== '')
      .map(text => ({ kind: 'note', text }));
  }
  return lines.slice(firstHunk).map(parseLine);
}

function parseLine(line: string): PatchLine {
  switch (line[0]) {
    case '+':
      return { kind: 'added', text: line.slice(1) };
    case '-':
      return { kind: 'removed', text: line.slice(1) };
    case '@':
      return { kind: 'hunk', text: line };
    case '\\':
      return { kind: 'note', text: line };
    default:
      return { kind: 'context', text: line.slice(1) };
  }
}
