import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const PREFIX = 'gitops-render-';

/** A folder older than this was left behind by a process that died, in milliseconds. */
const STALE = 60 * 60_000;

/** Removes what processes that died have left: files of a repository may be secrets. */
export async function removeStaleWorkspaces(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const path = join(tmpdir(), name);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > STALE) await rm(path, { recursive: true, force: true });
  }
}

/** Exports files into `root/tree` of a folder that is only ours and is removed in any case. */
export async function withWorkspace<T>(
  files: ReadonlyMap<string, Buffer>,
  use: (root: string) => Promise<T>,
): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), PREFIX));
  try {
    const tree = join(root, 'tree');
    const folders = new Set([...files.keys()].map(path => dirname(path)));
    await mkdir(tree);
    for (const folder of folders) {
      await mkdir(join(tree, folder), { recursive: true });
    }
    for (const [path, content] of files) {
      await writeFile(join(tree, path), content, { mode: 0o600, flag: 'wx' });
    }
    return await use(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
