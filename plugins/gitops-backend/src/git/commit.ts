import { git } from './git';
import { buildTree, type Changes } from './tree';

/** Whom a commit names. */
export interface Signature {
  name: string;
  email: string;
}

/** A commit that is not made yet: what it changes, and what people read of it. */
export interface CommitDraft {
  /** Undefined for a branch that starts with this commit. */
  parent: string | undefined;
  changes: Changes;
  message: string;
  /** ISO 8601; the same everywhere makes the same commit from the same facts, where nobody signs it. */
  at: string;
}

/**
 * Makes a commit of a draft.
 *
 * @returns the id of the commit, which no branch points to yet.
 */
export async function buildCommit(
  options: CommitDraft & {
    directory: string;
    author: Signature;
    committer: Signature;
    /** What git signs with, see `Signer`; undefined: it is not signed. */
    signing?: Record<string, string>;
  },
): Promise<string> {
  const { directory, parent, message, author, committer, at, signing } =
    options;
  const commit = await git(
    [
      'commit-tree',
      ...(signing ? ['-S'] : []),
      await buildTree(options),
      ...(parent ? ['-p', parent] : []),
      '-F',
      '-',
    ],
    {
      directory,
      input: message,
      env: {
        ...signing,
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
}
