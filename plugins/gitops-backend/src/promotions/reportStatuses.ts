import {
  blocksMerging,
  describePassing,
  isOpen,
  type Verdict,
} from '@backstage-gitops/policy';
import type { CommitStatus } from '@backstage-gitops/plugin-gitops-node';
import { headBranchOf } from './headBranch';
import type { Situation, Workplace } from './Workplace';

/** Longest description that every host takes. */
const MAX_DESCRIPTION = 140;

/** Open pull requests of one branch that are looked at. */
const MAX_OTHERS = 500;

/** Nothing goes now, whatever else is met: that must be seen from afar. */
const RED: ReadonlySet<string> = new Set(['freeze', 'windows']);

function stateOf(gate: Verdict): CommitStatus['state'] {
  if (isOpen(gate)) return 'success';
  return gate.status === 'failed' || RED.has(gate.name) ? 'failure' : 'pending';
}

/**
 * Reports each gate, and the aggregate `gitops` that branch protection requires, on the pull request's head.
 * They go through the outbox: a host that is away for a while misses none.
 */
export async function reportStatuses(
  { services, hosted, key }: Workplace,
  situation: Situation,
): Promise<void> {
  const pull = situation.current?.pullRequest;
  if (pull?.state.status !== 'open') return;
  const blocked = blocksMerging(situation.gates);
  const statuses: CommitStatus[] = [
    ...situation.gates.map(
      (gate): CommitStatus => ({
        context: `gitops/${key.name}/${gate.name}`,
        state: stateOf(gate),
        description: gate.reason,
      }),
    ),
    {
      context: 'gitops',
      state: blocked ? stateOf(blocked) : 'success',
      description: blocked?.reason ?? describePassing(situation.gates),
    },
  ];
  for (const status of statuses) {
    await services.outbox.add({
      kind: 'status',
      repository: hosted.repository,
      commit: pull.headCommit,
      status: {
        ...status,
        description: status.description.slice(0, MAX_DESCRIPTION),
      },
    });
  }
}

/**
 * Reports the aggregate on the branch's other open pull requests: required by branch protection, it would keep them from
 * being merged if it were silent on them. What this suite proposes for another environment is reported by that one.
 */
export async function reportOnOthers({
  services,
  hosted,
  environment,
}: Workplace): Promise<void> {
  const { repository, branch } = environment.place;
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
        description: 'No promotion: GitOps asks nothing of this pull request.',
      },
    });
  }
}
