import { createHash } from 'node:crypto';
import type { Mirror } from './Mirror';

/** What a file held before and after; undefined is no file. */
export interface FileChange {
  before?: string;
  after?: string;
}

/**
 * The files that differ between two commits, by path, as object ids.
 *
 * @param from - undefined: before there was anything.
 */
export async function changedFiles(
  mirror: Mirror,
  from: string | undefined,
  to: string,
): Promise<Map<string, FileChange>> {
  const before = from ? await mirror.tree(from) : new Map();
  const after = await mirror.tree(to);
  const changed = new Map<string, FileChange>();
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const change = {
      before: before.get(path)?.objectId,
      after: after.get(path)?.objectId,
    };
    if (change.before !== change.after) changed.set(path, change);
  }
  return changed;
}

/** Digest over everything that a commit changed: which files, and what they hold now. */
export async function digestOfChange(
  mirror: Mirror,
  from: string | undefined,
  to: string,
): Promise<string> {
  const hash = createHash('sha256');
  const changed = await changedFiles(mirror, from, to);
  for (const [path, { after }] of [...changed].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    hash.update(`${path}\0${after ?? ''}\0`);
  }
  return hash.digest('hex');
}
