import type {
  CommitStatus,
  RequiredCheck,
} from '@backstage-gitops/plugin-gitops-node';
import { matchesContext } from './contextPattern';
import type { Rules } from './rules';

/** The worst comes first. */
const ORDER: Array<CommitStatus['state']> = ['failure', 'pending', 'success'];

function worstOf(statuses: CommitStatus[]): CommitStatus['state'] {
  const states = statuses.map(({ state }) => state);
  // Nobody has reported it yet.
  return ORDER.find(state => states.includes(state)) ?? 'pending';
}

/** How what a branch requires stands: all statuses that a pattern matches must have succeeded, and one at least. */
export function requiredChecks(
  rules: Pick<Rules, 'checks'> | undefined,
  statuses: CommitStatus[],
): RequiredCheck[] {
  const { checks } = rules ?? {};
  if (!checks) return [];
  if (checks.length === 0) {
    return statuses.map(({ context, state }) => ({ context, state }));
  }
  return checks.map(pattern => ({
    context: pattern,
    state: worstOf(
      statuses.filter(({ context }) => matchesContext(pattern, context)),
    ),
  }));
}
