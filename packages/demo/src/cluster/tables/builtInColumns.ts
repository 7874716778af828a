import { JsonObject } from '../objects/json';
import {
  mapAt,
  mapsAt,
  numberAt,
  textAt,
  textMapAt,
  textsAt,
} from '../objects/read';
import {
  printLabelSelector,
  readLabelSelector,
} from '../selectors/labelSelector';
import { humanDuration } from './age';
import { AGE, Column, count, CREATED_AT, NAME, text, wide } from './Column';
import { podReady, podRestarts, podStatus } from './podCells';

const NONE = '<none>';

const at =
  (...path: string[]) =>
  (object: JsonObject) =>
    textAt(object, ...path) ?? NONE;
const number =
  (...path: string[]) =>
  (object: JsonObject) =>
    numberAt(object, ...path) ?? 0;
const keys =
  (...paths: string[]) =>
  (object: JsonObject) =>
    paths.reduce(
      (sum, path) => sum + Object.keys(mapAt(object, path)).length,
      0,
    );

const pairs = (labels: Record<string, string>) => {
  const entries = Object.entries(labels).map(
    ([key, value]) => `${key}=${value}`,
  );
  return entries.length === 0 ? NONE : entries.sort().join(',');
};
const selectorText = (object: JsonObject) =>
  printLabelSelector(readLabelSelector(mapAt(object, 'spec', 'selector'))) ||
  NONE;

const containers = (object: JsonObject) =>
  mapsAt(object, 'spec', 'template', 'spec', 'containers');
const CONTAINERS = wide(
  text('Containers', object =>
    containers(object)
      .map(item => textAt(item, 'name') ?? '')
      .join(','),
  ),
);
const IMAGES = wide(
  text('Images', object =>
    containers(object)
      .map(item => textAt(item, 'image') ?? '')
      .join(','),
  ),
);
const SELECTOR = wide(text('Selector', selectorText));

const servicePorts = (object: JsonObject) =>
  mapsAt(object, 'spec', 'ports')
    .map(port => {
      const node = numberAt(port, 'nodePort');
      return `${numberAt(port, 'port') ?? 0}${node ? `:${node}` : ''}/${
        textAt(port, 'protocol') ?? 'TCP'
      }`;
    })
    .join(',') || NONE;

const externalAddress = (object: JsonObject) => {
  const addresses = mapsAt(object, 'status', 'loadBalancer', 'ingress').map(
    item => textAt(item, 'ip') ?? textAt(item, 'hostname') ?? '',
  );
  if (addresses.length > 0) return addresses.join(',');
  return textAt(object, 'spec', 'type') === 'LoadBalancer' ? '<pending>' : NONE;
};

const accessModes = (object: JsonObject) =>
  textsAt(object, 'spec', 'accessModes')
    .map(mode => mode.replaceAll(/[a-z]/g, ''))
    .map(
      mode =>
        ({ RWO: 'RWO', ROM: 'ROX', RWM: 'RWX', RWOP: 'RWOP' }[mode] ?? mode),
    )
    .join(',');

const roleReference = (object: JsonObject) =>
  `${textAt(object, 'roleRef', 'kind') ?? ''}/${
    textAt(object, 'roleRef', 'name') ?? ''
  }`;

const threshold = (field: string) => (object: JsonObject) => {
  const value = mapAt(object, 'spec')[field];
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : 'N/A';
};

const COLUMNS: Record<string, Column[]> = {
  Pod: [
    NAME,
    text('Ready', podReady),
    text('Status', podStatus),
    text('Restarts', pod => String(podRestarts(pod))),
    AGE,
    wide(text('IP', at('status', 'podIP'))),
    wide(text('Node', at('spec', 'nodeName'))),
  ],
  Deployment: [
    NAME,
    text(
      'Ready',
      object =>
        `${numberAt(object, 'status', 'readyReplicas') ?? 0}/${
          numberAt(object, 'spec', 'replicas') ?? 0
        }`,
    ),
    count('Up-to-date', number('status', 'updatedReplicas')),
    count('Available', number('status', 'availableReplicas')),
    AGE,
    CONTAINERS,
    IMAGES,
    SELECTOR,
  ],
  StatefulSet: [
    NAME,
    text(
      'Ready',
      object =>
        `${numberAt(object, 'status', 'readyReplicas') ?? 0}/${
          numberAt(object, 'spec', 'replicas') ?? 0
        }`,
    ),
    AGE,
    CONTAINERS,
    IMAGES,
  ],
  ReplicaSet: [
    NAME,
    count('Desired', number('spec', 'replicas')),
    count('Current', number('status', 'replicas')),
    count('Ready', number('status', 'readyReplicas')),
    AGE,
    CONTAINERS,
    IMAGES,
    SELECTOR,
  ],
  DaemonSet: [
    NAME,
    count('Desired', number('status', 'desiredNumberScheduled')),
    count('Current', number('status', 'currentNumberScheduled')),
    count('Ready', number('status', 'numberReady')),
    count('Up-to-date', number('status', 'updatedNumberScheduled')),
    count('Available', number('status', 'numberAvailable')),
    text('Node Selector', object =>
      pairs(textMapAt(object, 'spec', 'template', 'spec', 'nodeSelector')),
    ),
    AGE,
    CONTAINERS,
    IMAGES,
    SELECTOR,
  ],
  Job: [
    NAME,
    text('Status', object => {
      const condition = mapsAt(object, 'status', 'conditions').find(
        item => item.status === 'True',
      );
      return textAt(condition, 'type') ?? 'Running';
    }),
    text(
      'Completions',
      object =>
        `${numberAt(object, 'status', 'succeeded') ?? 0}/${
          numberAt(object, 'spec', 'completions') ?? 1
        }`,
    ),
    text('Duration', object => {
      const from = Date.parse(textAt(object, 'status', 'startTime') ?? '');
      const to = Date.parse(textAt(object, 'status', 'completionTime') ?? '');
      return Number.isNaN(to - from) ? '' : humanDuration(to - from);
    }),
    AGE,
    CONTAINERS,
    IMAGES,
  ],
  CronJob: [
    NAME,
    text('Schedule', at('spec', 'schedule')),
    text('Timezone', at('spec', 'timeZone')),
    text('Suspend', object =>
      mapAt(object, 'spec').suspend === true ? 'True' : 'False',
    ),
    count('Active', object => mapsAt(object, 'status', 'active').length),
    text('Last Schedule', at('status', 'lastScheduleTime')),
    AGE,
  ],
  Service: [
    NAME,
    text('Type', at('spec', 'type')),
    text('Cluster-IP', at('spec', 'clusterIP')),
    text('External-IP', externalAddress),
    text('Port(s)', servicePorts),
    AGE,
    wide(
      text('Selector', object => pairs(textMapAt(object, 'spec', 'selector'))),
    ),
  ],
  Ingress: [
    NAME,
    text('Class', at('spec', 'ingressClassName')),
    text(
      'Hosts',
      object =>
        mapsAt(object, 'spec', 'rules')
          .map(entry => textAt(entry, 'host') ?? '*')
          .join(',') || '*',
    ),
    text('Address', object => {
      const address = externalAddress(object);
      return address === NONE ? '' : address;
    }),
    text('Ports', object =>
      mapsAt(object, 'spec', 'tls').length > 0 ? '80, 443' : '80',
    ),
    AGE,
  ],
  ConfigMap: [NAME, count('Data', keys('data', 'binaryData')), AGE],
  Secret: [NAME, text('Type', at('type')), count('Data', keys('data')), AGE],
  ServiceAccount: [
    NAME,
    count('Secrets', object => mapsAt(object, 'secrets').length),
    AGE,
  ],
  Namespace: [NAME, text('Status', at('status', 'phase')), AGE],
  Node: [
    NAME,
    text('Status', () => 'Ready'),
    text('Roles', () => NONE),
    AGE,
    text('Version', at('status', 'nodeInfo', 'kubeletVersion')),
  ],
  PersistentVolumeClaim: [
    NAME,
    text('Status', at('status', 'phase')),
    text('Volume', object => textAt(object, 'spec', 'volumeName') ?? ''),
    text(
      'Capacity',
      object => textAt(object, 'status', 'capacity', 'storage') ?? '',
    ),
    text('Access Modes', accessModes),
    text(
      'StorageClass',
      object => textAt(object, 'spec', 'storageClassName') ?? '',
    ),
    AGE,
  ],
  PersistentVolume: [
    NAME,
    text('Capacity', at('spec', 'capacity', 'storage')),
    text('Access Modes', accessModes),
    text('Reclaim Policy', at('spec', 'persistentVolumeReclaimPolicy')),
    text('Status', at('status', 'phase')),
    text('Claim', object => {
      const claim = mapAt(object, 'spec', 'claimRef');
      return claim.name === undefined
        ? ''
        : `${textAt(claim, 'namespace') ?? ''}/${textAt(claim, 'name') ?? ''}`;
    }),
    text(
      'StorageClass',
      object => textAt(object, 'spec', 'storageClassName') ?? '',
    ),
    AGE,
  ],
  HorizontalPodAutoscaler: [
    NAME,
    text(
      'Reference',
      object =>
        `${textAt(object, 'spec', 'scaleTargetRef', 'kind') ?? ''}/${
          textAt(object, 'spec', 'scaleTargetRef', 'name') ?? ''
        }`,
    ),
    text('Targets', () => '<unknown>'),
    count('MinPods', number('spec', 'minReplicas')),
    count('MaxPods', number('spec', 'maxReplicas')),
    count('Replicas', number('status', 'currentReplicas')),
    AGE,
  ],
  PodDisruptionBudget: [
    NAME,
    text('Min Available', threshold('minAvailable')),
    text('Max Unavailable', threshold('maxUnavailable')),
    count('Allowed Disruptions', number('status', 'disruptionsAllowed')),
    AGE,
  ],
  NetworkPolicy: [
    NAME,
    text(
      'Pod-Selector',
      object =>
        printLabelSelector(
          readLabelSelector(mapAt(object, 'spec', 'podSelector')),
        ) || NONE,
    ),
    AGE,
  ],
  Role: [NAME, CREATED_AT],
  ClusterRole: [NAME, CREATED_AT],
  RoleBinding: [NAME, text('Role', roleReference), AGE],
  ClusterRoleBinding: [NAME, text('Role', roleReference), AGE],
  CustomResourceDefinition: [NAME, CREATED_AT],
  Lease: [NAME, text('Holder', at('spec', 'holderIdentity')), AGE],
  Event: [
    text('Last Seen', at('lastTimestamp')),
    text('Type', at('type')),
    text('Reason', at('reason')),
    text(
      'Object',
      object =>
        `${(textAt(object, 'involvedObject', 'kind') ?? '').toLowerCase()}/${
          textAt(object, 'involvedObject', 'name') ?? ''
        }`,
    ),
    text('Message', at('message')),
  ],
};

const OTHERS: Column[] = [NAME, AGE];

/** The columns of a built-in kind, as kubectl shows them. */
export const builtInColumns = (kind: string): readonly Column[] =>
  COLUMNS[kind] ?? OTHERS;
