import { JsonObject, JsonValue } from '../objects/json';
import { each, ensureMap, fill, within } from './fill';

const RBAC_GROUP = 'rbac.authorization.k8s.io';
const FIFTEEN_SECONDS = 15;

export function defaultBinding(object: JsonObject): void {
  within(object, 'roleRef', reference =>
    fill(reference, 'apiGroup', RBAC_GROUP),
  );
  each(object, 'subjects', subject => {
    if (subject.kind === 'User' || subject.kind === 'Group') {
      fill(subject, 'apiGroup', RBAC_GROUP);
    }
  });
}

function scalingRules(
  rules: JsonObject,
  policies: JsonValue,
  stabilization: number | undefined,
) {
  if (stabilization !== undefined) {
    fill(rules, 'stabilizationWindowSeconds', stabilization);
  }
  fill(rules, 'selectPolicy', 'Max');
  fill(rules, 'policies', policies);
}

export function defaultAutoscaler(object: JsonObject): void {
  within(object, 'spec', spec => {
    fill(spec, 'minReplicas', 1);
    const metrics = Array.isArray(spec.metrics) ? spec.metrics : [];
    if (metrics.length === 0) {
      spec.metrics = [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: 80 },
          },
        },
      ];
    }
    within(spec, 'behavior', behavior => {
      scalingRules(
        ensureMap(behavior, 'scaleUp'),
        [
          { type: 'Pods', value: 4, periodSeconds: FIFTEEN_SECONDS },
          { type: 'Percent', value: 100, periodSeconds: FIFTEEN_SECONDS },
        ],
        0,
      );
      scalingRules(
        ensureMap(behavior, 'scaleDown'),
        [{ type: 'Percent', value: 100, periodSeconds: FIFTEEN_SECONDS }],
        undefined,
      );
    });
  });
}

export function defaultPriorityClass(object: JsonObject): void {
  fill(object, 'preemptionPolicy', 'PreemptLowerPriority');
}

function webhook(hook: JsonObject) {
  fill(hook, 'failurePolicy', 'Fail');
  fill(hook, 'matchPolicy', 'Equivalent');
  ensureMap(hook, 'namespaceSelector');
  ensureMap(hook, 'objectSelector');
  fill(hook, 'timeoutSeconds', 10);
  each(hook, 'rules', entry => fill(entry, 'scope', '*'));
  within(hook, 'clientConfig', config =>
    within(config, 'service', service => fill(service, 'port', 443)),
  );
}

export function defaultValidatingWebhooks(object: JsonObject): void {
  each(object, 'webhooks', webhook);
}

export function defaultMutatingWebhooks(object: JsonObject): void {
  each(object, 'webhooks', hook => {
    webhook(hook);
    fill(hook, 'reinvocationPolicy', 'Never');
  });
}

function matchResources(match: JsonObject) {
  fill(match, 'matchPolicy', 'Equivalent');
  ensureMap(match, 'namespaceSelector');
  ensureMap(match, 'objectSelector');
  for (const list of ['resourceRules', 'excludeResourceRules']) {
    each(match, list, entry => fill(entry, 'scope', '*'));
  }
}

export function defaultAdmissionPolicy(object: JsonObject): void {
  within(object, 'spec', spec => {
    fill(spec, 'failurePolicy', 'Fail');
    within(spec, 'matchConstraints', matchResources);
  });
}

export function defaultAdmissionBinding(object: JsonObject): void {
  within(object, 'spec', spec =>
    within(spec, 'matchResources', matchResources),
  );
}
