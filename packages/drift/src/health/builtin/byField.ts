import { type JsonObject } from '../../json';
import { type Health, type HealthAssessment, healthOf } from '../Health';
import { conditionsAt, textAt } from '../ObservedObject';

const CLAIM_PHASES: Record<string, Health> = {
  Bound: 'Healthy',
  Pending: 'Progressing',
  Lost: 'Degraded',
};

const WORKFLOW_PHASES: Record<string, Health> = {
  '': 'Progressing',
  Pending: 'Progressing',
  Running: 'Progressing',
  Succeeded: 'Healthy',
  Failed: 'Degraded',
  Error: 'Degraded',
};

/** A claim's phase. */
export function persistentVolumeClaimHealth(
  object: JsonObject,
): HealthAssessment {
  const phase = textAt(object, 'status', 'phase');
  return healthOf(
    Object.hasOwn(CLAIM_PHASES, phase) ? CLAIM_PHASES[phase] : 'Unknown',
  );
}

/** The phase of an Argo Workflow. */
export function workflowHealth(object: JsonObject): HealthAssessment {
  const phase = textAt(object, 'status', 'phase');
  return healthOf(
    Object.hasOwn(WORKFLOW_PHASES, phase) ? WORKFLOW_PHASES[phase] : 'Unknown',
    textAt(object, 'status', 'message'),
  );
}

/** An aggregated API is either available or not yet. */
export function apiServiceHealth(object: JsonObject): HealthAssessment {
  const available = conditionsAt(object, 'status', 'conditions').find(
    condition => condition.type === 'Available',
  );
  if (!available) return healthOf('Progressing', 'Waiting to be processed');
  return healthOf(
    available.status === 'True' ? 'Healthy' : 'Progressing',
    `${available.reason}: ${available.message}`,
  );
}
