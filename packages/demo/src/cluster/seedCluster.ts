import { NODE_NAME } from './controllers/podController';
import { JsonObject } from './objects/json';
import { timestamp } from './objects/metadata';
import { ControllerApi } from './controllers/ControllerApi';

const NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

const READ = ['get', 'list', 'watch'];

const CLUSTER_ROLES: [name: string, rules: JsonObject[]][] = [
  [
    'cluster-admin',
    [
      { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
      { verbs: ['*'], nonResourceURLs: ['*'] },
    ],
  ],
  [
    'view',
    [
      {
        verbs: READ,
        apiGroups: [
          '',
          'apps',
          'autoscaling',
          'batch',
          'networking.k8s.io',
          'policy',
        ],
        resources: [
          'configmaps',
          'cronjobs',
          'daemonsets',
          'deployments',
          'horizontalpodautoscalers',
          'ingresses',
          'jobs',
          'networkpolicies',
          'persistentvolumeclaims',
          'poddisruptionbudgets',
          'pods',
          'replicasets',
          'serviceaccounts',
          'services',
          'statefulsets',
        ],
      },
    ],
  ],
];

/** Makes those namespaces that are missing. */
export function ensureNamespaces(
  api: ControllerApi,
  names: readonly string[],
): void {
  const namespaces = api.resource('v1', 'Namespace');
  for (const name of names) {
    if (api.get(namespaces, { namespace: undefined, name })) continue;
    api.create(namespaces, { metadata: { name } });
  }
}

/** Makes what every cluster has from its first minute. */
export function seedCluster(api: ControllerApi): void {
  ensureNamespaces(api, NAMESPACES);
  const nodes = api.resource('v1', 'Node');
  const node = api.create(nodes, {
    metadata: {
      name: NODE_NAME,
      labels: { 'kubernetes.io/hostname': NODE_NAME },
    },
  });
  api.writeStatus(nodes, node, {
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        lastHeartbeatTime: timestamp(api.now()),
        lastTransitionTime: timestamp(api.now()),
        reason: 'KubeletReady',
        message: 'the simulated node is always ready',
      },
    ],
  });
  const roles = api.resource('rbac.authorization.k8s.io/v1', 'ClusterRole');
  for (const [name, rules] of CLUSTER_ROLES) {
    api.create(roles, { metadata: { name }, rules });
  }
}
