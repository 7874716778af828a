import {
  blocksMerging,
  describePassing,
  isOpen,
  type Verdict,
} from '@backstage-gitops/policy';
import type { CommitStatus } from '@backstage-gitops/plugin-gitops-node';
import type { Situation, Workplace } from './Workplace';

/** Longest description that every host takes. */
const MAX_DESCRIPTION = 140;

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
