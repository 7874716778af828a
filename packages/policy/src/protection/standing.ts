/** A file that a violation changed. Contents are object ids; undefined is no file. @public */
export interface ViolatedFile {
  path: string;
  /** What it held when it was last changed as it should be. */
  before?: string;
  /** What the violation left in it. */
  after?: string;
  /** A change that came as it should has decided on it since. */
  settled?: boolean;
}

/**
 * The files that are still as a violation left them. It goes by content and not by commits: it does not matter how a file
 * came to be something else.
 *
 * @param head - the object ids of the branch's files now.
 *
 * @public
 */
export function standingFiles(
  files: readonly ViolatedFile[],
  head: (path: string) => string | undefined,
): ViolatedFile[] {
  return files.filter(
    ({ path, after, settled }) => !settled && head(path) === after,
  );
}

/** The files of a violation after a change that came as it should. @public */
export function settleFiles(
  files: readonly ViolatedFile[],
  touched: ReadonlySet<string>,
): ViolatedFile[] {
  return files.map(file =>
    touched.has(file.path) ? { ...file, settled: true } : file,
  );
}

/**
 * What a file held when it was last changed as it should be, given what it holds: where a violation left that there, what
 * the file held before. So a violation on top of another is not taken back to the other.
 *
 * @param open - the files of violations that are open.
 *
 * @public
 */
export function lastingContent(
  path: string,
  content: string | undefined,
  open: readonly ViolatedFile[],
): string | undefined {
  const left = open.find(
    file => file.path === path && file.after === content && !file.settled,
  );
  return left ? left.before : content;
}
