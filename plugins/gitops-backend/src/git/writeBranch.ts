import type { HostedRepository, Mirrors } from './Mirrors';

/** Tries of one write against others that write the same branch. */
const MAX_TRIES = 50;

/** What became of a write to a branch. */
export type WriteOutcome<End> =
  | { status: 'pushed'; commit: string }
  /** The plan says that there is nothing to be pushed. */
  | { status: 'ended'; end: End }
  /** A rule of the host: no retry helps. */
  | { status: 'refused'; reason: string }
  /** Others kept writing the branch: the same may be tried again. */
  | { status: 'contended'; reason: string };

/**
 * Writes one commit to a branch. Whoever else writes the branch meanwhile, the change is planned again on what is there:
 * text is never merged.
 *
 * @param options - `build` is given the branch's head and answers a commit on it, or why there is none; it may be asked
 * several times.
 */
export async function writeBranch<End>(options: {
  mirrors: Mirrors;
  hosted: HostedRepository;
  branch: string;
  build: (
    head: string | undefined,
  ) => Promise<
    { status: 'built'; commit: string } | { status: 'ended'; end: End }
  >;
}): Promise<WriteOutcome<End>> {
  const { mirrors, hosted, branch, build } = options;
  const { mirror, repository } = hosted;
  return mirrors.writes.run(`${repository} ${branch}`, async () => {
    for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
      await mirror.refresh();
      const head = mirror.head(branch);
      const built = await build(head);
      if (built.status === 'ended') return built;
      const { commit } = built;
      const outcome = await mirror.push({ branch, commit, expected: head });
      if (outcome.status === 'pushed') return { status: 'pushed', commit };
      if (outcome.status === 'refused') {
        return {
          status: 'refused',
          reason: `The host refuses the push (${outcome.rule}): ${outcome.message}`,
        };
      }
    }
    return {
      status: 'contended',
      reason: `${branch} moved ${MAX_TRIES} times while the change was written; try again.`,
    };
  });
}
