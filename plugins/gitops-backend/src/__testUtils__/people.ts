import type { Entity } from '@backstage/catalog-model';

const GROUPS: Record<string, string[]> = {
  'payments-team': ['dana'],
  'ledger-team': ['lena'],
  sre: ['ravi', 'sofia'],
};

/**
 * People of tests: dana owns the services but the ledger, which is lena's; ravi and sofia are reliability engineers,
 * rita reads, otto has no group.
 */
export const PEOPLE = [
  'dana',
  'lena',
  'ravi',
  'sofia',
  'rita',
  'otto',
] as const;

export type PersonName = (typeof PEOPLE)[number];

/** The groups a person is in. */
export function groupsOf(person: string): string[] {
  return Object.entries(GROUPS).flatMap(([name, members]) =>
    members.includes(person) ? [`group:default/${name}`] : [],
  );
}

function user(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage-gitops.dev/local-login': name,
        'github.com/user-login': name,
      },
    },
    spec: { profile: { email: `${name}@example.com` }, memberOf: [] },
    relations: groupsOf(name).map(targetRef => ({
      type: 'memberOf',
      targetRef,
    })),
  };
}

function group(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [] },
    relations: GROUPS[name].map(member => ({
      type: 'hasMember',
      targetRef: `user:default/${member}`,
    })),
  };
}

/** A component that declares a pipeline. */
export function component(name: string, host: string): Entity {
  const owner = name === 'ledger' ? 'ledger-team' : 'payments-team';
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage-gitops.dev/pipeline': './gitops.yaml',
        'backstage.io/managed-by-location': `url:${host}/acme/${name}/blob/main/catalog-info.yaml`,
      },
    },
    spec: { type: 'service', lifecycle: 'production', owner },
    relations: [
      { type: 'ownedBy', targetRef: `group:default/${owner}` },
      { type: 'partOf', targetRef: 'system:default/commerce' },
    ],
  };
}

/** Users and groups of the catalog. */
export function organization(): Entity[] {
  return [...PEOPLE.map(user), ...Object.keys(GROUPS).map(group)];
}
