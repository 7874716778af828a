import type { HistoryEntry } from '@backstage-gitops/plugin-gitops-common';
import type { Workplace } from '../promotions/Workplace';

/** What every gate said when something was decided, and the commit of the policy that it was judged by. */
export function judgedBy(
  { pipeline }: Pick<Workplace, 'pipeline'>,
  gates: NonNullable<HistoryEntry['gates']>,
): Pick<HistoryEntry, 'gates' | 'policyCommit'> {
  return {
    ...(gates.length > 0 ? { gates } : {}),
    ...(pipeline.policyCommit ? { policyCommit: pipeline.policyCommit } : {}),
  };
}
