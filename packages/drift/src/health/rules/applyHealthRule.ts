import { isJsonObject, type JsonObject, valueAt } from '../../json';
import { type HealthAssessment, healthOf } from '../Health';
import { textAt } from '../ObservedObject';
import { type HealthRule } from './HealthRule';
import { type Finding, findings } from './readRule';

/** The health that a rule tells; undefined where it leaves it open. */
export function applyHealthRule(
  rule: HealthRule,
  object: JsonObject,
): HealthAssessment | undefined {
  const finding = decide(rule, object);
  return finding && describe(rule, object, finding);
}

function decide(rule: HealthRule, object: JsonObject): Finding | undefined {
  const status = valueAt(object, ['status']);
  const isEmpty = !isJsonObject(status) || Object.keys(status).length === 0;
  if (isEmpty && rule.withoutStatus) return { health: rule.withoutStatus };
  // Of good news the last is told: rules name the verdict on the whole last.
  let good: Finding | undefined;
  for (const finding of findings(rule, object)) {
    if (finding.health !== 'Healthy') return finding;
    good = finding;
  }
  return good ?? (rule.otherwise ? { health: rule.otherwise } : undefined);
}

function describe(
  rule: HealthRule,
  object: JsonObject,
  finding: Finding,
): HealthAssessment {
  const { health, message = '', reason = '', value = '' } = finding;
  const template = rule.messages?.[health];
  if (template === undefined) {
    return healthOf(health, message || reason || value);
  }
  const texts: Record<string, string> = {
    kind: textAt(object, 'kind'),
    message,
    reason,
    value,
  };
  return healthOf(
    health,
    template.replace(
      /\{(kind|message|reason|value)\}/g,
      (_, key) => texts[key],
    ),
  );
}
