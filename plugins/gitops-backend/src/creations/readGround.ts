import type { TreeEntry } from '../git/readListings';
import type { Ground } from './Site';

/** What stands where a file is to be: its text, nothing, or why no file can be there. */
export type Standing =
  | { status: 'file'; text: string }
  | { status: 'free' }
  | { status: 'blocked'; reason: string };

/** Why a file cannot be put at a path that has none. */
export function obstacleAt(
  tree: ReadonlyMap<string, Pick<TreeEntry, 'kind'>>,
  path: string,
): string | undefined {
  const parts = path.split('/');
  const above = parts
    .slice(1)
    .map((_, index) => parts.slice(0, index + 1).join('/'))
    .find(folder => tree.has(folder));
  if (above !== undefined) return `${above} is no folder`;
  const kind = tree.get(path)?.kind;
  if (kind && kind !== 'file') return `${path} is a ${kind}`;
  const isFolder = [...tree.keys()].some(one => one.startsWith(`${path}/`));
  return isFolder ? `${path} is a folder` : undefined;
}

/** Reads what stands at some paths. */
export async function readGround(
  { hosted: { mirror, repository }, head }: Ground,
  paths: readonly string[],
): Promise<Map<string, Standing>> {
  const tree = await mirror.tree(head);
  const standing = new Map<string, Standing>();
  for (const path of paths) {
    const obstacle = obstacleAt(tree, path);
    const text = obstacle ? undefined : await mirror.file(head, path);
    if (obstacle) {
      const reason = `${obstacle} in ${repository}, where a file is to be written; choose another folder.`;
      standing.set(path, { status: 'blocked', reason });
    } else {
      standing.set(
        path,
        text === undefined ? { status: 'free' } : { status: 'file', text },
      );
    }
  }
  return standing;
}
