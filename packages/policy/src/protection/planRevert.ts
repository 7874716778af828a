import { standingFiles, type ViolatedFile } from './standing';

/** @public */
export type RevertPlan =
  | {
      status: 'planned';
      /** Path to the object id to restore; undefined deletes the file. */
      restore: ReadonlyMap<string, string | undefined>;
      /** Files of the violation that stay, for they are not as it left them any more. */
      kept: string[];
    }
  | { status: 'nothingToDo' };

/**
 * Plans to take one commit back in every environment that it violates: exactly the files that are still as it left them,
 * and that no change which came as it should has touched for any of them.
 *
 * @param violations - the files of each environment's violation.
 *
 * @public
 */
export function planRevert(
  violations: ReadonlyArray<readonly ViolatedFile[]>,
  head: (path: string) => string | undefined,
): RevertPlan {
  const files = violations.flat();
  const settled = new Set(
    files.filter(file => file.settled).map(({ path }) => path),
  );
  const restore = new Map(
    standingFiles(files, head)
      .filter(({ path }) => !settled.has(path))
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .map(({ path, before }) => [path, before]),
  );
  if (restore.size === 0) return { status: 'nothingToDo' };
  const kept = [...new Set(files.map(({ path }) => path))]
    .filter(path => !restore.has(path))
    .sort();
  return { status: 'planned', restore, kept };
}
