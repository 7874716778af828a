import { AccountRole } from './Account';
import { Rule, rule } from './Rule';

const READ = ['get', 'list', 'watch'];
const WRITE = [
  ...READ,
  'create',
  'delete',
  'deletecollection',
  'patch',
  'update',
];

const READABLE_CORE = [
  'configmaps',
  'endpoints',
  'events',
  'limitranges',
  'namespaces',
  'nodes',
  'persistentvolumeclaims',
  'persistentvolumes',
  'pods',
  'pods/log',
  'pods/status',
  'resourcequotas',
  'serviceaccounts',
  'services',
  'services/status',
];
const WRITABLE_CORE = [
  'configmaps',
  'endpoints',
  'events',
  'persistentvolumeclaims',
  'pods',
  'pods/ephemeralcontainers',
  'pods/eviction',
  'secrets',
  'serviceaccounts',
  'services',
];
const WORKLOAD_GROUPS = [
  'apps',
  'autoscaling',
  'batch',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'networking.k8s.io',
  'policy',
];
const PLATFORM_GROUPS = [
  'apiextensions.k8s.io',
  'node.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
];

/** What everyone with a token may do: find out what there is. */
export const EVERYONE: readonly Rule[] = [
  rule({
    verbs: ['get'],
    nonResourceUrls: [
      '/api',
      '/api/*',
      '/apis',
      '/apis/*',
      '/healthz',
      '/livez',
      '/openapi',
      '/openapi/*',
      '/readyz',
      '/version',
      '/version/',
    ],
  }),
  rule({
    verbs: ['create'],
    apiGroups: ['authorization.k8s.io', 'authentication.k8s.io'],
    resources: [
      'selfsubjectaccessreviews',
      'selfsubjectrulesreviews',
      'selfsubjectreviews',
    ],
  }),
];

/**
 * What the roles allow. As with the upstream roles of these names, `view` reads
 * no Secret, and neither `view` nor `edit` touches RBAC, namespaces or
 * definitions; unlike them, both are for the whole cluster and for custom
 * resources too.
 */
export function roleRules(
  role: AccountRole,
  customGroups: readonly string[],
): readonly Rule[] {
  const groups = [...WORKLOAD_GROUPS, ...customGroups];
  const view = [
    rule({ verbs: READ, apiGroups: [''], resources: READABLE_CORE }),
    rule({ verbs: READ, apiGroups: groups, resources: ['*'] }),
    rule({ verbs: READ, apiGroups: PLATFORM_GROUPS, resources: ['*'] }),
  ];
  switch (role) {
    case 'admin':
      return [
        rule({ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }),
        rule({ verbs: ['*'], nonResourceUrls: ['*'] }),
      ];
    case 'edit':
      return [
        ...view,
        rule({ verbs: WRITE, apiGroups: [''], resources: WRITABLE_CORE }),
        rule({ verbs: WRITE, apiGroups: groups, resources: ['*'] }),
      ];
    default:
      return view;
  }
}
