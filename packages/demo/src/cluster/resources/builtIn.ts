import { ALL_VERBS, Resource, ScalePaths } from './Resource';

const CREATE_ONLY = ['create'];
const NO_COLLECTION_DELETE = ALL_VERBS.filter(
  verb => verb !== 'deletecollection',
);
const POD_DOORS = ['binding', 'ephemeralcontainers', 'eviction', 'status'];
const STATUS = ['status'];
const SCALABLE = ['scale', 'status'];

const REPLICAS: ScalePaths = {
  spec: ['spec', 'replicas'],
  status: ['status', 'replicas'],
};

interface Row {
  kind: string;
  plural: string;
  short?: string[];
  categories?: string[];
  scope?: 'Cluster';
  verbs?: readonly string[];
  doors?: string[];
  counted?: 'counted';
}

// The kinds that a cluster serves, in the order of its discovery. A kind is
// `counted` where metadata.generation follows its spec.
const GROUPS: { group: string; version: string; rows: Row[] }[] = [
  {
    group: '',
    version: 'v1',
    rows: [
      { kind: 'ConfigMap', plural: 'configmaps', short: ['cm'] },
      { kind: 'Endpoints', plural: 'endpoints', short: ['ep'] },
      { kind: 'Event', plural: 'events', short: ['ev'] },
      { kind: 'LimitRange', plural: 'limitranges', short: ['limits'] },
      {
        kind: 'Namespace',
        plural: 'namespaces',
        short: ['ns'],
        scope: 'Cluster',
        verbs: NO_COLLECTION_DELETE,
        doors: ['finalize', 'status'],
      },
      {
        kind: 'Node',
        plural: 'nodes',
        short: ['no'],
        scope: 'Cluster',
        doors: STATUS,
      },
      {
        kind: 'PersistentVolumeClaim',
        plural: 'persistentvolumeclaims',
        short: ['pvc'],
        doors: STATUS,
      },
      {
        kind: 'PersistentVolume',
        plural: 'persistentvolumes',
        short: ['pv'],
        scope: 'Cluster',
        doors: STATUS,
      },
      {
        kind: 'Pod',
        plural: 'pods',
        short: ['po'],
        categories: ['all'],
        doors: POD_DOORS,
        counted: 'counted',
      },
      { kind: 'PodTemplate', plural: 'podtemplates' },
      {
        kind: 'ReplicationController',
        plural: 'replicationcontrollers',
        short: ['rc'],
        categories: ['all'],
        doors: SCALABLE,
        counted: 'counted',
      },
      {
        kind: 'ResourceQuota',
        plural: 'resourcequotas',
        short: ['quota'],
        doors: STATUS,
      },
      { kind: 'Secret', plural: 'secrets' },
      { kind: 'ServiceAccount', plural: 'serviceaccounts', short: ['sa'] },
      {
        kind: 'Service',
        plural: 'services',
        short: ['svc'],
        categories: ['all'],
        doors: STATUS,
      },
    ],
  },
  {
    group: 'apiregistration.k8s.io',
    version: 'v1',
    rows: [
      {
        kind: 'APIService',
        plural: 'apiservices',
        scope: 'Cluster',
        categories: ['api-extensions'],
        doors: STATUS,
      },
    ],
  },
  {
    group: 'apps',
    version: 'v1',
    rows: [
      { kind: 'ControllerRevision', plural: 'controllerrevisions' },
      {
        kind: 'DaemonSet',
        plural: 'daemonsets',
        short: ['ds'],
        categories: ['all'],
        doors: STATUS,
        counted: 'counted',
      },
      {
        kind: 'Deployment',
        plural: 'deployments',
        short: ['deploy'],
        categories: ['all'],
        doors: SCALABLE,
        counted: 'counted',
      },
      {
        kind: 'ReplicaSet',
        plural: 'replicasets',
        short: ['rs'],
        categories: ['all'],
        doors: SCALABLE,
        counted: 'counted',
      },
      {
        kind: 'StatefulSet',
        plural: 'statefulsets',
        short: ['sts'],
        categories: ['all'],
        doors: SCALABLE,
        counted: 'counted',
      },
    ],
  },
  {
    group: 'authentication.k8s.io',
    version: 'v1',
    rows: [
      {
        kind: 'SelfSubjectReview',
        plural: 'selfsubjectreviews',
        scope: 'Cluster',
        verbs: CREATE_ONLY,
      },
    ],
  },
  {
    group: 'authorization.k8s.io',
    version: 'v1',
    rows: [
      {
        kind: 'SelfSubjectAccessReview',
        plural: 'selfsubjectaccessreviews',
        scope: 'Cluster',
        verbs: CREATE_ONLY,
      },
      {
        kind: 'SelfSubjectRulesReview',
        plural: 'selfsubjectrulesreviews',
        scope: 'Cluster',
        verbs: CREATE_ONLY,
      },
    ],
  },
  {
    group: 'autoscaling',
    version: 'v2',
    rows: [
      {
        kind: 'HorizontalPodAutoscaler',
        plural: 'horizontalpodautoscalers',
        short: ['hpa'],
        categories: ['all'],
        doors: STATUS,
      },
    ],
  },
  {
    group: 'batch',
    version: 'v1',
    rows: [
      {
        kind: 'CronJob',
        plural: 'cronjobs',
        short: ['cj'],
        categories: ['all'],
        doors: STATUS,
        counted: 'counted',
      },
      {
        kind: 'Job',
        plural: 'jobs',
        categories: ['all'],
        doors: STATUS,
        counted: 'counted',
      },
    ],
  },
  {
    group: 'networking.k8s.io',
    version: 'v1',
    rows: [
      {
        kind: 'IngressClass',
        plural: 'ingressclasses',
        scope: 'Cluster',
        counted: 'counted',
      },
      {
        kind: 'Ingress',
        plural: 'ingresses',
        short: ['ing'],
        doors: STATUS,
        counted: 'counted',
      },
      {
        kind: 'NetworkPolicy',
        plural: 'networkpolicies',
        short: ['netpol'],
        counted: 'counted',
      },
    ],
  },
  {
    group: 'policy',
    version: 'v1',
    rows: [
      {
        kind: 'PodDisruptionBudget',
        plural: 'poddisruptionbudgets',
        short: ['pdb'],
        doors: STATUS,
        counted: 'counted',
      },
    ],
  },
  {
    group: 'rbac.authorization.k8s.io',
    version: 'v1',
    rows: [
      {
        kind: 'ClusterRoleBinding',
        plural: 'clusterrolebindings',
        scope: 'Cluster',
      },
      { kind: 'ClusterRole', plural: 'clusterroles', scope: 'Cluster' },
      { kind: 'RoleBinding', plural: 'rolebindings' },
      { kind: 'Role', plural: 'roles' },
    ],
  },
  {
    group: 'storage.k8s.io',
    version: 'v1',
    rows: [
      { kind: 'CSIDriver', plural: 'csidrivers', scope: 'Cluster' },
      {
        kind: 'StorageClass',
        plural: 'storageclasses',
        short: ['sc'],
        scope: 'Cluster',
      },
    ],
  },
  {
    group: 'admissionregistration.k8s.io',
    version: 'v1',
    rows: [
      'MutatingAdmissionPolicy:mutatingadmissionpolicies',
      'MutatingAdmissionPolicyBinding:mutatingadmissionpolicybindings',
      'MutatingWebhookConfiguration:mutatingwebhookconfigurations',
      'ValidatingAdmissionPolicy:validatingadmissionpolicies',
      'ValidatingAdmissionPolicyBinding:validatingadmissionpolicybindings',
      'ValidatingWebhookConfiguration:validatingwebhookconfigurations',
    ].map((pair): Row => {
      const [kind = '', plural = ''] = pair.split(':');
      return {
        kind,
        plural,
        scope: 'Cluster',
        categories: ['api-extensions'],
        counted: 'counted',
        ...(kind === 'ValidatingAdmissionPolicy' ? { doors: STATUS } : {}),
      };
    }),
  },
  {
    group: 'apiextensions.k8s.io',
    version: 'v1',
    rows: [
      {
        kind: 'CustomResourceDefinition',
        plural: 'customresourcedefinitions',
        short: ['crd', 'crds'],
        scope: 'Cluster',
        categories: ['api-extensions'],
        doors: STATUS,
        counted: 'counted',
      },
    ],
  },
  {
    group: 'scheduling.k8s.io',
    version: 'v1',
    rows: [
      {
        kind: 'PriorityClass',
        plural: 'priorityclasses',
        short: ['pc'],
        scope: 'Cluster',
        counted: 'counted',
      },
    ],
  },
  {
    group: 'coordination.k8s.io',
    version: 'v1',
    rows: [{ kind: 'Lease', plural: 'leases' }],
  },
  {
    group: 'node.k8s.io',
    version: 'v1',
    rows: [
      { kind: 'RuntimeClass', plural: 'runtimeclasses', scope: 'Cluster' },
    ],
  },
  {
    group: 'discovery.k8s.io',
    version: 'v1',
    rows: [{ kind: 'EndpointSlice', plural: 'endpointslices' }],
  },
];

/** The kinds that every cluster serves. */
export const BUILT_IN_RESOURCES: readonly Resource[] = GROUPS.flatMap(
  ({ group, version, rows }) =>
    rows.map(row => ({
      group,
      version,
      kind: row.kind,
      listKind: `${row.kind}List`,
      plural: row.plural,
      singular: row.kind.toLowerCase(),
      shortNames: row.short ?? [],
      categories: row.categories ?? [],
      namespaced: row.scope !== 'Cluster',
      verbs: row.verbs ?? ALL_VERBS,
      subresources: row.doors ?? [],
      scale: row.doors?.includes('scale') ? REPLICAS : undefined,
      counted: row.counted === 'counted',
      source: { kind: 'built-in' as const },
    })),
);
