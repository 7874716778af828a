import { type Health, type HealthAssessment, healthOf } from '../Health';
import { type Condition } from '../ObservedObject';
import { assessSummary } from './assessSummary';
import { type ConditionRole, conditionRole } from './conditionRole';
import { finalToneOf, namesFailure, toneOf } from './words';

/**
 * The health that a list of conditions tells; undefined where it tells none.
 * In order: a failure that is true, a pause, an activity under way, the
 * verdicts on the whole object, and only where nobody speaks for the whole,
 * its parts.
 */
export function assessConditions(
  conditions: Condition[],
  kind: string,
): HealthAssessment | undefined {
  const inRole = (role: ConditionRole) =>
    conditions.filter(({ type }) => conditionRole(type, kind) === role);
  const summaries = inRole('summary');
  const others = inRole('other');
  return (
    firstTrue(inRole('failure').filter(isLasting), 'Degraded') ??
    firstTrue(inRole('failure'), 'Progressing') ??
    firstTrue(others.filter(isViolation), 'Degraded') ??
    firstTrue(inRole('pause'), 'Suspended') ??
    assessActivities(inRole('activity')) ??
    assessSummaries(summaries, conditions) ??
    assessParts(inRole('part'), others) ??
    assessClear(inRole('failure'))
  );
}

function firstTrue(
  conditions: Condition[],
  health: Health,
): HealthAssessment | undefined {
  const found = conditions.find(({ status }) => status === 'True');
  return found && healthOf(health, found.message || found.reason);
}

/** `NotReady` is no failure while its reason is that of a start ("Creating"). */
function isLasting({ type, reason }: Condition): boolean {
  return !type.startsWith('Not') || toneOf(reason) !== 'progress';
}

/** A condition whose type says nothing may be bad by its reason. */
function isViolation({ reason }: Condition): boolean {
  return namesFailure(reason);
}

/**
 * `Progressing` of a Deployment stays true when it is done (its reason says
 * so), and a retry is the answer to a failure that another condition tells.
 */
function assessActivities(
  activities: Condition[],
): HealthAssessment | undefined {
  for (const { status, reason, message } of activities) {
    if (status === 'False' && namesFailure(reason)) {
      return healthOf('Degraded', message);
    }
    if (status !== 'False' && toneOf(reason) === 'suspended') {
      return healthOf('Suspended', message);
    }
    const isUnderWay =
      status === 'Unknown' ||
      (status === 'True' &&
        (finalToneOf(reason) !== 'success' || /running$/i.test(reason)) &&
        !/retry/i.test(reason));
    if (isUnderWay) return healthOf('Progressing', message || reason);
  }
  return undefined;
}

/** The worst of the verdicts; of good news, that of `Ready` or the last. */
function assessSummaries(
  summaries: Condition[],
  all: Condition[],
): HealthAssessment | undefined {
  const speaking = summaries.filter(
    ({ type, status }) =>
      // What no longer runs may be done: where others speak, they tell.
      type !== 'Running' || status !== 'False' || summaries.length === 1,
  );
  const verdicts = speaking.map(summary => assessSummary(summary, all));
  const ready = speaking.findIndex(({ type }) => type === 'Ready');
  return (
    verdicts.find(({ status }) => status === 'Degraded') ??
    verdicts.find(({ status }) => status !== 'Healthy') ??
    verdicts.at(ready)
  );
}

function assessParts(
  parts: Condition[],
  others: Condition[],
): HealthAssessment | undefined {
  const broken = [...parts, ...others].find(
    ({ status, reason }) => status === 'False' && namesFailure(reason),
  );
  if (broken) return healthOf('Degraded', broken.message || broken.reason);
  const waiting = parts.find(({ status }) => status !== 'True');
  if (waiting) return healthOf('Progressing', waiting.message);
  return parts.length > 0
    ? healthOf('Healthy', parts[parts.length - 1].message)
    : undefined;
}

/** Failures that are all denied, and nothing else, are good news. */
function assessClear(failures: Condition[]): HealthAssessment | undefined {
  return failures.length > 0 ? healthOf('Healthy') : undefined;
}
