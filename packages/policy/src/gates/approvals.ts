import type { ApprovalFacts, ApprovalRule, PromotionFacts } from '../facts';
import { anyOf } from '../naming';
import type { Verdict } from '../verdict';

/** An approval and whether it counts; the reason goes on after the person's name. @public */
export type JudgedApproval = ApprovalFacts &
  ({ status: 'counted' } | { status: 'ignored'; reason: string });

/** Those whose part in a promotion keeps their approval from counting, and what that part was. */
export function excluded(
  rule: ApprovalRule,
  promotion: PromotionFacts,
): Array<{ entityRef: string; reason: string }> {
  const parts = {
    requester: {
      entityRef: promotion.requester,
      reason:
        promotion.origin === 'automatic'
          ? 'wrote the source commit'
          : 'requested this',
    },
    sourceAuthor: {
      entityRef: promotion.release?.sourceAuthor,
      reason: 'wrote the source commit',
    },
    lastPusher: {
      entityRef: promotion.lastPusher,
      reason: 'pushed the newest commit of the pull request',
    },
  };
  const found = rule.exclude.flatMap(part => {
    const { entityRef, reason } = parts[part];
    return entityRef ? [{ entityRef, reason }] : [];
  });
  // Who asked for an automatic promotion is who wrote its source: that is said once.
  return found.filter(
    (one, index) =>
      index ===
      found.findIndex(
        ({ entityRef, reason }) =>
          entityRef === one.entityRef && reason === one.reason,
      ),
  );
}

function ignored(
  approval: ApprovalFacts,
  rule: ApprovalRule,
  promotion: PromotionFacts,
): string | undefined {
  if (approval.account === 'bot') return 'is a machine; only people count';
  if (!approval.user) {
    return `the login ${
      approval.login ?? '(unknown)'
    } belongs to nobody in the catalog`;
  }
  if (approval.content === 'outdated') {
    return 'approved an earlier content; approve again';
  }
  const { user, groups } = approval;
  if (rule.from && ![user, ...groups].some(ref => rule.from?.includes(ref))) {
    return `is not among ${anyOf(rule.from)}`;
  }
  return excluded(rule, promotion).find(one => one.entityRef === user)?.reason;
}

/**
 * Says of each approval whether it counts. A person counts once, however often and wherever they approved.
 *
 * @public
 */
export function judgeApprovals(
  rule: ApprovalRule,
  promotion: PromotionFacts,
): JudgedApproval[] {
  const counted = new Set<string>();
  return promotion.approvals.map(approval => {
    const reason = ignored(approval, rule, promotion);
    if (reason || !approval.user) {
      return { ...approval, status: 'ignored', reason: reason ?? 'nobody' };
    }
    if (counted.has(approval.user)) {
      return {
        ...approval,
        status: 'ignored',
        reason: 'approved before; a person counts once',
      };
    }
    counted.add(approval.user);
    return { ...approval, status: 'counted' };
  });
}

function approvals(count: number): string {
  return count === 1 ? '1 approval' : `${count} approvals`;
}

/** Enough distinct people of the catalog have approved what is proposed now. @public */
export function approvalsGate(
  rule: ApprovalRule,
  promotion: PromotionFacts,
): Verdict {
  const counted = judgeApprovals(rule, promotion).flatMap(approval =>
    approval.status === 'counted' && approval.user ? [approval.user] : [],
  );
  const { length: given } = counted;
  if (given >= rule.count) {
    return {
      name: 'approvals',
      status: 'passed',
      reason:
        rule.count === 0
          ? 'No approval is needed.'
          : `${approvals(given)} given.`,
    };
  }
  const by = rule.from ? ` by ${anyOf(rule.from)}` : '';
  return {
    name: 'approvals',
    status: 'needsSomeone',
    reason: `Waits for ${approvals(rule.count)}${by}; ${given} given.`,
    who: rule.from ?? [],
    except: [
      ...excluded(rule, promotion),
      ...counted.map(entityRef => ({ entityRef, reason: 'approved already' })),
    ],
  };
}
