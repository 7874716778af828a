import type { BareRepository } from './BareRepository';
import { GitFailure, runGit } from './runGit';

export type MergeMethod = 'merge' | 'squash' | 'rebase';

/** The tree of a real three-way merge, or undefined where the two conflict. */
export async function mergeTree(
  { directory }: BareRepository,
  ours: string,
  theirs: string,
): Promise<string | undefined> {
  try {
    const printed = await runGit(directory, [
      'merge-tree',
      '--write-tree',
      '--no-messages',
      ours,
      theirs,
    ]);
    return printed.trim();
  } catch (error) {
    if (error instanceof GitFailure && error.exitCode === 1) return undefined;
    throw error;
  }
}

export async function writeCommit(
  { directory }: BareRepository,
  options: { tree: string; parents: string[]; message: string; name: string },
): Promise<string> {
  const { tree, parents, message, name } = options;
  const args = parents.flatMap(parent => ['-p', parent]);
  const commit = await runGit(directory, ['commit-tree', ...args, tree], {
    input: message,
    env: { GIT_AUTHOR_NAME: name },
  });
  return commit.trim();
}

/** Puts the commits of one history on top of another, one after the other. */
export async function rebase(
  repository: BareRepository,
  base: string,
  head: string,
): Promise<string | undefined> {
  let top = base;
  for (const commit of await repository.between(base, head)) {
    const record = await repository.read(commit);
    if (!record) return undefined;
    // A merge goes back to where two histories parted; here they part at the commit's own parent.
    const pretended = await writeCommit(repository, {
      tree: await repository.git('rev-parse', `${top}^{tree}`),
      parents: record.parents,
      message: 'pretended',
      name: 'Ana',
    });
    const tree = await mergeTree(repository, pretended, commit);
    if (!tree) return undefined;
    top = await writeCommit(repository, {
      tree,
      parents: [top],
      message: record.message,
      name: record.author.name,
    });
  }
  return top;
}

/** Merges a commit into a branch, provided nobody moves that meanwhile; undefined where the two conflict. */
export async function mergeInto(
  repository: BareRepository,
  options: {
    branch: string;
    head: string;
    method: MergeMethod;
    message: string;
    name: string;
  },
): Promise<string | undefined> {
  const { branch, head, method, message, name } = options;
  const base = await repository.git('rev-parse', `refs/heads/${branch}`);
  const merged =
    method === 'rebase'
      ? await rebase(repository, base, head)
      : await mergeTree(repository, base, head);
  if (!merged) return undefined;
  const commit =
    method === 'rebase'
      ? merged
      : await writeCommit(repository, {
          tree: merged,
          parents: method === 'merge' ? [base, head] : [base],
          message,
          name,
        });
  await repository.git('update-ref', `refs/heads/${branch}`, commit, base);
  return commit;
}
