import { randomBytes } from 'node:crypto';
import { Cause } from '../errors/failures';
import { ensureMap, fill } from '../defaults/fill';
import { copyOf, JsonObject, sameJson } from '../objects/json';
import { mapAt, mapsAt } from '../objects/read';
import { forbiddenField } from './causes';
import { KindRules } from './kindRules';
import { checkPodSpec } from './podTemplateChecks';

const MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';
const TOLERATION_SECONDS = 300;

const tolerate = (condition: string): JsonObject => ({
  key: `node.kubernetes.io/${condition}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: TOLERATION_SECONDS,
});

const tokenVolume = (name: string): JsonObject => ({
  name,
  projected: {
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
      {
        configMap: {
          name: 'kube-root-ca.crt',
          items: [{ key: 'ca.crt', path: 'ca.crt' }],
        },
      },
      {
        downwardAPI: {
          items: [
            {
              path: 'namespace',
              fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' },
            },
          ],
        },
      },
    ],
    defaultMode: 0o644,
  },
});

// What the ServiceAccount, Priority and DefaultTolerationSeconds admission
// plugins of every cluster add.
function admitPod(object: JsonObject) {
  const spec = ensureMap(object, 'spec');
  fill(spec, 'serviceAccountName', 'default');
  spec.serviceAccount = spec.serviceAccountName ?? 'default';
  fill(spec, 'priority', 0);
  fill(spec, 'preemptionPolicy', 'PreemptLowerPriority');
  const tolerations = mapsAt(spec, 'tolerations');
  for (const condition of ['not-ready', 'unreachable']) {
    const toleration = tolerate(condition);
    if (!tolerations.some(item => item.key === toleration.key)) {
      tolerations.push(toleration);
    }
  }
  spec.tolerations = tolerations;
  if (spec.automountServiceAccountToken === false) return;
  const name = `kube-api-access-${randomBytes(4).toString('hex').slice(0, 5)}`;
  let mounted = false;
  for (const list of ['initContainers', 'containers']) {
    for (const container of mapsAt(spec, list)) {
      const mounts = mapsAt(container, 'volumeMounts');
      if (mounts.some(mount => mount.mountPath === MOUNT_PATH)) continue;
      container.volumeMounts = [
        ...mounts,
        { name, readOnly: true, mountPath: MOUNT_PATH },
      ];
      mounted = true;
    }
  }
  if (mounted) spec.volumes = [...mapsAt(spec, 'volumes'), tokenVolume(name)];
}

function qualityOf(object: JsonObject): string {
  const all = mapsAt(object, 'spec', 'containers').map(container =>
    mapAt(container, 'resources'),
  );
  if (all.every(item => Object.keys(mapAt(item, 'requests')).length === 0)) {
    return 'BestEffort';
  }
  const guaranteed = all.every(
    item =>
      ['cpu', 'memory'].every(
        name => mapAt(item, 'limits')[name] !== undefined,
      ) && sameJson(item.limits, item.requests),
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}

// A pod's spec with the few fields that may change taken out of it.
function fixedPart(object: JsonObject): JsonObject {
  const spec = copyOf(mapAt(object, 'spec'));
  for (const list of ['containers', 'initContainers']) {
    for (const container of mapsAt(spec, list)) delete container.image;
  }
  delete spec.ephemeralContainers;
  delete spec.activeDeadlineSeconds;
  delete spec.tolerations;
  delete spec.nodeName;
  delete spec.terminationGracePeriodSeconds;
  return spec;
}

// Tokens and tolerations that admission added stay when a writer leaves them
// out, as a list that is replaced as a whole does.
function keepAdmitted(object: JsonObject, live: JsonObject) {
  const spec = ensureMap(object, 'spec');
  const before = mapAt(live, 'spec');
  for (const key of [
    'serviceAccountName',
    'serviceAccount',
    'priority',
    'preemptionPolicy',
    'nodeName',
  ]) {
    const value = before[key];
    if (value !== undefined) fill(spec, key, value);
  }
}

export const podRules: KindRules = {
  create: object => {
    admitPod(object);
    object.status = { phase: 'Pending', qosClass: qualityOf(object) };
  },
  update: keepAdmitted,
  check: object => checkPodSpec(mapAt(object, 'spec'), 'spec'),
  checkChange: (object, live): Cause[] =>
    sameJson(fixedPart(object), fixedPart(live))
      ? []
      : [
          forbiddenField(
            'spec',
            'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
          ),
        ],
};
