import { isJsonObject, type JsonObject, valueAt } from '../../json';
import { type HealthAssessment, healthOf, worstOf } from '../Health';
import {
  type Condition,
  conditionsAt,
  isStale,
  numberAt,
  objectsAt,
  textAt,
} from '../ObservedObject';
import { assessConditions } from './assessConditions';
import { assessCounts } from './assessCounts';
import { assessFlags } from './assessFlags';
import { assessPhase } from './assessPhase';
import { assessSuspension } from './assessSuspension';
import { namesFailure } from './words';

const FAILURE_FIELDS = [
  'failureMessage',
  'failureReason',
  'errorMessage',
  'error',
];

/** Where routers, parents, ancestors and listeners each report. */
const REPORTING_LISTS = ['parents', 'ancestors', 'ingress', 'listeners'];

/**
 * The health of an object of a kind nobody wrote a rule for, from what
 * controllers have in common: the Kubernetes API conventions for conditions
 * and observedGeneration, words for phases, replica counts and switches that
 * suspend. Undefined where the status says nothing that can be judged.
 */
export function assessGenericHealth(
  object: JsonObject,
): HealthAssessment | undefined {
  const suspension = assessSuspension(object);
  if (suspension) return suspension;
  const status = valueAt(object, ['status']);
  if (!isJsonObject(status)) return undefined;
  if (isStale(object)) {
    return healthOf('Progressing', 'Waiting for spec update to be observed');
  }
  for (const field of FAILURE_FIELDS) {
    const failure = textAt(status, field);
    if (failure) return healthOf('Degraded', failure);
  }
  const error = textAt(status, 'error', 'message');
  if (error) return healthOf('Degraded', error);
  return (
    combine(
      conditionsOf(object),
      textAt(object, 'kind'),
      worstOf([assessPhase(object), assessFlags(object)]),
      assessCounts(object),
    ) ?? assessSilence(object)
  );
}

/** A controller that has seen the newest spec and complains of nothing. */
function assessSilence(object: JsonObject): HealthAssessment | undefined {
  const hasConditions = conditionsOf(object).length > 0;
  const generation = numberAt(object, 'metadata', 'generation');
  const observed = numberAt(object, 'status', 'observedGeneration');
  return !hasConditions && generation !== undefined && observed === generation
    ? healthOf('Healthy')
    : undefined;
}

function conditionsOf(object: JsonObject): Condition[] {
  const reports = REPORTING_LISTS.flatMap(list =>
    objectsAt(object, 'status', list),
  );
  return [
    ...conditionsAt(object, 'status', 'conditions'),
    ...conditionsAt(object, 'status', 'conditionedStatus', 'conditions'),
    ...reports.flatMap(report => conditionsAt(report, 'conditions')),
  ];
}

/**
 * Conditions speak first. A phase or a count may make good news worse, and a
 * phase that is under way or stopped explains a condition that is not met yet,
 * unless that names a failure itself.
 */
function combine(
  conditions: Condition[],
  kind: string,
  byPhase: HealthAssessment | undefined,
  byCount: HealthAssessment | undefined,
): HealthAssessment | undefined {
  const byCondition = assessConditions(conditions, kind);
  switch (byCondition?.status) {
    case 'Healthy':
      return worstOf([byCondition, byPhase, byCount]);
    case 'Progressing':
      return byPhase?.status === 'Degraded' ? byPhase : byCondition;
    case 'Degraded': {
      const isCertain = conditions.some(
        ({ status, type, reason }) =>
          (status === 'False' && namesFailure(reason)) ||
          (status === 'True' && namesFailure(type)),
      );
      const isExplained =
        byPhase?.status === 'Progressing' || byPhase?.status === 'Suspended';
      return isExplained && !isCertain ? byPhase : byCondition;
    }
    default:
      return byCondition ?? worstOf([byPhase, byCount]);
  }
}
