import type {
  CommitComparison,
  CommitList,
} from '@backstage-gitops/plugin-gitops-node';
import { ask, askOr } from './ask';
import type { Place } from './Place';
import { readProject } from './readPull';

/** Is it the full id of a commit? Anything else would be read as the name of a branch. */
export function isCommit(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}

async function has(place: Place, commit: string): Promise<boolean> {
  if (!isCommit(commit)) return false;
  const answer = await askOr(
    [404],
    `look for ${commit} in ${place.project}`,
    place.rest.Commits.show(place.project, commit),
  );
  return answer.status === 'ok';
}

/** The commits of one history that another has not. GitLab does not count them, so all are read. */
async function without(
  place: Place,
  range: { from: string; to: string },
  limit: number,
): Promise<CommitList> {
  const refName = `${range.from}..${range.to}`;
  const found = await ask(
    `list the commits ${refName} of ${place.project}`,
    place.rest.Commits.all(place.project, { refName }),
  );
  return {
    commits: found.slice(0, limit).map(({ id, message, author_name }) => ({
      commit: id,
      title: message.split('\n', 1)[0],
      author: author_name,
    })),
    total: found.length,
  };
}

/** How two commits of a project differ, whichever of them is the earlier one. */
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
    // A project that is gone, or hidden from us, is no answer about its commits.
    await readProject(place);
    return { status: 'unknown', missing };
  }
  return {
    status: 'compared',
    gained: await without(place, { from, to }, limit),
    lost: await without(place, { from: to, to: from }, limit),
  };
}
