import type {
  CommitStatus,
  RequiredCheck,
} from '@backstage-gitops/plugin-gitops-node';
import type { ContextNode } from './pullAnswer';
import { statusOfContext, statusOfRun, worstOfEach } from './toCommitStatus';

export function toStatus(node: ContextNode): CommitStatus {
  return 'context' in node ? statusOfContext(node) : statusOfRun(node);
}

/**
 * The checks that must succeed before a merge: those that GitHub calls required, and those that a rule names and nobody
 * whom the rule accepts has reported.
 */
export function requiredChecksOf(
  contexts: ContextNode[],
  named: string[],
): RequiredCheck[] {
  const reported = worstOfEach(
    contexts.filter(({ isRequired }) => isRequired).map(toStatus),
  );
  const missing = named.filter(
    name => !reported.some(({ context }) => context === name),
  );
  return [
    ...reported.map(({ context, state }) => ({ context, state })),
    ...missing.map(context => ({ context, state: 'pending' as const })),
  ];
}
