import {
  blocksMerging,
  describePassing,
  isOpen,
  type Verdict,
} from '@backstage-gitops/policy';
import type { CommitStatus } from '@backstage-gitops/plugin-gitops-node';
import { reportMergeGroups } from './reportMergeGroups';
import { AGGREGATE, reportStatus } from './reportStatus';
import type { Situation, Workplace } from './Workplace';

/** Nothing goes now, whatever else is met: that must be seen from afar. */
const RED: ReadonlySet<string> = new Set(['freeze', 'windows']);

function stateOf(gate: Verdict): CommitStatus['state'] {
  if (isOpen(gate)) return 'success';
  return gate.status === 'failed' || RED.has(gate.name) ? 'failure' : 'pending';
}

/**
 * Reports each gate, and the aggregate `gitops` that branch protection requires, on the pull request's head, and the
 * aggregate on the merges that the host's queue tests with it.
 */
export async function reportStatuses(
  place: Workplace,
  situation: Situation,
): Promise<void> {
  const pull = situation.current?.pullRequest;
  if (pull?.state.status !== 'open') return;
  const blocked = blocksMerging(situation.gates);
  const aggregate: CommitStatus = {
    context: AGGREGATE,
    state: blocked ? stateOf(blocked) : 'success',
    description: blocked?.reason ?? describePassing(situation.gates),
  };
  const statuses: CommitStatus[] = [
    ...situation.gates.map(
      (gate): CommitStatus => ({
        context: `${AGGREGATE}/${place.key.name}/${gate.name}`,
        state: stateOf(gate),
        description: gate.reason,
      }),
    ),
    aggregate,
  ];
  for (const status of statuses) {
    await reportStatus(place, pull.headCommit, status);
  }
  await reportMergeGroups(place, { number: pull.number, aggregate });
}
