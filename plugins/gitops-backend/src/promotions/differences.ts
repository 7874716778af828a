import { maskTexts } from '@backstage-gitops/drift';
import { createTwoFilesPatch } from 'diff';
import type { FileDifference } from '@backstage-gitops/plugin-gitops-common';
import type { Changes } from '../git/tree';
import { type Mirror } from '../git/Mirror';

/** The unified differences that changes make on a commit. Secrets are masked. */
export async function differencesOf(
  mirror: Mirror,
  commit: string,
  changes: Changes,
): Promise<FileDifference[]> {
  const tree = await mirror.tree(commit);
  const differences: FileDifference[] = [];
  for (const [path, change] of changes) {
    const objectId = tree.get(path)?.objectId;
    const wanted = change && 'objectId' in change ? change.objectId : undefined;
    const blobs = await mirror.blobs(
      [objectId, wanted].filter((id): id is string => id !== undefined),
    );
    const before = objectId ? blobs.get(objectId)?.toString() ?? '' : '';
    const restored = wanted ? blobs.get(wanted)?.toString() ?? '' : '';
    const after = change && 'text' in change ? change.text : restored;
    const texts = maskTexts(before, after);
    const patch =
      texts.status === 'hidden'
        ? 'Not shown: this file cannot be read, and may hold secrets.\n'
        : createTwoFilesPatch(
            objectId ? `a/${path}` : '/dev/null',
            change ? `b/${path}` : '/dev/null',
            texts.before,
            texts.after,
          );
    differences.push({ path, patch });
  }
  return differences;
}

/** The unified differences between two commits, in these paths. */
export async function differencesBetween(
  mirror: Mirror,
  from: string,
  to: string,
  paths: Iterable<string>,
): Promise<FileDifference[]> {
  const [before, after] = [await mirror.tree(from), await mirror.tree(to)];
  const changes: Changes = new Map(
    [...new Set(paths)]
      .filter(path => before.get(path)?.objectId !== after.get(path)?.objectId)
      .sort()
      .map(path => {
        const entry = after.get(path);
        return [path, entry ? { objectId: entry.objectId } : undefined];
      }),
  );
  return differencesOf(mirror, from, changes);
}
