import { type HealthAssessment, healthOf } from '../Health';
import { type Condition } from '../ObservedObject';
import { firstToneOf, namesFailure, toneOf } from './words';

/**
 * What a condition that speaks for the whole object tells. One that is not
 * met is degraded unless its reason, or its message where there is no reason,
 * says that it is on the way; but where another condition names a failure, it
 * is that which keeps this one from being met.
 */
export function assessSummary(
  summary: Condition,
  all: Condition[],
): HealthAssessment {
  const { type, status, reason, message, severity } = summary;
  const text = message || reason;
  // The Ansible operators of the operator SDK write Running=True while they
  // run and after they have run: only the reason differs.
  if (type === 'Running' && status === 'True' && reason === 'Running') {
    return healthOf('Progressing', message);
  }
  if (status === 'True') {
    return toneOf(reason) === 'failure'
      ? healthOf('Degraded', text)
      : healthOf('Healthy', message);
  }
  if (status === 'Unknown' || status === '') {
    return healthOf('Progressing', text);
  }
  if (status !== 'False') return assessOddStatus(summary);
  // Cluster API: neither an error nor a warning, but a wait.
  if (severity === 'Info') return healthOf('Progressing', text);
  if (type === 'Running' && toneOf(reason) === 'success') {
    return healthOf('Healthy', message);
  }
  const cause = all.find(other => other !== summary && isFailed(other));
  if (!reason) {
    if (cause) {
      const texts = [message, cause.message].filter(Boolean);
      return healthOf('Degraded', texts.join(' '));
    }
    const isWaiting = !message || firstToneOf(message) === 'progress';
    return healthOf(isWaiting ? 'Progressing' : 'Degraded', message);
  }
  switch (toneOf(reason)) {
    case 'progress':
      return healthOf(
        cause || isFailedWord(message) || isHeldUp(summary)
          ? 'Degraded'
          : 'Progressing',
        text,
      );
    case 'suspended':
      return healthOf('Suspended', text);
    default:
      return healthOf('Degraded', text);
  }
}

/** No fourth status is allowed; where a controller has one, its reason tells. */
function assessOddStatus({ reason, message }: Condition): HealthAssessment {
  return healthOf(
    toneOf(reason) === 'progress' ? 'Progressing' : 'Degraded',
    message || reason,
  );
}

/** Cluster API grades a false condition by severity, others by its reason. */
function isFailed({ status, reason, severity }: Condition): boolean {
  return (
    status === 'False' &&
    (severity === 'Error' || (!severity && namesFailure(reason)))
  );
}

/** `PullRequestNotReady`, since that has failed: this waits in vain. */
function isHeldUp({ reason, message }: Condition): boolean {
  return /Not(?:Ready|Healthy)$/.test(reason) && namesFailure(message);
}

/** A message of one word ("Failed") is a phase; a longer one is prose. */
function isFailedWord(message: string): boolean {
  return /^\w+$/.test(message) && namesFailure(message);
}
