import type { Entity } from '@backstage/catalog-model';
import {
  type EnvironmentSpec,
  parsePipeline,
} from '@backstage-gitops/plugin-gitops-common';
import type { GitOpsConfig } from '../../config';
import { component } from '../../__testUtils__/people';
import { type AcceptedPolicy, holdWeakened } from './holdWeakened';
import { type PolicyVersion, versionOf } from './PolicyVersion';

const HOST = 'https://git.example';
const entity: Entity = component('payments', HOST);
const boundaries: GitOpsConfig['boundaries'] = [
  {
    entities: { kind: 'Component' },
    repositories: [{ url: `${HOST}/acme/deploy`, paths: ['.'] }],
    clusters: [],
  },
];

type Settings = Partial<Omit<EnvironmentSpec, 'gates'>> & { gates?: object };

const production: Settings = {
  name: 'production',
  path: 'production',
  tier: 'production',
  protected: true,
  gates: { approvals: 2 },
};
const staging: Settings = { ...production, name: 'staging', path: 'staging' };
const dev: Settings = { name: 'dev', path: 'dev' };

/** The file at a commit, under floors. */
function at(
  commit: string,
  environments: Settings[],
  changes: { tags?: string; floors?: GitOpsConfig['floors'] } = {},
): PolicyVersion {
  const parsed = parsePipeline({
    apiVersion: 'backstage-gitops.dev/v1alpha1',
    kind: 'Pipeline',
    metadata: { name: 'payments' },
    spec: {
      repository: `${HOST}/acme/deploy`,
      images: [{ name: 'app', repository: 'ghcr.io/acme/payments' }],
      releases: [{ on: 'image', image: 'app', tags: changes.tags ?? '^v' }],
      environments,
    },
  });
  if (parsed.status === 'invalid') throw new Error(JSON.stringify(parsed));
  return versionOf({
    entity,
    config: {
      boundaries,
      floors: changes.floors ?? [],
      http: { allow: [] },
    },
    file: {
      status: 'read',
      file: `${HOST}/acme/payments/blob/main/gitops.yaml`,
      repository: `${HOST}/acme/payments`,
      commit,
      spec: parsed.spec,
    },
  });
}

const before = at('old', [dev, staging, production]);
const read = (version: PolicyVersion): AcceptedPolicy => ({
  status: 'read',
  version,
});
const accepted = new Map([
  ['production', read(before)],
  ['staging', read(before)],
]);
const weaker: Settings = { ...production, gates: { approvals: 1 } };

function summary(head: PolicyVersion, of = accepted) {
  const { declaration, weakens, held, findings } = holdWeakened(head, of);
  return {
    environments: declaration.environments.map(
      ({ name, policyCommit, policy, blocked }) =>
        `${name} of ${policyCommit}: ${policy.approvals.count}${
          blocked.length > 0 ? ', blocked' : ''
        }`,
    ),
    weakens: weakens.map(({ environment }) => environment),
    held: [...held],
    failed: findings.flatMap(({ check, environment, status }) =>
      status === 'failed' ? [`${check} of ${environment}`] : [],
    ),
  };
}

const none = { weakens: [], held: [], failed: [] };
const heldAlone = {
  weakens: ['production', 'production'],
  held: [['production', 'old']],
  failed: ['policy of production'],
};

it.each<[string, PolicyVersion, object]>([
  [
    'an edit that weakens nothing counts everywhere',
    at('new', [dev, staging, { ...production, gates: { approvals: 3 } }]),
    {
      ...none,
      environments: [
        'dev of new: 0',
        'staging of new: 2',
        'production of new: 3',
      ],
    },
  ],
  [
    'what is weakened stays, the others take the new file',
    at('new', [
      { ...dev, gates: { approvals: 1 } },
      { ...staging, gates: { approvals: 3 } },
      weaker,
    ]),
    {
      ...heldAlone,
      environments: [
        'dev of new: 1',
        'staging of new: 3',
        'production of old: 2',
      ],
    },
  ],
  [
    'one that is gone stays declared',
    at('new', [dev, staging]),
    {
      ...heldAlone,
      weakens: ['production'],
      environments: [
        'dev of new: 0',
        'staging of new: 2',
        'production of old: 2',
      ],
    },
  ],
  [
    'under another name it may not be at the same place',
    at('new', [dev, staging, { ...weaker, name: 'live' }]),
    {
      ...heldAlone,
      weakens: ['production'],
      environments: [
        'dev of new: 0',
        'staging of new: 2',
        'live of new: 1, blocked',
        'production of old: 2',
      ],
    },
  ],
  [
    'nor may another one come to be around it',
    at('new', [dev, staging, production, { ...dev, name: 'all', path: '.' }]),
    {
      ...none,
      weakens: ['staging', 'production'],
      held: [
        ['staging', 'old'],
        ['production', 'old'],
      ],
      failed: ['policy of staging', 'policy of production'],
      environments: [
        'dev of new: 0',
        'staging of old: 2',
        'production of old: 2',
        'all of new: 0, blocked',
      ],
    },
  ],
  [
    'a tier by which fewer floors apply waits, too',
    at('new', [dev, staging, { ...production, tier: 'none' }]),
    {
      ...heldAlone,
      weakens: ['production'],
      environments: [
        'dev of new: 0',
        'staging of new: 2',
        'production of old: 2',
      ],
    },
  ],
])('%s', (_, head, expected) => {
  expect(summary(head)).toEqual(expected);
});

it('what a floor asks for anyway is weakened by no file', () => {
  const floors: GitOpsConfig['floors'] = [
    {
      match: { tier: 'production' },
      protected: true,
      gates: { approvals: { count: 2 } },
    },
  ];
  const old = at('old', [production], { floors });
  const head = at('new', [{ ...production, protected: undefined, gates: {} }], {
    floors,
  });
  expect(summary(head, new Map([['production', read(old)]]))).toEqual({
    ...none,
    environments: ['production of new: 2'],
  });
});

it('what was not protected is nobody’s to accept', () => {
  const open = at('old', [{ ...production, protected: false }]);
  expect(
    summary(at('new', [weaker]), new Map([['production', read(open)]])),
  ).toEqual({ ...none, environments: ['production of new: 1'] });
});

it('the rules that make its releases are kept with it', () => {
  const head = at('new', [dev, staging, production], { tags: '.*' });
  const { declaration } = holdWeakened(head, accepted);
  expect(
    declaration.environments.map(({ name, held }) => [
      name,
      held?.releases.map(rule => rule.on === 'image' && rule.tags),
    ]),
  ).toEqual([
    ['dev', undefined],
    ['staging', ['^v']],
    ['production', ['^v']],
  ]);
});

describe('an accepted policy that cannot be read', () => {
  const [last] = before.declaration.environments.slice(-1);
  const gone: AcceptedPolicy = {
    status: 'unreadable',
    commit: 'lost',
    reason: 'It is gone.',
  };

  it.each<[string, AcceptedPolicy, PolicyVersion, string[]]>([
    [
      'leaves it as it was seen last, blocked',
      { ...gone, last },
      at('new', [weaker]),
      ['production of lost: 2, blocked'],
    ],
    [
      'leaves it as the file has it where it was never seen, blocked',
      gone,
      at('new', [{ ...weaker, protected: false }]),
      ['production of lost: 1, blocked'],
    ],
    [
      'cannot show what nobody knows',
      gone,
      at('new', [dev]),
      ['dev of new: 0'],
    ],
  ])('%s', (_, policy, head, environments) => {
    const result = holdWeakened(head, new Map([['production', policy]]));
    expect(summary(head, new Map([['production', policy]]))).toMatchObject({
      environments,
      weakens: ['production'],
      held: [['production', 'lost']],
      failed: ['policy of production'],
    });
    expect(
      result.declaration.environments
        .filter(({ name }) => name === 'production')
        .every(one => one.policy.protected),
    ).toBe(true);
  });
});
