import { createHash } from 'node:crypto';
import { blocksMerging, isOpen, type Verdict } from '@backstage-gitops/policy';
import type { CommitStatus } from '@backstage-gitops/plugin-gitops-node';
import type { Situation, Workplace } from './Workplace';

/** Longest description that every host takes. */
const MAX_DESCRIPTION = 140;

function stateOf(gate: Verdict): CommitStatus['state'] {
  if (isOpen(gate)) return 'success';
  return gate.status === 'failed' ? 'failure' : 'pending';
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
      state: blocked ? 'pending' : 'success',
      description: blocked?.reason ?? 'All gates pass.',
    },
  ];
  for (const status of statuses) {
    const message = {
      kind: 'status' as const,
      repository: hosted.repository,
      commit: pull.headCommit,
      status: {
        ...status,
        description: status.description.slice(0, MAX_DESCRIPTION),
      },
    };
    const digest = createHash('sha256')
      .update(JSON.stringify(message))
      .digest('hex');
    await services.outbox.add(
      `status:${situation.current?.promotion.updatedAt}:${digest}`,
      message,
    );
  }
}
