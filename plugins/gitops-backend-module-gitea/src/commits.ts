import type {
  CommitComparison,
  CommitList,
} from '@backstage-gitops/plugin-gitops-node';
import { at, nameOf, type Place } from './Place';
import { readRepository } from './readPull';
import { anything, comparison } from './schemas';

/** Is it the full id of a commit? Anything else would be read as the name of a branch. */
export function isCommit(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

async function has(place: Place, commit: string): Promise<boolean> {
  if (!isCommit(commit)) return false;
  const answer = await place.client.askOr([404, 422], {
    what: `look for ${commit} in ${nameOf(place)}`,
    path: at(place, 'git', 'commits', commit),
    query: { stat: false, verification: false, files: false },
    answer: anything,
  });
  return answer.status === 'ok';
}

/** The commits of one history that another has not. Gitea lists all of them at once, the newest first. */
async function without(
  place: Place,
  range: { from: string; to: string },
  limit: number,
): Promise<CommitList> {
  const { total_commits: total, commits } = await place.client.ask({
    what: `compare ${range.from} with ${range.to} in ${nameOf(place)}`,
    path: at(place, 'compare', `${range.from}...${range.to}`),
    query: { verification: false, files: false },
    answer: comparison,
  });
  return {
    commits: (commits ?? []).slice(0, limit).map(({ sha, commit }) => ({
      commit: sha,
      title: commit.message.split('\n', 1)[0],
      author: commit.author?.name ?? '',
    })),
    total,
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
    await readRepository(place);
    return { status: 'unknown', missing };
  }
  return {
    status: 'compared',
    gained: await without(place, { from, to }, limit),
    lost: await without(place, { from: to, to: from }, limit),
  };
}
