import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import type { HostedRepository } from '../git/Mirrors';
import { headBranchOf } from './headBranch';
import type { Services } from './services';

/**
 * Reports the aggregate on a branch's open pull requests that bring no promotion: required by branch protection, it would
 * keep them from being merged if it were silent on them. What this suite proposes is reported by its environment.
 */
export class OtherPullRequests {
  readonly #services: Services;
  readonly #reported = new Map<string, PullRequest[]>();

  constructor(services: Services) {
    this.#services = services;
  }

  async report(hosted: HostedRepository, branch: string): Promise<void> {
    const { environments, hostReader, outbox } = this.#services;
    const { repository } = hosted;
    const where = `${repository} ${branch}`;
    const pulls = await hostReader.openPullRequests(hosted, branch);
    if (this.#reported.get(where) === pulls) return;
    const neighbours = await environments.list({ repository, branch });
    const proposals = new Set(neighbours.map(headBranchOf));
    for (const { headBranch, headCommit } of pulls) {
      if (proposals.has(headBranch)) continue;
      await outbox.add({
        kind: 'status',
        repository,
        commit: headCommit,
        status: {
          context: 'gitops',
          state: 'success',
          description:
            'No promotion: GitOps asks nothing of this pull request.',
        },
      });
    }
    this.#reported.set(where, pulls);
  }
}
