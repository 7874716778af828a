import { Cause } from '../errors/failures';
import { ensureMap } from '../defaults/fill';
import { isMap, JsonObject, sameJson } from '../objects/json';
import { labelsOf, nameOf, uidOf } from '../objects/metadata';
import { mapAt, mapsAt, numberAt, textAt, textMapAt } from '../objects/read';
import { matchesLabels, readLabelSelector } from '../selectors/labelSelector';
import {
  forbiddenField,
  immutable,
  invalidField,
  requiredField,
} from './causes';
import { KindRules } from './kindRules';
import { checkPodSpec } from './podTemplateChecks';

function checkReplicas(object: JsonObject): Cause[] {
  const replicas = numberAt(object, 'spec', 'replicas') ?? 0;
  if (replicas >= 0) return [];
  return [
    invalidField(
      'spec.replicas',
      replicas,
      'must be greater than or equal to 0',
    ),
  ];
}

function checkTemplate(object: JsonObject): Cause[] {
  const template = mapAt(object, 'spec', 'template');
  const selector = mapAt(object, 'spec', 'selector');
  const causes = checkPodSpec(mapAt(template, 'spec'), 'spec.template.spec');
  if (Object.keys(selector).length === 0) {
    return [requiredField('spec.selector'), ...causes];
  }
  const labels = textMapAt(template, 'metadata', 'labels');
  if (!matchesLabels(readLabelSelector(selector), labels)) {
    causes.unshift(
      invalidField(
        'spec.template.metadata.labels',
        labels,
        '`selector` does not match template `labels`',
      ),
    );
  }
  return causes;
}

const selectorStays = (object: JsonObject, live: JsonObject) =>
  immutable(
    'spec.selector',
    mapAt(object, 'spec').selector,
    mapAt(live, 'spec').selector,
  );

function checkStrategy(object: JsonObject): Cause[] {
  const strategy = mapAt(object, 'spec', 'strategy');
  if (strategy.type !== 'Recreate' || strategy.rollingUpdate === undefined) {
    return [];
  }
  return [
    forbiddenField(
      'spec.strategy.rollingUpdate',
      "may not be specified when strategy `type` is 'Recreate'",
    ),
  ];
}

export const deploymentRules: KindRules = {
  countsAnnotations: true,
  create: object => {
    object.status = {};
  },
  check: object => [
    ...checkReplicas(object),
    ...checkTemplate(object),
    ...checkStrategy(object),
  ],
  checkChange: selectorStays,
};

export const replicaSetRules: KindRules = {
  create: object => {
    object.status = { replicas: 0 };
  },
  check: object => [...checkReplicas(object), ...checkTemplate(object)],
  checkChange: selectorStays,
};

const CHANGEABLE = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

function withoutChangeable(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(mapAt(object, 'spec')).filter(
      ([key]) => !CHANGEABLE.includes(key),
    ),
  );
}

export const statefulSetRules: KindRules = {
  create: object => {
    object.status = { replicas: 0, availableReplicas: 0 };
  },
  check: object => [...checkReplicas(object), ...checkTemplate(object)],
  checkChange: (object, live) =>
    sameJson(withoutChangeable(object), withoutChangeable(live))
      ? []
      : [
          forbiddenField(
            'spec',
            "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
          ),
        ],
};

const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation';

function countTemplate(object: JsonObject, live: JsonObject | undefined) {
  const annotations = ensureMap(ensureMap(object, 'metadata'), 'annotations');
  const before = Number(
    textAt(live, 'metadata', 'annotations', TEMPLATE_GENERATION) ?? 0,
  );
  const same =
    live &&
    sameJson(
      mapAt(object, 'spec', 'template'),
      mapAt(live, 'spec', 'template'),
    );
  annotations[TEMPLATE_GENERATION] = String(same ? before : before + 1);
}

export const daemonSetRules: KindRules = {
  create: object => {
    object.status = {
      currentNumberScheduled: 0,
      numberMisscheduled: 0,
      desiredNumberScheduled: 0,
      numberReady: 0,
    };
    countTemplate(object, undefined);
  },
  update: countTemplate,
  check: checkTemplate,
  checkChange: selectorStays,
};

// A Job labels its pods with its own uid and selects by it.
function labelJob(object: JsonObject) {
  const spec = ensureMap(object, 'spec');
  if (spec.manualSelector === true) return;
  spec.manualSelector = false;
  const uid = uidOf(object);
  spec.selector = {
    matchLabels: { 'batch.kubernetes.io/controller-uid': uid },
  };
  const labels = {
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': nameOf(object),
    'controller-uid': uid,
    'job-name': nameOf(object),
  };
  const metadata = ensureMap(ensureMap(spec, 'template'), 'metadata');
  metadata.labels = { ...textMapAt(metadata, 'labels'), ...labels };
  const own = ensureMap(object, 'metadata');
  own.labels = { ...labelsOf(object), ...labels };
}

// What the server generated stays where the writer leaves it out.
function keepJob(object: JsonObject, live: JsonObject) {
  const spec = ensureMap(object, 'spec');
  const before = mapAt(live, 'spec');
  for (const key of ['selector', 'manualSelector']) {
    if (spec[key] === undefined && before[key] !== undefined) {
      spec[key] = before[key];
    }
  }
  const template = ensureMap(ensureMap(spec, 'template'), 'metadata');
  template.labels = {
    ...textMapAt(before, 'template', 'metadata', 'labels'),
    ...textMapAt(template, 'labels'),
  };
}

const asItIs = (template: JsonObject) => template;

// Where pods go and what they get may change as long as there are none (batch validation, ValidateJobSpecUpdate).
function withoutScheduling(template: JsonObject): JsonObject {
  const { metadata: _metadata, ...rest } = template;
  const spec = mapAt(template, 'spec');
  const {
    nodeSelector: _nodeSelector,
    affinity: _affinity,
    tolerations: _tolerations,
    schedulingGates: _schedulingGates,
    ...stays
  } = spec;
  const containers = mapsAt(spec, 'containers').map(
    ({ resources: _resources, ...container }) => container,
  );
  return { ...rest, spec: { ...stays, containers } };
}

export const jobRules: KindRules = {
  create: object => {
    labelJob(object);
    object.status = {};
  },
  update: keepJob,
  check: object =>
    checkPodSpec(
      mapAt(object, 'spec', 'template', 'spec'),
      'spec.template.spec',
    ),
  checkChange: (object, live) => {
    const [now, before] = [mapAt(object, 'spec'), mapAt(live, 'spec')];
    const stays = before.suspend === true ? withoutScheduling : asItIs;
    const templates = isMap(now.template)
      ? immutable(
          'spec.template',
          stays(now.template),
          stays(mapAt(before, 'template')),
        )
      : [];
    return [
      ...immutable('spec.completions', now.completions, before.completions),
      ...immutable('spec.selector', now.selector, before.selector),
      ...templates,
    ];
  },
};
