import type {
  DriftedObject,
  ReconciliationFacts,
  ReconciliationStep,
} from './facts';
import { judgeHeal } from './healing';

/** Kinds that are never healed or pruned by themselves: what is below them would go with them. */
const NEVER_BY_ITSELF: ReadonlySet<string> = new Set([
  'Namespace',
  'CustomResourceDefinition',
  'PersistentVolume',
  'PersistentVolumeClaim',
]);

/** The first wait after a failed application, in milliseconds; doubled each time (Argo CD's sync retry). */
const RETRY_WAIT = 5_000;

/** The longest wait after a failed application, in milliseconds. */
const LONGEST_RETRY_WAIT = 180_000;

type Known = {
  desired: Extract<ReconciliationFacts['desired'], { status: 'known' }>;
  observed: Extract<ReconciliationFacts['observed'], { status: 'known' }>;
};

type Left = Array<{ id: string; reason: string }>;

/** Deleting everything is never meant; what a mistake makes look like it takes a person who names the objects. */
function wipe(
  { request }: ReconciliationFacts,
  { desired, observed }: Known,
): string | undefined {
  const orphaned = observed.drifted.filter(({ drift }) => drift === 'orphaned');
  if (orphaned.length === 0) return undefined;
  if (desired.objects === 0) {
    return 'Git has no object for this environment any more; all of them would be deleted.';
  }
  if (request?.objects) return undefined;
  return orphaned.length * 2 > observed.inventory && orphaned.length > 1
    ? `${orphaned.length} of ${observed.inventory} objects would be deleted at once.`
    : undefined;
}

/** Why an object that Git has no more stays where it is. */
function spared(
  object: DriftedObject,
  facts: ReconciliationFacts,
  known: Known,
): string | undefined {
  const refusal = wipe(facts, known);
  if (refusal) return refusal;
  return NEVER_BY_ITSELF.has(object.kind)
    ? `A ${object.kind} is never deleted without a person.`
    : object.untouchable;
}

function pruneList(
  facts: ReconciliationFacts,
  known: Known,
  wanted: DriftedObject[],
  left: Left,
): string[] {
  if (!facts.prune) return [];
  return wanted
    .filter(({ drift }) => drift === 'orphaned')
    .flatMap(object => {
      const reason = spared(object, facts, known);
      if (reason === undefined) return [object.id];
      left.push({ id: object.id, reason });
      return [];
    });
}

/** What is still there though Git has it no more, after its commit was applied. */
function leftOver(facts: ReconciliationFacts, known: Known): Left {
  if (!facts.prune) return [];
  return known.observed.drifted
    .filter(({ drift }) => drift === 'orphaned')
    .map(object => ({
      id: object.id,
      reason:
        spared(object, facts, known) ??
        `Git does not have ${object.id} any more; it is deleted with the next commit, or when somebody asks for a sync.`,
    }));
}

/**
 * A commit that changes nothing in the cluster is remembered as applied too: else the next change that somebody makes
 * there would be taken for a part of it.
 */
function mayRemember({
  desired,
  writesOff,
  busy,
  request,
}: ReconciliationFacts) {
  return (
    desired.status === 'known' &&
    desired.stable &&
    writesOff === undefined &&
    busy === undefined &&
    request === undefined
  );
}

/** What Git asks for and a person or a new commit wants applied: no counting, no waiting. */
function write(
  facts: ReconciliationFacts,
  known: Known,
  cause: 'sync' | 'revert',
  wanted: DriftedObject[],
): ReconciliationStep {
  const left: Left = [];
  const apply = wanted
    .filter(({ drift }) => drift !== 'orphaned')
    .flatMap(object => {
      if (object.untouchable === undefined) return [object.id];
      left.push({ id: object.id, reason: object.untouchable });
      return [];
    });
  const prune = cause === 'sync' ? pruneList(facts, known, wanted, left) : [];
  if (apply.length === 0 && prune.length === 0 && left.length > 0) {
    return {
      kind: 'stop',
      reason: left[0].reason,
      objects: left.map(({ id }) => id),
    };
  }
  return { kind: 'write', cause, apply, prune, left };
}

function heal(
  facts: ReconciliationFacts,
  drifted: DriftedObject[],
  left: Left,
): ReconciliationStep {
  const apply: string[] = [];
  const fights: Left = [];
  let next: string | undefined;
  for (const object of drifted) {
    const reason = NEVER_BY_ITSELF.has(object.kind)
      ? `A ${object.kind} is never healed without a person.`
      : object.untouchable;
    if (reason !== undefined) {
      left.push({ id: object.id, reason });
      continue;
    }
    const verdict = judgeHeal(object, facts.heals, facts.now);
    if (verdict.status === 'heal') {
      apply.push(object.id);
    } else if (verdict.status === 'fight') {
      fights.push({
        id: object.id,
        reason: `${object.id} was reverted ${verdict.heals} times and changed again by ${verdict.opponent}; it is left alone until a person decides.`,
      });
    } else if (next === undefined || verdict.until < next) {
      next = verdict.until;
    }
  }
  left.push(...fights);
  if (apply.length > 0) {
    return { kind: 'write', cause: 'heal', apply, prune: [], left };
  }
  if (next !== undefined) {
    return {
      kind: 'wait',
      until: next,
      reason: 'The same drift came back; it is reverted again after a while.',
    };
  }
  return left.length > 0
    ? {
        kind: 'stop',
        reason: left[left.length - 1].reason,
        objects: left.map(({ id }) => id),
      }
    : { kind: 'rest' };
}

/**
 * Decides the next step of reconciling an environment.
 *
 * @remarks
 *
 * Nothing is ever written on what is unknown: an unreadable file, a failed render or a cache that is behind looks like
 * a mass deletion to a loop that does not ask. `sync` applies what a commit changed and leaves drift alone; `heal`
 * reverts drift as well.
 *
 * @public
 */
export function decideReconciliation(
  facts: ReconciliationFacts,
): ReconciliationStep {
  const { desired, observed, request, mode } = facts;
  if (desired.status === 'unknown') {
    return { kind: 'stop', reason: desired.reason, objects: [] };
  }
  if (observed.status === 'unknown') {
    return { kind: 'stop', reason: observed.reason, objects: [] };
  }
  const known: Known = { desired, observed };
  const differing = observed.drifted.filter(
    ({ drift }) => drift !== 'orphaned' || facts.prune,
  );
  const toApply = mode !== 'observe' && desired.digest !== facts.applied;
  const isThere = differing.length === 0 && facts.behind === undefined;
  if (isThere && !(toApply && mayRemember(facts))) return { kind: 'rest' };
  if (mode === 'observe' && !request) {
    return {
      kind: 'show',
      reason:
        facts.behind ??
        'This environment is only observed; nothing is written to it.',
    };
  }
  if (facts.writesOff !== undefined) {
    return { kind: 'stop', reason: facts.writesOff, objects: [] };
  }
  if (facts.busy !== undefined) {
    return {
      kind: 'wait',
      until: new Date(Date.parse(facts.now) + RETRY_WAIT).toISOString(),
      reason: facts.busy,
    };
  }
  if (request) {
    const wanted = request.objects;
    return write(
      facts,
      known,
      request.action,
      wanted
        ? differing.filter(({ id }) => wanted.includes(id))
        : observed.drifted,
    );
  }
  const { failed } = facts;
  if (failed?.digest === desired.digest) {
    const wait = Math.min(
      RETRY_WAIT * 2 ** (failed.attempts - 1),
      LONGEST_RETRY_WAIT,
    );
    const until = Date.parse(failed.at) + wait;
    if (until > Date.parse(facts.now)) {
      return {
        kind: 'wait',
        until: new Date(until).toISOString(),
        reason: failed.reason,
      };
    }
  }
  if (!desired.stable) {
    return {
      kind: 'stop',
      reason:
        'Rendering gives another result each time, so there is no state to hold the cluster to.',
      objects: [],
    };
  }
  if (toApply) return write(facts, known, 'sync', observed.drifted);
  const left = leftOver(facts, known);
  if (mode === 'heal') {
    return heal(
      facts,
      differing.filter(({ drift }) => drift !== 'orphaned'),
      left,
    );
  }
  return {
    kind: 'show',
    reason:
      left[0]?.reason ??
      'This commit was applied; what changed in the cluster since is shown and left alone.',
  };
}
