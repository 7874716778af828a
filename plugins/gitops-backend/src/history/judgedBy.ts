import type { HistoryEntry } from '@backstage-gitops/plugin-gitops-common';
import { policyCommitOf } from '../pipelines/declarationOf';
import type { Workplace } from '../promotions/Workplace';

/** What every gate said when something was decided, and the commit of the policy that it was judged by. */
export function judgedBy(
  place: Pick<Workplace, 'pipeline'> & Partial<Pick<Workplace, 'environment'>>,
  gates: NonNullable<HistoryEntry['gates']>,
): Pick<HistoryEntry, 'gates' | 'policyCommit'> {
  const policyCommit = policyCommitOf(place);
  return {
    ...(gates.length > 0 ? { gates } : {}),
    ...(policyCommit ? { policyCommit } : {}),
  };
}
