import type { MergeGroup } from '@backstage-gitops/plugin-gitops-node';
import { ask } from './ask';
import { at, nameOf, type Place } from './Place';

/** A branch of the queue names the pull request, and the commit that it was merged into. */
const GROUP = /^pr-(\d{1,10})-([0-9a-f]{40})$/;

interface QueueBranch {
  commit: string;
  number: number;
  base: string;
}

/** Each was merged into the one before it, so that it has the pull requests of that, too. */
export function groupsOf(branches: QueueBranch[]): MergeGroup[] {
  const byCommit = new Map(branches.map(one => [one.commit, one]));
  return branches.map(({ commit }) => {
    const pullRequests: number[] = [];
    let next = byCommit.get(commit);
    // No commit comes before itself, but nothing that was read is trusted to end.
    while (next && pullRequests.length < branches.length) {
      pullRequests.unshift(next.number);
      next = byCommit.get(next.base);
    }
    return { commit, pullRequests };
  });
}

/** What the merge queue of a branch tests now: it keeps a branch for each merge that it tests. */
export async function listMergeGroups(
  place: Place,
  baseBranch: string,
): Promise<MergeGroup[]> {
  const prefix = `refs/heads/gh-readonly-queue/${baseBranch}/`;
  const refs = await ask(
    `read the merge queue of ${baseBranch} of ${nameOf(place)}`,
    place.rest.git.listMatchingRefs({
      ...at(place),
      ref: prefix.slice('refs/'.length),
    }),
  );
  const branches = refs.flatMap(({ ref, object }): QueueBranch[] => {
    const [, number, base] = GROUP.exec(ref.slice(prefix.length)) ?? [];
    return number ? [{ commit: object.sha, number: Number(number), base }] : [];
  });
  return groupsOf(branches);
}
