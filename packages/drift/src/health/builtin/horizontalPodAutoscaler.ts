import { isJsonObject, type JsonObject, parseJson } from '../../json';
import { type HealthAssessment, healthOf } from '../Health';
import { type Condition, conditionsAt, textAt } from '../ObservedObject';

const CONDITIONS_ANNOTATION = 'autoscaling.alpha.kubernetes.io/conditions';

/** The first condition that says something decides. */
export function horizontalPodAutoscalerHealth(
  object: JsonObject,
): HealthAssessment {
  for (const condition of conditionsOf(object)) {
    if (isFailure(condition)) return healthOf('Degraded', condition.message);
    if (isWorking(condition)) return healthOf('Healthy', condition.message);
  }
  return healthOf('Progressing', 'Waiting to Autoscale');
}

/** In autoscaling/v1 the conditions are JSON in an annotation. */
function conditionsOf(object: JsonObject): Condition[] {
  const own = conditionsAt(object, 'status', 'conditions');
  if (own.length > 0) return own;
  const text = textAt(object, 'metadata', 'annotations', CONDITIONS_ANNOTATION);
  return text
    ? conditionsAt({ conditions: parsedList(text) }, 'conditions')
    : [];
}

function parsedList(text: string): JsonObject[] {
  try {
    const parsed = parseJson(text);
    return Array.isArray(parsed) ? parsed.filter(isJsonObject) : [];
  } catch {
    return [];
  }
}

function isFailure({ type, reason }: Condition): boolean {
  if (type === 'AbleToScale') {
    return reason === 'FailedGetScale' || reason === 'FailedUpdateScale';
  }
  return (
    type === 'ScalingActive' &&
    ((reason.startsWith('FailedGet') && reason.endsWith('Metric')) ||
      reason === 'FailedComputeMetricsReplicas' ||
      reason === 'InvalidMetricSourceType' ||
      reason === 'InvalidSelector')
  );
}

function isWorking({ type, status }: Condition): boolean {
  return (
    (type === 'AbleToScale' || type === 'ScalingLimited') && status === 'True'
  );
}
