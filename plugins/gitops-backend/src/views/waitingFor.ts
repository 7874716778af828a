import type {
  Action,
  Gate,
  Waiting,
} from '@backstage-gitops/plugin-gitops-common';
import type { WaitingRow } from '../store/WaitingStore';

/** Who something may wait for. */
export interface Someone {
  user: string;
  /** The groups they are in now. */
  groups: string[];
}

/** What is asked of people, in the order in which it is listed for one environment. */
export const ASKED: ReadonlyArray<Waiting['action']> = [
  'approve',
  'merge',
  'resume',
  'unfreeze',
  'fix',
  'accept',
];

/** Gates that approvals open. */
const APPROVED: ReadonlySet<string> = new Set([
  'approvals',
  'owners',
  'locked',
]);

/** The permission that each takes; mending takes none here, for it is done in Git. */
const PERMISSIONS: Record<Exclude<Waiting['action'], 'fix'>, Action> = {
  approve: 'promotion.approve',
  merge: 'promotion.merge',
  resume: 'environment.hold',
  unfreeze: 'environment.freeze',
  accept: 'environment.approve',
};

function isAmong({ user, groups }: Someone, refs: string[]): boolean {
  return [user, ...groups].some(ref => refs.includes(ref));
}

/** Would an approval of theirs count for this gate? */
function mayApprove(someone: Someone, gate: Gate): boolean {
  const { name, status, who = [], except = [] } = gate;
  return (
    APPROVED.has(name) &&
    status === 'needsSomeone' &&
    (who.length === 0 || isAmong(someone, who)) &&
    !except.some(({ entityRef }) => entityRef === someone.user)
  );
}

/** Does the environment's next step ask this of them? */
function isAsked(
  someone: Someone,
  { next, owners }: WaitingRow,
  action: Waiting['action'],
): boolean {
  if (next?.action !== action) return false;
  const { who = [] } = next;
  switch (action) {
    case 'merge':
      return who.length === 0 || isAmong(someone, who);
    case 'fix':
      return isAmong(someone, who.length === 0 ? owners : who);
    default:
      // Whoever held or froze it, and whoever it matters to; others who may would be told of everything.
      return isAmong(someone, [...who, ...owners]);
  }
}

/** An edit is of the whole file: it is listed once, with the first environment that it weakens, and not for its authors. */
function acceptance(
  { user }: Someone,
  { name, pendingPolicy }: WaitingRow,
): string | undefined {
  if (!pendingPolicy) return undefined;
  const { weakens, authors = [] } = pendingPolicy;
  const isAuthor = authors.some(({ entityRef }) => entityRef === user);
  return weakens[0]?.environment === name && !isAuthor
    ? weakens[0].sentence
    : undefined;
}

function sentenceFor(
  someone: Someone,
  row: WaitingRow,
  action: Waiting['action'],
): string | undefined {
  const { promotion, next } = row;
  switch (action) {
    case 'approve':
      return promotion?.isOpen
        ? promotion.gates.find(gate => mayApprove(someone, gate))?.reason
        : undefined;
    case 'accept':
      return acceptance(someone, row);
    default:
      return isAsked(someone, row, action) ? next?.sentence : undefined;
  }
}

/**
 * What waits for someone in one environment.
 *
 * @param may - what they are permitted to do there.
 * @param heldSince - when automation was held there, where it is.
 */
export function waitingFor(
  someone: Someone,
  row: WaitingRow,
  may: ReadonlySet<Action>,
  heldSince?: string,
): Waiting[] {
  const { entityRef, title, name, promotion, release, pendingPolicy } = row;
  const since: Partial<Record<Waiting['action'], string>> = {
    approve: promotion?.createdAt,
    merge: promotion?.createdAt,
    resume: heldSince,
    accept: pendingPolicy?.at,
  };
  return ASKED.flatMap(action => {
    if (action !== 'fix' && !may.has(PERMISSIONS[action])) return [];
    const sentence = sentenceFor(someone, row, action);
    if (!sentence) return [];
    return [
      {
        entityRef,
        title,
        environment: name,
        action,
        sentence,
        ...(promotion && action !== 'accept'
          ? { promotion: promotion.id, ...(release ? { release } : {}) }
          : {}),
        ...(since[action] ? { since: since[action] } : {}),
      },
    ];
  });
}
