import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import type { HostedRepository } from '../git/Mirrors';
import { headBranchOf } from './headBranch';
import { AGGREGATE, reportStatus } from './reportStatus';
import type { Services } from './services';

/**
 * Reports the aggregate on a branch's open pull requests that bring no promotion: required by branch protection, it would
 * keep them from being merged if it were silent on them, or on the merges that a queue tests of them. What this suite
 * proposes is reported by its environment.
 */
export class OtherPullRequests {
  readonly #services: Services;
  readonly #reported = new Map<string, { pulls: PullRequest[]; at: number }>();

  constructor(services: Services) {
    this.#services = services;
  }

  /** Once a poll. */
  async report(hosted: HostedRepository, branch: string): Promise<void> {
    const { config, environments, hostReader } = this.#services;
    const { repository } = hosted;
    const where = `${repository} ${branch}`;
    const at = performance.now();
    const before = this.#reported.get(where);
    // However many of them are told of, nobody waits for long.
    if (before && at - before.at < config.git.poll) return;
    const pulls = await hostReader.openPullRequests(hosted, branch);
    if (before?.pulls === pulls) return;
    const neighbours = await environments.list({ repository, branch });
    const proposals = new Set(neighbours.map(headBranchOf));
    const ours = pulls.filter(one => proposals.has(one.headBranch));
    const numbers = new Set(ours.map(({ number }) => number));
    const groups = await hosted.host.listMergeGroups?.(repository, branch);
    const commits = [
      ...pulls.filter(one => !ours.includes(one)).map(one => one.headCommit),
      // What a queue tests with one of ours is reported with that.
      ...(groups ?? [])
        .filter(one => !one.pullRequests.some(number => numbers.has(number)))
        .map(({ commit }) => commit),
    ];
    const place = { services: this.#services, hosted };
    for (const commit of commits) {
      await reportStatus(place, commit, {
        context: AGGREGATE,
        state: 'success',
        description: 'No promotion: GitOps asks nothing of this pull request.',
      });
    }
    this.#reported.set(where, { pulls, at });
  }
}
