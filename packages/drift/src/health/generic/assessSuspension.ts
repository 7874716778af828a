import { isJsonObject, type JsonObject, valueAt } from '../../json';
import { type HealthAssessment, healthOf } from '../Health';
import { isTrueAt } from '../ObservedObject';

const SWITCHES = [
  ['spec', 'suspend'],
  ['spec', 'suspended'],
  ['spec', 'paused'],
  ['spec', 'pause'],
  ['spec', 'updateStrategy', 'paused'],
  ['spec', 'updateStrategy', 'rollingUpdate', 'paused'],
];

/** `crossplane.io/paused`, `cluster.x-k8s.io/paused`, ... */
const PAUSE_ANNOTATION = /\/(?:paused?|suspend(?:ed)?)$/;

/** Suspended where somebody has switched reconciling or rolling out off. */
export function assessSuspension(
  object: JsonObject,
): HealthAssessment | undefined {
  const path = SWITCHES.find(candidate => isTrueAt(object, ...candidate));
  if (path) return healthOf('Suspended', `${path.join('.')} is true`);
  const annotations = valueAt(object, ['metadata', 'annotations']);
  if (!isJsonObject(annotations)) return undefined;
  const name = Object.keys(annotations).find(
    key => PAUSE_ANNOTATION.test(key) && annotations[key] !== 'false',
  );
  return name ? healthOf('Suspended', `annotation ${name} is set`) : undefined;
}
