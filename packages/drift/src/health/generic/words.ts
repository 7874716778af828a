/**
 * What a word of a status tells: failure, progress, a pause, success.
 * Controllers write CamelCase, sentences and shouting alike, so a text is cut
 * into words first.
 */
export type Tone = 'failure' | 'suspended' | 'progress' | 'success';

const FAILURE = words(`
  abnormal abort aborted blocked broken canceled cancelled conflict conflicted conflicting corrupted crash crashed
  crashing crashloop critical dead degraded denied disconnected err error errored errors
  exceeded expired fail failed failing failure failures fatal fault faulted
  faulty forbidden impaired incompatible invalid lost misconfigured mismatch
  missing offline orphan orphaned panic recoverable red refused reject rejected stalled stuck
  terminal timeout timedout
  unauthorized unhealthy unreachable unrecoverable unschedulable
  unsupported violated violation violations warning
`);

const SUSPENDED = words(`
  cordoned disabled halted hibernated hibernating hibernation ignored inactive pause paused pausing sleeping
  standby stopped suspend suspended suspending suspension
`);

const PROGRESS = words(`
  ack await init inprogress new notready outdated partial partially pending progress progressed queued
  requested retry scheduled started submitted syncing unavailable uninitialized unknown
  unprovisioned unready
  wait yellow
`);

const SUCCESS = words(`
  accepted active admitted allocated applied approved assigned attached available bound
  complete completed compliant configured connected created deployed done enabled
  established exist existing exists finished found generated green healthy
  initialized installed issued joined live normal ok online open operational
  passed present programmed promoted provided provisioned published ready reconciled
  reachable registered released resolved running satisfied saved serving stable succeed succeeded
  success successful successfully synced synchronized uptodate valid validated
  verified
`);

const NEGATIONS = words('cannot no not non never without');

/** Words in -ing that are no activity. */
const NOT_ACTIVITIES = words(`
  binding building string setting mapping routing listing thing nothing
  everything during using being having according pricing
`);

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** `EKSControlPlaneReady` and `in progress` as lower-case words. */
export function splitWords(text: string): string[] {
  return (text.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []).map(word =>
    word.toLowerCase(),
  );
}

/** The tone of one word, where it has one. */
export function toneOfWord(word: string): Tone | undefined {
  if (FAILURE.has(word)) return 'failure';
  if (SUSPENDED.has(word)) return 'suspended';
  if (PROGRESS.has(word)) return 'progress';
  if (SUCCESS.has(word)) return 'success';
  const isActivity =
    word.length > 4 && word.endsWith('ing') && !NOT_ACTIVITIES.has(word);
  return isActivity ? 'progress' : undefined;
}

const STRONGEST_FIRST: Tone[] = ['failure', 'suspended', 'progress', 'success'];

/** The strongest tone of a text, undefined where no word of it has one. */
export function toneOf(text: string): Tone | undefined {
  const found = tonesOf(text);
  return STRONGEST_FIRST.find(tone => found.includes(tone));
}

/** The tone on which a text begins: "Waiting for the failed pod" is progress. */
export function firstToneOf(text: string): Tone | undefined {
  return tonesOf(text)[0];
}

/** Does a text name a failure outright, not only deny something? */
export function namesFailure(text: string): boolean {
  return splitWords(text).some(word => FAILURE.has(word));
}

/** The tone on which a text ends: "NewReplicaSetAvailable" is success. */
export function finalToneOf(text: string): Tone | undefined {
  return tonesOf(text).pop();
}

/**
 * The tones of a text, in order. A denied failure is success ("NoError"),
 * denied readiness has not come yet ("NotReady"), what is being done is on its
 * way, and any other denial is a refusal ("not allowed"), as is what exists
 * already.
 */
function tonesOf(text: string): Tone[] {
  const found: Tone[] = [];
  let qualifier = '';
  for (const word of splitWords(text)) {
    const tone = toneOfWord(word);
    if (NEGATIONS.has(word) || word === 'already' || word === 'being') {
      qualifier = word;
    } else if (qualifier) {
      found.push(qualifiedTone(qualifier, word, tone));
      qualifier = '';
    } else if (tone) {
      found.push(tone);
    }
  }
  return found;
}

function qualifiedTone(
  qualifier: string,
  word: string,
  tone: Tone | undefined,
): Tone {
  if (qualifier === 'being') return 'progress';
  const isExistence = /^(?:found|exists?|existing|compliant)$/.test(word);
  if (qualifier === 'already') {
    return isExistence ? 'failure' : tone ?? 'success';
  }
  if (isExistence) return 'failure';
  if (tone === 'failure') return 'success';
  if (tone === 'success') return 'progress';
  return tone ?? 'failure';
}
