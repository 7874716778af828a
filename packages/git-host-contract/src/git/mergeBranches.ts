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

/** The commit that merges `head` into `base`, which no branch has yet; undefined where the two conflict. */
export async function mergeCommits(
  repository: BareRepository,
  options: {
    base: string;
    head: string;
    method: MergeMethod;
    message: string;
    name: string;
  },
): Promise<string | undefined> {
  const { base, head, method, message, name } = options;
  if (method === 'rebase') return rebase(repository, base, head);
  const tree = await mergeTree(repository, base, head);
  if (!tree) return undefined;
  const parents = method === 'merge' ? [base, head] : [base];
  return writeCommit(repository, { tree, parents, message, name });
}

/** Merges a commit into a branch, provided nobody moves that meanwhile; undefined where the two conflict. */
export async function mergeInto(
  repository: BareRepository,
  {
    branch,
    ...options
  }: { branch: string } & Omit<Parameters<typeof mergeCommits>[1], 'base'>,
): Promise<string | undefined> {
  const base = await repository.git('rev-parse', `refs/heads/${branch}`);
  const commit = await mergeCommits(repository, { ...options, base });
  if (!commit) return undefined;
  await repository.git('update-ref', `refs/heads/${branch}`, commit, base);
  return commit;
}
