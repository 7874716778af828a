import {
  judgeApprovals,
  judgeRollbackApprovals,
} from '@backstage-gitops/policy';
import type { Approval } from '@backstage-gitops/plugin-gitops-common';
import { personOf } from '../decisions/Decisions';
import type { Situation } from './Workplace';

/** The approvals of what is under way, each with why it does not count where it does not. */
export function approvalsView({ facts }: Situation): Approval[] {
  const { current, policy } = facts;
  if (!current) return [];
  const judged =
    current.kind === 'rollback'
      ? judgeRollbackApprovals(policy.rollback.approvals, current)
      : judgeApprovals(policy.approvals, current);
  return judged.map(approval => ({
    by: {
      ...personOf(approval.user ?? approval.login ?? 'unknown'),
      ...(approval.login ? { login: approval.login } : {}),
    },
    via: approval.via,
    at: approval.at,
    status: approval.status,
    ...(approval.status === 'ignored' ? { reason: approval.reason } : {}),
  }));
}
