import type {
  CommitComparison,
  CommitList,
  CommitSummary,
} from '@backstage-gitops/plugin-gitops-node';
import { at, nameOf, type Place } from './Place';
import { readRepository } from './readPull';
import { anything, commit, type GiteaCommit } from './schemas';

/** What makes Gitea leave out what takes it time. */
const BARE = { stat: false, verification: false, files: false };

/** Is it the full id of a commit? Anything else would be read as the name of a branch. */
export function isCommit(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

async function has(place: Place, id: string): Promise<boolean> {
  if (!isCommit(id)) return false;
  const answer = await place.client.askOr([404, 422], {
    what: `look for ${id} in ${nameOf(place)}`,
    path: at(place, 'git', 'commits', id),
    query: BARE,
    answer: anything,
  });
  return answer.status === 'ok';
}

/**
 * The commits of one history that another has not, the newest first. They are listed and not compared: a comparison has
 * no pages, and takes only branches before Gitea 1.23.
 */
async function without(
  place: Place,
  range: { from: string; to: string },
  limit: number,
): Promise<CommitList> {
  const pages = place.client.pages({
    what: `list what ${range.to} has over ${range.from} in ${nameOf(place)}`,
    path: at(place, 'commits'),
    query: { ...BARE, sha: range.to, not: range.from },
    answer: commit,
  });
  const listed: CommitSummary[] = [];
  let total = 0;
  for await (const page of pages) {
    listed.push(...page.items.map(toSummary));
    total = page.total ?? listed.length;
    if (page.total !== undefined && listed.length >= limit) break;
  }
  return { commits: listed.slice(0, limit), total };
}

function toSummary({ sha, commit: it }: GiteaCommit): CommitSummary {
  return {
    commit: sha,
    title: it.message.split('\n', 1)[0],
    author: it.author?.name ?? '',
  };
}

/** How two commits of a repository differ, whichever of them is the earlier one. */
export async function compareCommits(
  place: Place,
  options: { from: string; to: string; limit: number },
): Promise<CommitComparison> {
  const { from, to, limit } = options;
  const missing: string[] = [];
  for (const id of new Set([from, to])) {
    if (!(await has(place, id))) missing.push(id);
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
