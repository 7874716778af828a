import type { PathsOfCommit } from '../git/pathsOfCommits';
import type { LeftBehind } from '../store/BranchStore';

/** The folder that a path is in; `` is the repository's root. */
function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/**
 * The folders in which a change may be one to the environment: its own, and each in which something lies that it reads. A
 * file that is new beside others, such as another template of a chart, is read without anybody naming it.
 */
function foldersOf({ path, observation }: LeftBehind): Set<string> {
  return new Set([
    path === '.' ? '' : path,
    ...(observation?.paths ?? []).map(folderOf),
  ]);
}

/** Those of the environments that commits may have changed: rather one too many than one too few. */
export function touched(
  environments: LeftBehind[],
  commits: PathsOfCommit[],
): Set<LeftBehind> {
  const byFolder = new Map<string, LeftBehind[]>();
  for (const environment of environments) {
    for (const folder of foldersOf(environment)) {
      const there = byFolder.get(folder);
      if (there) there.push(environment);
      else byFolder.set(folder, [environment]);
    }
  }
  const looked = new Set<string>();
  const found = new Set(
    environments.filter(
      ({ observation, stale }) => !observation || stale === 'stale',
    ),
  );
  for (const path of commits.flatMap(({ paths }) => paths)) {
    // What stands at the path itself may have been a file of the environment, or a folder that is a link now.
    let folder: string | undefined = path;
    while (folder !== undefined && !looked.has(folder)) {
      looked.add(folder);
      byFolder.get(folder)?.forEach(one => found.add(one));
      folder = folder === '' ? undefined : folderOf(folder);
    }
  }
  return found;
}
