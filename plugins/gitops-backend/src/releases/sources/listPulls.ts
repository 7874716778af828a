import type {
  GitHost,
  PullRequest,
} from '@backstage-gitops/plugin-gitops-node';

/** Most open pull requests that are read. */
const MOST_OPEN = 100;

/** Most pull requests that are read in whatever state: those that ended lately are among them. */
const MOST_RECENT = 50;

/** Most pull requests that are read by their numbers, as many as a host reads at once. */
const MOST_FOLLOWED = 100;

/**
 * The pull requests of a repository that are open or new, and those that are followed, newest first.
 *
 * @param followed - numbers of pull requests that made releases: what became of them has to be known.
 */
export async function listPulls(
  host: GitHost,
  repository: string,
  followed: number[],
): Promise<PullRequest[]> {
  const found = new Map<number, PullRequest>();
  const take = (pulls: PullRequest[]) =>
    pulls.forEach(pull => found.set(pull.number, pull));
  take(
    await host.listPullRequests({
      repository,
      state: 'open',
      limit: MOST_OPEN,
    }),
  );
  take(
    await host.listPullRequests({
      repository,
      state: 'all',
      limit: MOST_RECENT,
    }),
  );
  const missing = followed
    .filter(number => !found.has(number))
    .sort((a, b) => b - a)
    .slice(0, MOST_FOLLOWED);
  if (missing.length > 0) {
    const readings = await host.readPullRequests(repository, missing);
    take(readings.map(({ pullRequest }) => pullRequest));
  }
  return [...found.values()].sort((a, b) => b.number - a.number);
}
