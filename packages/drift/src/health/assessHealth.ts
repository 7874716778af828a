import { type JsonObject } from '../json';
import { assessBuiltinHealth } from './builtin/assessBuiltinHealth';
import { assessGenericHealth } from './generic/assessGenericHealth';
import { assessSuspension } from './generic/assessSuspension';
import { awaitStatus } from './generic/awaitStatus';
import { type HealthAssessment, healthOf } from './Health';
import { rolloutHealth } from './kinds/rollout';
import { groupOf, isStale, textAt } from './ObservedObject';
import { pendingDeletion } from './pendingDeletion';
import { applyHealthRule } from './rules/applyHealthRule';
import { findHealthRules } from './rules/findHealthRules';
import { type HealthRule } from './rules/HealthRule';
import { SHIPPED_RULES } from './rules/shippedRules';

/** Groups of Kubernetes itself, whose kinds without a rule have no health. */
const OWN_GROUPS =
  /^(?:|apps|autoscaling|batch|extensions|policy|(?:admissionregistration|apiregistration|authentication|authorization|certificates|coordination|discovery|events|flowcontrol\.apiserver|internal\.apiserver|networking|node|rbac\.authorization|resource|scheduling|storage|storagemigration)\.k8s\.io)$/;

/**
 * The health of an object in Argo CD's words; undefined where there is
 * nothing to judge: a kind whose objects have no status, such as a ConfigMap.
 *
 * An object that is being deleted is Progressing. Then the first of these
 * that has an answer decides: the given rules, the rules for built-in kinds
 * (gitops-engine's), the rules shipped here for families that differ from
 * what controllers have in common, and the generic model of that.
 *
 * @param options.object - The object as the cluster has it.
 * @param options.now - The time, to tell an object whose status is to come
 *   from one of a kind nobody reports on; without it, a status is to come.
 * @param options.rules - The platform's own rules (see
 *   {@link parseHealthRules}).
 *
 * @public
 */
export function assessHealth(options: {
  object: JsonObject;
  now?: Date;
  rules?: readonly HealthRule[];
}): HealthAssessment | undefined {
  const { object, now, rules = [] } = options;
  return (
    pendingDeletion(object) ??
    applyRules(rules, object) ??
    assessBuiltinHealth({ object }) ??
    assessRollout(object) ??
    applyRules(SHIPPED_RULES, object) ??
    (OWN_GROUPS.test(groupOf(object))
      ? undefined
      : assessGenericHealth(object) ?? awaitStatus(object, now))
  );
}

function assessRollout(object: JsonObject): HealthAssessment | undefined {
  const isRollout =
    groupOf(object) === 'argoproj.io' && textAt(object, 'kind') === 'Rollout';
  return isRollout ? rolloutHealth(object) : undefined;
}

function applyRules(
  rules: readonly HealthRule[],
  object: JsonObject,
): HealthAssessment | undefined {
  const found = findHealthRules(rules, object);
  if (found.length === 0) return undefined;
  const suspension = assessSuspension(object);
  if (suspension) return suspension;
  if (isStale(object)) {
    return healthOf('Progressing', 'Waiting for spec update to be observed');
  }
  for (const rule of found) {
    const assessment = applyHealthRule(rule, object);
    if (assessment) return assessment;
  }
  return undefined;
}
