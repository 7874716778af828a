import { Cause } from '../errors/failures';
import { JsonObject, JsonValue } from '../objects/json';
import { mapAt, mapsAt, numberAt, textAt } from '../objects/read';
import { canonicalQuantity, compareQuantities } from '../schema/quantity';
import { forbiddenField, invalidField, requiredField } from './causes';

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];

const VOLUME_ORDER = [
  'emptyDir',
  'hostPath',
  'gitRepo',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'secret',
  'nfs',
  'iscsi',
  'glusterfs',
  'flocker',
  'persistentVolumeClaim',
  'rbd',
  'cinder',
  'cephfs',
  'quobyte',
  'downwardAPI',
  'fc',
  'configMap',
  'azureFile',
  'vsphereVolume',
  'photonPersistentDisk',
  'portworxVolume',
  'azureDisk',
  'storageos',
  'projected',
  'scaleIO',
  'csi',
  'ephemeral',
  'image',
];

function checkVolume(volume: JsonObject, at: string): Cause[] {
  const types = Object.keys(volume).filter(key => key !== 'name');
  // The server looks at the types in an order of its own; the first is kept.
  const [, ...surplus] = types.sort(
    (a, b) => VOLUME_ORDER.indexOf(a) - VOLUME_ORDER.indexOf(b),
  );
  return surplus.map(type =>
    forbiddenField(`${at}.${type}`, 'may not specify more than 1 volume type'),
  );
}

function checkVariable(variable: JsonObject, at: string): Cause[] {
  if (!variable.value || variable.valueFrom === undefined) return [];
  return [
    invalidField(
      `${at}.valueFrom`,
      '',
      'may not be specified when `value` is not empty',
    ),
  ];
}

function checkResources(container: JsonObject, at: string): Cause[] {
  const limits = mapAt(container, 'resources', 'limits');
  return Object.entries(mapAt(container, 'resources', 'requests')).flatMap(
    ([name, request]): Cause[] => {
      const limit = limits[name];
      if (limit === undefined || !exceeds(request, limit)) return [];
      return [
        invalidField(
          `${at}.resources.requests`,
          request,
          `must be less than or equal to ${name} limit of ${String(limit)}`,
        ),
      ];
    },
  );
}

function exceeds(request: JsonValue, limit: JsonValue): boolean {
  const asked = canonicalQuantity(String(request));
  const most = canonicalQuantity(String(limit));
  if (asked === undefined || most === undefined) return false;
  return compareQuantities(asked, most) > 0;
}

function checkContainer(container: JsonObject, at: string): Cause[] {
  const causes: Cause[] = [];
  if (!textAt(container, 'name')) causes.push(requiredField(`${at}.name`));
  if (!textAt(container, 'image')) causes.push(requiredField(`${at}.image`));
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    if (container[probe] === undefined) continue;
    const set = HANDLERS.filter(
      key => mapAt(container, probe)[key] !== undefined,
    );
    if (set.length === 0) {
      causes.push(
        requiredField(`${at}.${probe}`, 'must specify a handler type'),
      );
    }
    for (const surplus of set.slice(1)) {
      causes.push(
        forbiddenField(
          `${at}.${probe}.${surplus}`,
          'may not specify more than 1 handler type',
        ),
      );
    }
  }
  for (const [index, port] of mapsAt(container, 'ports').entries()) {
    const number = numberAt(port, 'containerPort') ?? 0;
    if (number < 1 || number > 65_535) {
      causes.push(
        invalidField(
          `${at}.ports[${index}].containerPort`,
          number,
          'must be between 1 and 65535, inclusive',
        ),
      );
    }
  }
  for (const [index, variable] of mapsAt(container, 'env').entries()) {
    causes.push(...checkVariable(variable, `${at}.env[${index}]`));
  }
  return [...causes, ...checkResources(container, at)];
}

/** What the API server refuses in a pod's spec, under the path `at`. */
export function checkPodSpec(spec: JsonObject, at: string): Cause[] {
  const containers = mapsAt(spec, 'containers');
  const known = new Set(mapsAt(spec, 'volumes').map(item => item.name));
  const mounts = containers.flatMap((container, index) =>
    mapsAt(container, 'volumeMounts').flatMap((mount, position): Cause[] =>
      known.has(mount.name ?? '')
        ? []
        : [
            {
              reason: 'FieldValueNotFound',
              message: `Not found: ${JSON.stringify(
                textAt(mount, 'name') ?? '',
              )}`,
              field: `${at}.containers[${index}].volumeMounts[${position}].name`,
            },
          ],
    ),
  );
  return [
    ...(containers.length === 0 ? [requiredField(`${at}.containers`)] : []),
    ...mapsAt(spec, 'volumes').flatMap((volume, index) =>
      checkVolume(volume, `${at}.volumes[${index}]`),
    ),
    ...containers.flatMap((container, index) =>
      checkContainer(container, `${at}.containers[${index}]`),
    ),
    ...mapsAt(spec, 'initContainers').flatMap((container, index) =>
      checkContainer(container, `${at}.initContainers[${index}]`),
    ),
    ...mounts,
  ];
}
