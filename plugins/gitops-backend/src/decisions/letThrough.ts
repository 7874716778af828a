import { freezeGate } from '@backstage-gitops/policy';
import { type Services } from '../promotions/services';
import type { StoredDecision } from '../store/DecisionStore';
import type { EnvironmentKey } from '../store/EnvironmentStore';

/**
 * Was what an environment holds now brought there past this very freeze? Then its cluster may have it too: what somebody
 * bypassed the freeze for would else stay in Git.
 */
export async function isLetThrough(
  { environments, promotions }: Pick<Services, 'environments' | 'promotions'>,
  key: EnvironmentKey,
  { subject, by, reason }: StoredDecision,
): Promise<boolean> {
  const row = await environments.get(key);
  const commit = row?.observation?.change?.commit;
  if (!commit) return false;
  const promotion = (await promotions.byCommit(commit)).find(
    one => one.entityRef === key.entityRef && one.environment === key.name,
  );
  if (!promotion) return false;
  const skipped = freezeGate([{ scope: subject, by, reason }]).reason;
  return promotion.bypassed.some(
    one => one.gate === 'freeze' && one.skipped === skipped,
  );
}
