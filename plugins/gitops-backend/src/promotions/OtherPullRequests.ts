import { headBranchOf } from './headBranch';
import type { Workplace } from './Workplace';

/** Open pull requests of one branch that are looked at. */
const MAX_OTHERS = 500;

/**
 * Reports the aggregate on a branch's open pull requests that bring no promotion: required by branch protection, it would
 * keep them from being merged if it were silent on them. What this suite proposes is reported by its environment.
 */
export class OtherPullRequests {
  readonly #looked = new Map<string, number>();

  /** Whichever of a branch's environments comes first looks for all of them, once a poll. */
  async report({ services, hosted, environment }: Workplace): Promise<void> {
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
    for (const { headBranch, headCommit } of pulls) {
      if (proposals.has(headBranch)) continue;
      await services.outbox.add({
        kind: 'status',
        repository: hosted.repository,
        commit: headCommit,
        status: {
          context: 'gitops',
          state: 'success',
          description:
            'No promotion: GitOps asks nothing of this pull request.',
        },
      });
    }
  }
}
