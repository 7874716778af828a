import { headBranchOf } from './headBranch';
import { AGGREGATE, reportStatus } from './reportStatus';
import type { Workplace } from './Workplace';

/** Open pull requests of one branch that are looked at. */
const MAX_OTHERS = 500;

/**
 * Reports the aggregate on a branch's open pull requests that bring no promotion: required by branch protection, it would
 * keep them from being merged if it were silent on them, or on the merges that a queue tests of them. What this suite
 * proposes is reported by its environment.
 */
export class OtherPullRequests {
  readonly #looked = new Map<string, number>();

  /** Whichever of a branch's environments comes first looks for all of them, once a poll. */
  async report(place: Workplace): Promise<void> {
    const { services, hosted, environment } = place;
    const { repository, branch } = environment.place;
    const where = `${repository} ${branch}`;
    const now = performance.now();
    const before = this.#looked.get(where) ?? -Infinity;
    if (now - before < services.config.git.poll) return;
    this.#looked.set(where, now);
    const neighbours = await services.environments.list({ repository, branch });
    const proposals = new Set(neighbours.map(headBranchOf));
    const pulls = await hosted.host.listPullRequests({
      repository: hosted.repository,
      baseBranch: branch,
      state: 'open',
      limit: MAX_OTHERS,
    });
    const ours = pulls.filter(one => proposals.has(one.headBranch));
    const numbers = new Set(ours.map(({ number }) => number));
    const groups = await hosted.host.listMergeGroups?.(
      hosted.repository,
      branch,
    );
    const commits = [
      ...pulls.filter(one => !ours.includes(one)).map(one => one.headCommit),
      // What a queue tests with one of ours is reported with that.
      ...(groups ?? [])
        .filter(one => !one.pullRequests.some(number => numbers.has(number)))
        .map(({ commit }) => commit),
    ];
    for (const commit of commits) {
      await reportStatus(place, commit, {
        context: AGGREGATE,
        state: 'success',
        description: 'No promotion: GitOps asks nothing of this pull request.',
      });
    }
  }
}
