import type {
  CommitComparison,
  CommitList,
} from '@backstage-gitops/plugin-gitops-node';
import { ask, askOr, PAGE } from './ask';
import { at, nameOf, type Place } from './Place';

/** Is it the full id of a commit? Anything else would be read as the name of a branch. */
export function isCommit(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}

async function has(place: Place, commit: string): Promise<boolean> {
  if (!isCommit(commit)) return false;
  const answer = await askOr(
    [404],
    `look for ${commit} in ${nameOf(place)}`,
    place.rest.git.getCommit({ ...at(place), commit_sha: commit }),
  );
  return answer.status === 'ok';
}

async function comparePage(
  place: Place,
  range: { from: string; to: string },
  page: number,
) {
  return ask(
    `compare ${range.from} with ${range.to} in ${nameOf(place)}`,
    place.rest.repos.compareCommitsWithBasehead({
      ...at(place),
      basehead: `${range.from}...${range.to}`,
      per_page: PAGE,
      page,
    }),
  );
}

/** The commits of one history that another has not. GitHub lists the oldest first, so the last two pages are read. */
async function without(
  place: Place,
  range: { from: string; to: string },
  limit: number,
): Promise<CommitList & { others: number }> {
  const first = await comparePage(place, range, 1);
  const total = first.ahead_by;
  const lastPage = Math.ceil(total / PAGE);
  const listed = lastPage > 2 ? [] : [...first.commits];
  for (let page = Math.max(2, lastPage - 1); page <= lastPage; page += 1) {
    listed.push(...(await comparePage(place, range, page)).commits);
  }
  return {
    commits: listed
      .reverse()
      .slice(0, limit)
      .map(({ sha, commit }) => ({
        commit: sha,
        title: commit.message.split('\n', 1)[0],
        author: commit.author?.name ?? '',
      })),
    total,
    others: first.behind_by,
  };
}

/** How two commits of a repository differ, whichever of them is the earlier one. */
export async function compareCommits(
  place: Place,
  options: { from: string; to: string; limit: number },
): Promise<CommitComparison> {
  const { from, to, limit } = options;
  const missing: string[] = [];
  for (const commit of new Set([from, to])) {
    if (!(await has(place, commit))) missing.push(commit);
  }
  if (missing.length > 0) {
    // A repository that is gone, or hidden from us, is no answer about its commits.
    await ask(`read ${nameOf(place)}`, place.rest.repos.get(at(place)));
    return { status: 'unknown', missing };
  }
  const { others, ...gained } = await without(place, { from, to }, limit);
  const { others: _, ...lost } =
    others > 0
      ? await without(place, { from: to, to: from }, limit)
      : { others: 0, commits: [], total: 0 };
  return { status: 'compared', gained, lost };
}
