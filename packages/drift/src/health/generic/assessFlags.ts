import { isJsonObject, type JsonObject, valueAt } from '../../json';
import { type HealthAssessment, healthOf } from '../Health';
import { type Tone, toneOfWord } from './words';

/** Booleans that speak for the whole object, where they are false as well. */
const VERDICTS = [
  'active',
  'available',
  'created',
  'deployed',
  'healthy',
  'provisioned',
  'ready',
  'readyToUse',
  'succeeded',
  'synced',
  'valid',
];

/** The health that booleans of a status tell (`ready`, `failed`, `paused`). */
export function assessFlags(object: JsonObject): HealthAssessment | undefined {
  const status = valueAt(object, ['status']);
  if (!isJsonObject(status)) return undefined;
  const flags = Object.keys(status).filter(flag => status[flag] === true);
  const tells = (tone: Tone) => flags.find(flag => toneOfFlag(flag) === tone);
  const failure = tells('failure');
  if (failure) return healthOf('Degraded', failure);
  const pause = tells('suspended');
  if (pause) return healthOf('Suspended', pause);
  const open = VERDICTS.find(flag => status[flag] === false);
  if (open) return healthOf('Progressing', `${open} is false`);
  return VERDICTS.some(flag => status[flag] === true)
    ? healthOf('Healthy')
    : undefined;
}

/** `failed` and `isFailed`; but `alertsDisabled` is not about the object. */
function toneOfFlag(flag: string): Tone | undefined {
  return toneOfWord(flag.replace(/^(?:is|has)(?=[A-Z])/, '').toLowerCase());
}
