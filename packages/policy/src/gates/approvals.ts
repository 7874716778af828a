import type { ApprovalFacts, ApprovalRule, PromotionFacts } from '../facts';
import type { Verdict } from '../verdict';

/** An approval and whether it counts. @public */
export type JudgedApproval = ApprovalFacts &
  ({ status: 'counted' } | { status: 'ignored'; reason: string });

function exclusion(
  user: string,
  rule: ApprovalRule,
  promotion: PromotionFacts,
): string | undefined {
  if (rule.exclude.includes('requester') && user === promotion.requester) {
    return 'requested this, so does not count';
  }
  if (
    rule.exclude.includes('sourceAuthor') &&
    user === promotion.release?.sourceAuthor
  ) {
    return 'wrote the source commit, so does not count';
  }
  if (rule.exclude.includes('lastPusher') && user === promotion.lastPusher) {
    return 'pushed the newest commit of the pull request, so does not count';
  }
  return undefined;
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
    return `is not among ${rule.from.join(', ')}`;
  }
  return exclusion(user, rule, promotion);
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

/** Enough distinct people of the catalog have approved what is proposed now. @public */
export function approvalsGate(
  rule: ApprovalRule,
  promotion: PromotionFacts,
): Verdict {
  const have = judgeApprovals(rule, promotion).filter(
    approval => approval.status === 'counted',
  ).length;
  if (have >= rule.count) {
    return {
      name: 'approvals',
      status: 'passed',
      reason:
        rule.count === 0
          ? 'No approval is needed.'
          : `${have} of ${rule.count} approvals.`,
    };
  }
  return {
    name: 'approvals',
    status: 'needsSomeone',
    reason: `${have} of ${rule.count} approvals.`,
    who: rule.from ?? [],
  };
}
