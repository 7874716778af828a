import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from './git';

/** New content of paths: text, the id of an object the repository has, or undefined to delete. */
export type Changes = ReadonlyMap<
  string,
  { text: string } | { objectId: string } | undefined
>;

/**
 * Builds a tree without a work tree: an index of its own, made from the parent's tree, takes the changes.
 *
 * @returns the tree's id. It can be read like a commit; no branch has it.
 */
export async function buildTree(options: {
  directory: string;
  /** A commit; undefined where there is nothing yet. */
  parent: string | undefined;
  changes: Changes;
}): Promise<string> {
  const { directory, parent, changes } = options;
  const scratch = await mkdtemp(join(tmpdir(), 'gitops-index-'));
  const env = { GIT_INDEX_FILE: join(scratch, 'index') };
  try {
    if (parent) await git(['read-tree', parent], { directory, env });
    const modes = await modesOf([...changes.keys()], { directory, env });
    const lines: string[] = [];
    for (const [path, content] of changes) {
      if (!content) {
        lines.push(`0 ${'0'.repeat(40)}\t${path}\0`);
        continue;
      }
      const objectId =
        'objectId' in content
          ? content.objectId
          : (
              await git(['hash-object', '-w', '--stdin'], {
                directory,
                input: content.text,
              })
            )
              .toString()
              .trim();
      lines.push(`${modes.get(path) ?? '100644'} ${objectId}\t${path}\0`);
    }
    await git(['update-index', '-z', '--index-info'], {
      directory,
      env,
      input: lines.join(''),
    });
    const tree = await git(['write-tree'], { directory, env });
    return tree.toString().trim();
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The modes of those paths that the index has: a script stays executable. */
async function modesOf(
  paths: string[],
  where: { directory: string; env: Record<string, string> },
): Promise<ReadonlyMap<string, string>> {
  if (paths.length === 0) return new Map();
  const listing = await git(
    [
      'ls-files',
      '--stage',
      '-z',
      '--',
      ...paths.map(path => `:(literal)${path}`),
    ],
    where,
  );
  return new Map(
    listing
      .toString()
      .split('\0')
      .filter(Boolean)
      .map((entry): [string, string] => [
        entry.slice(entry.indexOf('\t') + 1),
        entry.slice(0, entry.indexOf(' ')),
      ]),
  );
}
