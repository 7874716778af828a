import { ensureMap } from '../defaults/fill';
import { Cause } from '../errors/failures';
import { JsonObject, sameJson } from '../objects/json';
import { finalizersOf } from '../objects/metadata';
import { mapAt, textAt } from '../objects/read';
import { withoutValue } from '../objects/change';
import { canonicalQuantity, compareQuantities } from '../schema/quantity';
import { forbiddenField, immutable, invalidField } from './causes';
import { KindRules } from './kindRules';

const FIXED_CLAIM =
  'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';

// A claim's size may grow, and its volume is named once, when it is bound.
function fixedPart(object: JsonObject, live: JsonObject): JsonObject {
  const spec = withoutValue(mapAt(object, 'spec'), ['resources', 'requests']);
  const unbound = textAt(live, 'spec', 'volumeName') === undefined;
  return unbound ? withoutValue(spec, ['volumeName']) : spec;
}

function checkClaim(object: JsonObject, live: JsonObject): Cause[] {
  const fixed = [forbiddenField('spec', FIXED_CLAIM)];
  if (!sameJson(fixedPart(object, live), fixedPart(live, live))) return fixed;
  const sizeOf = (claim: JsonObject) =>
    canonicalQuantity(
      textAt(claim, 'spec', 'resources', 'requests', 'storage') ?? '0',
    ) ?? '0';
  const change = compareQuantities(sizeOf(object), sizeOf(live));
  if (change === 0) return [];
  const bound = textAt(live, 'status', 'phase') === 'Bound';
  if (!bound) return fixed;
  return change > 0
    ? []
    : [
        forbiddenField(
          'spec.resources.requests.storage',
          'field can not be less than status.capacity',
        ),
      ];
}

// What binding filled in stays where the writer leaves it out.
function keepBound(object: JsonObject, live: JsonObject) {
  const spec = mapAt(object, 'spec');
  const before = mapAt(live, 'spec');
  for (const key of ['volumeName', 'storageClassName']) {
    const value = before[key];
    if (spec[key] === undefined && value !== undefined) spec[key] = value;
  }
}

// What is in use is not to vanish: admission adds a finalizer for it.
function protect(object: JsonObject, finalizer: string) {
  const metadata = ensureMap(object, 'metadata');
  const finalizers = finalizersOf(object);
  metadata.finalizers = finalizers.includes(finalizer)
    ? finalizers
    : [...finalizers, finalizer];
}

export const volumeRules: KindRules = {
  create: object => {
    protect(object, 'kubernetes.io/pv-protection');
    object.status = { phase: 'Pending' };
  },
};

export const claimRules: KindRules = {
  create: object => {
    protect(object, 'kubernetes.io/pvc-protection');
    object.status = { phase: 'Pending' };
  },
  update: keepBound,
  checkChange: checkClaim,
};

const PERCENT = /^[0-9]+%$/;

function checkThreshold(object: JsonObject, field: string): Cause[] {
  const value = mapAt(object, 'spec')[field];
  if (typeof value !== 'string' || PERCENT.test(value)) return [];
  return [
    invalidField(
      `spec.${field}`,
      value,
      "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
    ),
  ];
}

export const budgetRules: KindRules = {
  create: object => {
    object.status = {
      currentHealthy: 0,
      desiredHealthy: 0,
      disruptionsAllowed: 0,
      expectedPods: 0,
    };
  },
  check: object => {
    const spec = mapAt(object, 'spec');
    const both =
      spec.minAvailable !== undefined && spec.maxUnavailable !== undefined;
    return [
      ...checkThreshold(object, 'minAvailable'),
      ...checkThreshold(object, 'maxUnavailable'),
      ...(both
        ? [
            invalidField(
              'spec',
              spec,
              'minAvailable and maxUnavailable cannot be both set',
            ),
          ]
        : []),
    ];
  },
};

export const priorityRules: KindRules = {
  checkChange: (object, live) =>
    sameJson(object.value, live.value)
      ? []
      : [forbiddenField('value', 'may not be changed in an update.')],
};

export const bindingRules: KindRules = {
  checkChange: (object, live) =>
    immutable('roleRef', object.roleRef, live.roleRef).map(cause => ({
      ...cause,
      message: cause.message.replace(
        'field is immutable',
        'cannot change roleRef',
      ),
    })),
};
