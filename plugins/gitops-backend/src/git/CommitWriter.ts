import type { CommitDraft } from './commit';
import type { HostedRepository } from './Mirrors';

/** A commit, and the branch that it is for. */
export interface CommitOrder {
  hosted: HostedRepository;
  branch: string;
  /** Where the branch is; undefined: there is none. What it has besides the draft's parent is replaced. */
  expected: string | undefined;
  draft: CommitDraft;
  /**
   * Told the commit's id as soon as that is known: before the branch has it, or after, where the host makes the commit.
   * Whoever dies in between finds the commit by its seal.
   */
  onCommit?: (commit: string) => Promise<void>;
}

/** What became of a commit. */
export type CommitResult =
  | { status: 'written'; commit: string }
  /** The branch is no longer where it was expected: plan again on what is there now. */
  | { status: 'stale' }
  /** A rule of the host: no retry helps. */
  | { status: 'refused'; reason: string };

/** Puts commits on branches, signed or not, as the platform team set it. Everything this suite commits goes through here. */
export interface CommitWriter {
  /** Puts one commit on a branch, provided that is still where it was expected. */
  write(order: CommitOrder): Promise<CommitResult>;
}
