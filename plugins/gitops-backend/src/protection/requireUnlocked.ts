import { InputError, NotAllowedError } from '@backstage/errors';
import { describeLocked, mayChange } from '@backstage-gitops/policy';
import type { GitEditPlan } from '../edits/GitEditPlan';
import type { EnvironmentDeclaration } from '../pipelines/Declaration';
import { lockedByPlan } from '../promotions/loadLocked';
import type { Services } from '../promotions/services';
import type { EnvironmentKey } from '../store/EnvironmentStore';

/**
 * Sees to it that nobody changes a locked field at their own request who may not.
 *
 * @throws NotAllowedError naming the field and who may change it; InputError where nobody can say what would change.
 */
export async function requireUnlocked(options: {
  services: Services;
  environment: EnvironmentDeclaration;
  key: EnvironmentKey;
  plan: GitEditPlan;
  by: string;
}): Promise<void> {
  const { plan, by, ...place } = options;
  const locked = await lockedByPlan(
    { ...place, hosted: plan.hosted },
    by,
    plan.head,
    plan.changes,
  );
  if (locked?.status === 'unknown') throw new InputError(locked.reason);
  const people = [{ user: by, groups: locked?.requesterGroups ?? [] }];
  const field = locked?.fields.find(one => !mayChange(one, people));
  if (field) {
    throw new NotAllowedError(
      `This changes ${describeLocked(field)}; ask one of them to do it.`,
    );
  }
}
