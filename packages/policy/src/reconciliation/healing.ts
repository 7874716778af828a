import type { DriftedObject, PastHeal } from './facts';

/** The first wait between two heals of the same fields, in milliseconds. */
const FIRST_WAIT = 2_000;

/** Each further wait is so many times as long (the progression of Argo CD's self-heal backoff). */
const WAIT_FACTOR = 3;

/** The longest wait between two heals; a quiet period as long makes the count begin anew. In milliseconds. */
const LONGEST_WAIT = 300_000;

/** More heals of the same fields within a minute are a fight (Config Sync's limit). */
const HEALS_A_MINUTE = 5;

/** So many identical reverts against one controller are a fight: it will not give in. */
const REVERTS_OF_A_CONTROLLER = 3;

const MINUTE = 60_000;

/** Field managers that people work through: they may come again without fighting. */
const INTERACTIVE = /^(kubectl|k9s|lens|helm|headlamp|dashboard)/i;

/** What may be done about one drifted object now. @public */
export type HealVerdict =
  | { status: 'heal' }
  | { status: 'wait'; until: string }
  | { status: 'fight'; opponent: string; heals: number };

function isSame(object: DriftedObject, heal: PastHeal): boolean {
  return (
    heal.id === object.id &&
    heal.paths.length === object.paths.length &&
    heal.paths.every((path, index) => path === object.paths[index])
  );
}

/** The heals of the same fields without a quiet period in between, newest first. */
function streak(object: DriftedObject, heals: PastHeal[], now: number) {
  const same = heals
    .filter(heal => isSame(object, heal))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const found: PastHeal[] = [];
  let after = now;
  for (const heal of same) {
    const at = Date.parse(heal.at);
    if (after - at > LONGEST_WAIT) break;
    found.push(heal);
    after = at;
  }
  return found;
}

/**
 * May this object be healed now? The first heal is at once; repeated ones wait 2 s, 6 s, 18 s ... up to 5 minutes; a
 * fight ends them until a person acts.
 *
 * @public
 */
export function judgeHeal(
  object: DriftedObject,
  heals: PastHeal[],
  now: string,
): HealVerdict {
  const at = Date.parse(now);
  const past = streak(object, heals, at);
  if (past.length === 0) return { status: 'heal' };
  const opponent =
    object.managers.join(', ') || 'someone who left no name in managedFields';
  const lately = past.filter(heal => at - Date.parse(heal.at) <= MINUTE);
  const controller = object.managers.find(name => !INTERACTIVE.test(name));
  const against = past.filter(
    heal => controller !== undefined && heal.managers.includes(controller),
  );
  if (
    lately.length > HEALS_A_MINUTE ||
    against.length >= REVERTS_OF_A_CONTROLLER
  ) {
    return { status: 'fight', opponent, heals: past.length };
  }
  const wait = Math.min(
    FIRST_WAIT * WAIT_FACTOR ** (past.length - 1),
    LONGEST_WAIT,
  );
  const until = Date.parse(past[0].at) + wait;
  return until > at
    ? { status: 'wait', until: new Date(until).toISOString() }
    : { status: 'heal' };
}
