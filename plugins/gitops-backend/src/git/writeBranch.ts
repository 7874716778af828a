import type { CommitDraft } from './commit';
import type { CommitOrder, CommitWriter } from './CommitWriter';
import type { HostedRepository, Mirrors } from './Mirrors';

/** Tries of one write against others that write the same branch. */
const MAX_TRIES = 50;

/** What became of a write to a branch. */
export type WriteOutcome<End> =
  | { status: 'written'; commit: string }
  /** The plan says that there is nothing to be written. */
  | { status: 'ended'; end: End }
  /** A rule of the host: no retry helps. */
  | { status: 'refused'; reason: string }
  /** Others kept writing the branch: the same may be tried again. */
  | { status: 'contended'; reason: string };

/**
 * Writes one commit to a branch. Whoever else writes the branch meanwhile, the change is planned again on what is there:
 * text is never merged.
 *
 * @param options - `plan` is given the branch's head and answers a commit for it, or why there is none; it may be asked
 * several times.
 */
export async function writeBranch<End>(options: {
  commits: CommitWriter;
  mirrors: Mirrors;
  hosted: HostedRepository;
  branch: string;
  plan: (
    head: string | undefined,
  ) => Promise<
    { status: 'planned'; draft: CommitDraft } | { status: 'ended'; end: End }
  >;
  onCommit?: CommitOrder['onCommit'];
}): Promise<WriteOutcome<End>> {
  const { commits, mirrors, hosted, branch, plan, onCommit } = options;
  const { mirror, repository } = hosted;
  return mirrors.writes.run(`${repository} ${branch}`, async () => {
    for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
      await mirror.refresh();
      const expected = mirror.head(branch);
      const planned = await plan(expected);
      if (planned.status === 'ended') return planned;
      const { draft } = planned;
      const order = { hosted, branch, expected, draft, onCommit };
      const result = await commits.write(order);
      if (result.status !== 'stale') return result;
    }
    return {
      status: 'contended',
      reason: `${branch} moved ${MAX_TRIES} times while the change was written; try again.`,
    };
  });
}
