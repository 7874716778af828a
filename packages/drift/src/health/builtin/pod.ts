import { type JsonObject, valueAt } from '../../json';
import { type HealthAssessment, healthOf } from '../Health';
import { conditionsAt, countAt, objectsAt, textAt } from '../ObservedObject';

const HOOK_ANNOTATIONS = ['argocd.argoproj.io/hook', 'helm.sh/hook'];
const IGNORE_RESTART_POLICY = 'argocd.argoproj.io/ignore-restart-policy';

/**
 * A pod that restarts for ever is healthy when ready; one with a finite life
 * is progressing until it ends, so that a hook is not judged too early.
 */
export function podHealth(object: JsonObject): HealthAssessment {
  const isLasting = runsForEver(object);
  if (isLasting) {
    const stuck = objectsAt(object, 'status', 'containerStatuses').filter(
      container =>
        isErrorReason(textAt(container, 'state', 'waiting', 'reason')),
    );
    if (stuck.length > 0) {
      const messages = stuck.map(container =>
        textAt(container, 'state', 'waiting', 'message'),
      );
      return healthOf('Degraded', messages.join(', '));
    }
  }
  const message = textAt(object, 'status', 'message');
  switch (textAt(object, 'status', 'phase')) {
    case 'Pending':
      return healthOf('Progressing', message);
    case 'Succeeded':
      return healthOf('Healthy', message);
    case 'Failed':
      return healthOf('Degraded', message || firstFailure(object));
    case 'Running':
      return isLasting
        ? runningHealth(object, message)
        : healthOf('Progressing', message);
    default:
      return healthOf('Unknown', message);
  }
}

function runsForEver(object: JsonObject): boolean {
  const policy = textAt(object, 'spec', 'restartPolicy');
  if (policy === 'Always') return true;
  const annotation = (name: string) =>
    textAt(object, 'metadata', 'annotations', name);
  return (
    annotation(IGNORE_RESTART_POLICY) === 'true' &&
    HOOK_ANNOTATIONS.every(name => annotation(name) === '')
  );
}

function isErrorReason(reason: string): boolean {
  return (
    reason.startsWith('Err') ||
    reason.endsWith('Error') ||
    reason.endsWith('BackOff')
  );
}

function runningHealth(object: JsonObject, message: string): HealthAssessment {
  const isReady = conditionsAt(object, 'status', 'conditions').some(
    condition => condition.type === 'Ready' && condition.status === 'True',
  );
  if (isReady) return healthOf('Healthy', message);
  const hasCrashed = objectsAt(object, 'status', 'containerStatuses').some(
    container => valueAt(container, ['lastState', 'terminated']) !== undefined,
  );
  return healthOf(hasCrashed ? 'Degraded' : 'Progressing', message);
}

function firstFailure(object: JsonObject): string {
  const containers = [
    ...objectsAt(object, 'status', 'initContainerStatuses'),
    ...objectsAt(object, 'status', 'containerStatuses'),
  ];
  for (const container of containers) {
    const failure = failureOf(container);
    if (failure) return failure;
  }
  return '';
}

function failureOf(container: JsonObject): string {
  const message = textAt(container, 'state', 'terminated', 'message');
  if (message) return message;
  const reason = textAt(container, 'state', 'terminated', 'reason');
  if (reason === 'OOMKilled') return reason;
  const exitCode = countAt(container, 'state', 'terminated', 'exitCode');
  return exitCode === 0
    ? ''
    : `container "${textAt(
        container,
        'name',
      )}" failed with exit code ${exitCode}`;
}
