import type { ApprovalRule, PromotionFacts } from '../facts';
import { anyOf } from '../naming';
import type { Verdict } from '../verdict';
import { excluded, judgeApprovals, type JudgedApproval } from './approvals';

/** One approval by an owner is enough; whose part in the change keeps them from approving it, is as elsewhere. */
function ruleFor(owners: string[], { exclude }: ApprovalRule): ApprovalRule {
  return { count: 1, from: owners, exclude };
}

/** The owners of each affected pipeline, once. */
function ownersOf({ affects = [] }: PromotionFacts): string[][] {
  return [...new Map(affects.map(one => [one.entityRef, one.owners])).values()];
}

function hasApproval(
  owners: string[],
  rule: ApprovalRule,
  promotion: PromotionFacts,
): boolean {
  return judgeApprovals(ruleFor(owners, rule), promotion).some(
    ({ status }) => status === 'counted',
  );
}

/**
 * Of every pipeline that reads what changes, an owner has approved it. Pipelines are not named: whoever reads this
 * verdict may not be allowed to see them.
 *
 * @public
 */
export function ownersGate(
  rule: ApprovalRule,
  promotion: PromotionFacts,
): Verdict {
  const missing = ownersOf(promotion).filter(
    owners => !hasApproval(owners, rule, promotion),
  );
  if (missing.length === 0) {
    return {
      name: 'owners',
      status: 'passed',
      reason: 'The owners of what it changes as well have approved.',
    };
  }
  if (missing.some(owners => owners.length === 0)) {
    return {
      name: 'owners',
      status: 'failed',
      reason:
        'It changes an environment as well that nobody owns; give its entity an owner, who is asked then.',
    };
  }
  return {
    name: 'owners',
    status: 'needsSomeone',
    reason: `It changes what others deploy as well: waits for an approval by ${missing
      .map(anyOf)
      .join(', and one by ')}.`,
    who: [...new Set(missing.flat())],
    except: excluded(rule, promotion),
  };
}

/**
 * Each approval of a rollback and whether it counts, for the environment itself or for an owner who is asked besides.
 *
 * @public
 */
export function judgeRollbackApprovals(
  rule: ApprovalRule,
  promotion: PromotionFacts,
): JudgedApproval[] {
  const asked = ownersOf(promotion).map(owners =>
    judgeApprovals(ruleFor(owners, rule), promotion),
  );
  return judgeApprovals(rule, promotion).map(
    (approval, index) =>
      [approval, ...asked.map(judged => judged[index])].find(
        ({ status }) => status === 'counted',
      ) ?? approval,
  );
}
