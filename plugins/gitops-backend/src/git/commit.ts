import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from './git';

/** New content of paths: text, the id of an object the repository has, or undefined to delete. */
export type Changes = ReadonlyMap<
  string,
  { text: string } | { objectId: string } | undefined
>;

/** Whom a commit names. */
export interface Signature {
  name: string;
  email: string;
}

/**
 * Builds a commit without a work tree: an index of its own, made from the parent's tree, takes the changes.
 *
 * @returns the id of the commit, which no branch points to yet.
 */
export async function buildCommit(options: {
  directory: string;
  /** Undefined for a branch that starts with this commit. */
  parent: string | undefined;
  changes: Changes;
  message: string;
  author: Signature;
  committer: Signature;
  /** ISO 8601; the same everywhere makes the same commit from the same facts. */
  at: string;
}): Promise<string> {
  const { directory, parent, changes, message, author, committer, at } =
    options;
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
    const tree = (await git(['write-tree'], { directory, env }))
      .toString()
      .trim();
    const commit = await git(
      ['commit-tree', tree, ...(parent ? ['-p', parent] : []), '-F', '-'],
      {
        directory,
        input: message,
        env: {
          GIT_AUTHOR_NAME: author.name,
          GIT_AUTHOR_EMAIL: author.email,
          GIT_AUTHOR_DATE: at,
          GIT_COMMITTER_NAME: committer.name,
          GIT_COMMITTER_EMAIL: committer.email,
          GIT_COMMITTER_DATE: at,
        },
      },
    );
    return commit.toString().trim();
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
