import { isJsonObject, type JsonObject, valueAt } from '../../json';
import { type HealthAssessment, healthOf, isHealth, worstOf } from '../Health';
import { textAt } from '../ObservedObject';
import { isFiniteKind } from './finiteKind';
import { toneOf } from './words';

/** Fields of `status` in which controllers keep a word for the whole object. */
const MAIN_FIELDS = [
  'phase',
  'state',
  'status',
  'health',
  'healthStatus',
  'overallStatus',
  'currentState',
  'currentStatus',
  'compliant',
];

/** Where there is none of them, a field that is named like one will do. */
const LIKE_A_PHASE = /(?:phase|stage|state|status|health)$/i;

/** Words for what was or shall be tell nothing of what is. */
const ANOTHER_TIME = /^(?:previous|old|desired|target|requested|expected)[A-Z]/;

/** A word for a phase, with the object that may say more of it. */
interface PhaseWord {
  word: string;
  owner: JsonObject;
}

/**
 * The health that the words for an object's phase tell, if there are any: of
 * the whole object first, of its parts where nothing speaks for the whole.
 */
export function assessPhase(object: JsonObject): HealthAssessment | undefined {
  const status = valueAt(object, ['status']);
  if (!isJsonObject(status)) return undefined;
  const change = assessChange(status);
  if (change) return change;
  const kind = textAt(object, 'kind');
  const assess = (words: PhaseWord[]) =>
    worstOf(words.map(word => assessWord(word, kind)));
  const parts = childrenOf(status);
  return (
    assess(MAIN_FIELDS.map(field => mainWord(status, field))) ??
    assess(wordsLikePhases(status)) ??
    assess(parts.flatMap(wordsLikePhases)) ??
    assess(parts.flatMap(childrenOf).flatMap(wordsLikePhases))
  );
}

/** Game servers, node upgrades: a state to reach beside the state now. */
function assessChange(status: JsonObject): HealthAssessment | undefined {
  const current = textAt(status, 'currentState');
  const desired = textAt(status, 'desiredState');
  return desired && current !== desired && toneOf(current) !== 'failure'
    ? healthOf('Progressing', `State change: ${current} → ${desired}`)
    : undefined;
}

/** `status.health` may be a word, or an object with a word of its own. */
function mainWord(status: JsonObject, field: string): PhaseWord {
  const value = status[field];
  if (!isJsonObject(value)) {
    return { word: textAt(status, field), owner: status };
  }
  const word =
    textAt(value, 'status') || textAt(value, 'state') || textAt(value, 'phase');
  return { word, owner: { ...status, ...value } };
}

function wordsLikePhases(owner: JsonObject): PhaseWord[] {
  return Object.keys(owner)
    .filter(field => LIKE_A_PHASE.test(field) && !ANOTHER_TIME.test(field))
    .map(field => ({ word: textAt(owner, field), owner }));
}

function childrenOf(owner: JsonObject): JsonObject[] {
  return Object.values(owner).filter(isJsonObject);
}

function assessWord(
  { word, owner }: PhaseWord,
  kind: string,
): HealthAssessment | undefined {
  if (!word) return undefined;
  const message = textAt(owner, 'message') || textAt(owner, 'reason');
  if (isHealth(word)) return healthOf(word, message);
  const text = message || word;
  if (/^inconclusive$/i.test(word)) return healthOf('Unknown', text);
  if (/^not ?found$/i.test(word)) return healthOf('Missing', text);
  if (/^(?:down|unavailable)$/i.test(word)) return healthOf('Degraded', text);
  if (isFiniteKind(kind) && /^running$/i.test(word)) {
    return healthOf('Progressing', text);
  }
  switch (toneOf(word)) {
    case 'failure':
      return healthOf('Degraded', text);
    case 'suspended':
      return healthOf('Suspended', text);
    case 'progress':
      return healthOf('Progressing', text);
    case 'success':
      return healthOf('Healthy', text);
    default:
      return undefined;
  }
}
