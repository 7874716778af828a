/** A commit with the paths that differ from its first parent. */
export interface PathsOfCommit {
  commit: string;
  paths: string[];
}

/** What git is asked for what {@link readPathsOfCommits} reads, followed by a range. */
export const PATHS_OF_COMMITS = [
  'log',
  '--first-parent',
  '-m',
  '--raw',
  '--no-renames',
  '-z',
  '--format=%H',
] as const;

/**
 * Reads commits with their paths. A record of a path begins with a colon and is followed by the path itself, whatever
 * characters that has: nobody can name a file so that it is taken for something else.
 */
export function readPathsOfCommits(output: string): PathsOfCommit[] {
  const commits: PathsOfCommit[] = [];
  const fields = output.split('\0');
  for (let at = 0; at < fields.length; at += 1) {
    const field = fields[at].trimStart();
    if (field.startsWith(':')) {
      at += 1;
      commits.at(-1)?.paths.push(fields[at]);
    } else if (field) {
      commits.push({ commit: field, paths: [] });
    }
  }
  return commits;
}

/** Is a path one of these files, or in one of these folders? `.` is everything. */
export function isAmong(paths: ReadonlySet<string>, path: string): boolean {
  if (paths.has('.') || paths.has(path)) return true;
  for (
    let slash = path.lastIndexOf('/');
    slash > 0;
    slash = path.lastIndexOf('/', slash - 1)
  ) {
    if (paths.has(path.slice(0, slash))) return true;
  }
  return false;
}
