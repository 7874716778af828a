import type { LockedFacts, LockedField, PromotionFacts } from '../facts';
import { anyOf } from '../naming';
import type { Verdict } from '../verdict';

/** May one of these people change the field? Whoever may, may let others. @public */
export function mayChange(
  { groups }: LockedField,
  people: Array<{ user?: string; groups: string[] }>,
): boolean {
  return people.some(({ user, groups: memberships }) =>
    [user, ...memberships].some(
      ref => ref !== undefined && groups.includes(ref),
    ),
  );
}

/** A locked field as sentences name it. @public */
export function describeLocked({ kind, name, pointer, groups }: LockedField) {
  return `${pointer} of ${kind} ${name}, which only ${anyOf(
    groups,
  )} may change`;
}

function more(count: number): string {
  return count > 1 ? ` (and ${count - 1} more locked)` : '';
}

/**
 * Someone who may change the locked fields has asked for the change, or approves it. Their approval counts here whether or
 * not it counts for the approvals that the environment asks for.
 *
 * @public
 */
export function lockedGate(
  locked: LockedFacts,
  { requester, approvals }: Pick<PromotionFacts, 'requester' | 'approvals'>,
): Verdict {
  const name = 'locked';
  if (locked.status === 'unknown') {
    return {
      name,
      status: 'failed',
      reason: `Whether this changes a locked field cannot be said: ${locked.reason}`,
    };
  }
  const people = [
    { user: requester, groups: locked.requesterGroups },
    ...approvals.filter(
      ({ account, content }) => account === 'person' && content === 'current',
    ),
  ];
  const unmet = locked.fields.filter(field => !mayChange(field, people));
  const [first] = unmet;
  if (first) {
    return {
      name,
      status: 'needsSomeone',
      reason: `Changes ${describeLocked(first)}${more(
        unmet.length,
      )}: waits for an approval by one of them.`,
      who: first.groups,
    };
  }
  return {
    name,
    status: 'passed',
    reason:
      locked.fields.length > 0
        ? 'Someone who may change the locked fields agrees.'
        : 'No locked field changes.',
  };
}
