import { type JsonObject, valueAt } from '../../json';
import { type HealthAssessment, healthOf } from '../Health';
import {
  conditionsAt,
  countAt,
  isTrueAt,
  numberAt,
  objectsAt,
  textAt,
} from '../ObservedObject';

const WORKLOAD_GENERATION = 'rollout.argoproj.io/workload-generation';

/**
 * An Argo Rollout. Its controller writes generations as text, and a hash in
 * their place before 1.0; a phase since 1.0; before that only conditions,
 * counts and hashes tell.
 */
export function rolloutHealth(object: JsonObject): HealthAssessment {
  if (!isObserved(object)) {
    return healthOf(
      'Progressing',
      'Waiting for rollout spec update to be observed',
    );
  }
  return (
    byPhase(object) ?? byCondition(object) ?? byPause(object) ?? byPods(object)
  );
}

function isObserved(object: JsonObject): boolean {
  if (!valueAt(object, ['status'])) return false;
  const generation = countAt(object, 'metadata', 'generation');
  const workload = textAt(
    object,
    'metadata',
    'annotations',
    WORKLOAD_GENERATION,
  );
  return (
    matches(textAt(object, 'status', 'observedGeneration'), generation) &&
    (!workload ||
      matches(
        textAt(object, 'status', 'workloadObservedGeneration'),
        Number(workload),
      ))
  );
}

/** A hash of an old controller is no number, or one beyond any generation. */
function matches(observed: string, generation: number): boolean {
  if (observed === '') return generation === 0 || Number.isNaN(generation);
  const isHash =
    !/^\d+$/.test(observed) ||
    (generation > 0 && Number(observed) > generation);
  return isHash || Number(observed) === generation;
}

function byPhase(object: JsonObject): HealthAssessment | undefined {
  const message = textAt(object, 'status', 'message');
  switch (textAt(object, 'status', 'phase')) {
    case 'Healthy':
      return healthOf('Healthy', message);
    case 'Progressing':
      return healthOf('Progressing', message);
    case 'Degraded':
      return healthOf('Degraded', message);
    case 'Paused':
      return healthOf('Suspended', message);
    default:
      return undefined;
  }
}

function byCondition(object: JsonObject): HealthAssessment | undefined {
  for (const { type, reason, message } of conditionsAt(
    object,
    'status',
    'conditions',
  )) {
    const isFailed =
      type === 'InvalidSpec' ||
      (type === 'Progressing' &&
        (reason === 'RolloutAborted' || reason === 'ProgressDeadlineExceeded'));
    if (isFailed) return healthOf('Degraded', message);
    if (type === 'Progressing' && reason === 'RolloutPaused') {
      return healthOf('Suspended', message);
    }
  }
  return undefined;
}

function byPause(object: JsonObject): HealthAssessment | undefined {
  const isPaused =
    isTrueAt(object, 'spec', 'paused') ||
    isTrueAt(object, 'status', 'controllerPause') ||
    objectsAt(object, 'status', 'pauseConditions').length > 0;
  return isPaused ? healthOf('Suspended', 'Rollout is paused') : undefined;
}

function byPods(object: JsonObject): HealthAssessment {
  const waiting = (what: string) =>
    healthOf('Progressing', `Waiting for roll out to finish: ${what}`);
  const wanted = numberAt(object, 'spec', 'replicas') ?? 1;
  const updated = countAt(object, 'status', 'updatedReplicas');
  if (updated < wanted) return waiting('More replicas need to be updated');
  if (countAt(object, 'status', 'availableReplicas') < updated) {
    return waiting('updated replicas are still becoming available');
  }
  if (countAt(object, 'status', 'replicas') > updated) {
    return waiting('old replicas are pending termination');
  }
  return bySteps(object) ? healthOf('Healthy') : waiting('steps are left');
}

/** Does the new version serve, or are all canary steps done? */
function bySteps(object: JsonObject): boolean {
  const current = textAt(object, 'status', 'currentPodHash');
  const isBlueGreen = Boolean(
    valueAt(object, ['spec', 'strategy', 'blueGreen']),
  );
  if (isBlueGreen) {
    const active = textAt(object, 'status', 'blueGreen', 'activeSelector');
    return active === current;
  }
  const stable =
    textAt(object, 'status', 'stableRS') ||
    textAt(object, 'status', 'canary', 'stableRS');
  const steps = objectsAt(object, 'spec', 'strategy', 'canary', 'steps').length;
  return (
    stable === current ||
    (steps > 0 && countAt(object, 'status', 'currentStepIndex') >= steps)
  );
}
