import { resolvePath } from '../inputs/resolvePath';
import { ManifestProblem } from '../problem';
import { isBelow, Tree } from '../tree';

/**
 * A place to write, named where discovery is not enough.
 *
 * @public
 */
export interface ExplicitEdit {
  /** The image's repository. */
  image: string;
  /**
   * Relative to the environment's path, or a path in the repository below it.
   * Its name says whether it is YAML, JSON (`.json`) or TOML (`.toml`).
   */
  file: string;
  /** Such as `spec.image.tag`, `containers[0].image`, `a[name=app].image`. */
  path: string;
}

/** Where the file of an explicit edit is. */
export type EditedFile =
  | { status: 'found'; path: string }
  /** A symlink on the way has to be read first. */
  | { status: 'needs'; path: string }
  | { status: 'failed'; problem: ManifestProblem };

/** Looks for the file of an explicit edit; only the environment's own is found. */
export function findEditedFile(
  tree: Tree,
  environmentPath: string,
  { file }: ExplicitEdit,
): EditedFile {
  for (const folder of [environmentPath, '']) {
    const resolved = resolvePath(tree, folder, file);
    if (resolved.status === 'failed' || resolved.status === 'needs') {
      return resolved;
    }
    if (resolved.status === 'found' && resolved.kind === 'file') {
      const { path } = resolved;
      return isBelow(path, environmentPath)
        ? { status: 'found', path }
        : refuse(
            path,
            `'edits' names ${file}, which is not below the environment's path ${environmentPath}: a base is never edited. Name a file of the environment.`,
          );
    }
  }
  return refuse(
    file,
    `'edits' names ${file}, which is not there. Name a file below ${environmentPath}.`,
  );
}

function refuse(path: string, message: string): EditedFile {
  return { status: 'failed', problem: { code: 'invalidEdit', path, message } };
}
