import type { ApprovalRule, EnvironmentPolicy } from '../facts';
import { anyOf } from '../naming';

function approvedBy({ count, from }: ApprovalRule): string {
  if (count === 0) return 'no approval is needed';
  const approvals = count === 1 ? '1 approval' : `${count} approvals`;
  return `it takes ${approvals}${from ? ` by ${anyOf(from)}` : ''}`;
}

/**
 * What follows from a rollback besides the files, one sentence each.
 *
 * @param rejects - version of the release that is rejected in the same act.
 *
 * @public
 */
export function consequencesOf(
  { name, rollback, merge }: EnvironmentPolicy,
  rejects: string | undefined,
): string[] {
  const way =
    rollback.by === 'commit'
      ? 'It is written to the branch at once'
      : `It is proposed by a pull request${
          merge === 'manual' ? ', merged by a person' : ''
        }`;
  return [
    `Automation of ${name} is held until a person resumes it.`,
    `${way}; ${approvedBy(rollback.approvals)}.`,
    ...(rejects
      ? [
          `${rejects} is rejected: it is promoted nowhere until that is cleared.`,
        ]
      : []),
  ];
}
