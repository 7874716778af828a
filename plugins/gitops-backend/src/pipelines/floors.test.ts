import {
  type EnvironmentSpec,
  parsePipeline,
} from '@backstage-gitops/plugin-gitops-common';
import type { Floor } from '../config';
import { applyFloors } from './floors';

function specOf(settings: object): EnvironmentSpec {
  const parsed = parsePipeline({
    apiVersion: 'backstage-gitops.dev/v1alpha1',
    kind: 'Pipeline',
    metadata: { name: 'payments' },
    spec: {
      repository: 'https://git.example/acme/deploy',
      images: [{ name: 'app', repository: 'ghcr.io/acme/payments' }],
      releases: [{ on: 'image', image: 'app' }],
      environments: [{ name: 'production', path: 'production', ...settings }],
    },
  });
  if (parsed.status === 'invalid') throw new Error(String(parsed.problems));
  return parsed.spec.environments[0];
}

const SRE = 'group:default/sre';
const floorOf = (floor: Omit<Floor, 'match'>, match: Floor['match'] = {}) => [
  { match, ...floor },
];
const two = floorOf({
  gates: {
    approvals: { count: 2, from: [SRE], exclude: ['sourceAuthor' as const] },
  },
});

describe('a file below its floor', () => {
  it.each<[string, object, Floor[], RegExp]>([
    [
      'fewer approvals',
      { gates: { approvals: 1 } },
      two,
      /^gates\.approvals asks for 1 approvals; the platform's floor is 2 \(gitops\.floors\[0\]: every environment\)\.$/,
    ],
    [
      'no approvals',
      { gates: { approvals: 0 } },
      floorOf({ gates: { approvals: { count: 1 } } }),
      /asks for 0 approvals; the platform's floor is 1/,
    ],
    [
      'other approvers',
      { gates: { approvals: { count: 2, from: [SRE, 'group:default/all'] } } },
      two,
      /lets group:default\/all approve; the platform's floor allows group:default\/sre/,
    ],
    [
      'an exclusion dropped',
      { gates: { approvals: { count: 2, exclude: ['requester'] } } },
      two,
      /counts sourceAuthor, whom the platform's floor excludes/,
    ],
    [
      'no protection',
      { protected: false },
      floorOf({ protected: true }),
      /^protected: false; the platform's floor protects this environment \(gitops\.floors\[0\]: every environment\)\.$/,
    ],
    [
      'the strictest of two floors',
      { gates: { approvals: 2 } },
      [...two, ...floorOf({ gates: { approvals: { count: 3 } } })],
      /asks for 2 approvals; the platform's floor is 3 \(gitops\.floors\[1\]: every environment\)/,
    ],
    [
      'commits',
      { promote: 'commit' },
      floorOf({ promote: 'pullRequest' }, { environment: 'production' }),
      /^promote is commit; the platform's floor is pullRequest \(gitops\.floors\[0\]: environment production\)\.$/,
    ],
    [
      'merging by itself',
      { merge: 'auto' },
      floorOf({ merge: 'manual' }),
      /^merge is auto; the platform's floor is manual /,
    ],
    [
      'any upstream',
      { gates: { upstream: 'any' } },
      floorOf({ gates: { upstream: 'all' } }),
      /^gates\.upstream is any; the platform's floor is all /,
    ],
    [
      'rollbacks by commit',
      { rollback: { by: 'commit' } },
      floorOf({ rollback: { by: 'pullRequest' } }),
      /^rollback\.by is commit; the platform's floor is pullRequest /,
    ],
    [
      'rollbacks that nobody approves',
      { rollback: { gates: { approvals: 0 } } },
      floorOf({ rollback: { gates: { approvals: { count: 1 } } } }),
      /^rollback\.gates\.approvals asks for 0 approvals; the platform's floor is 1 /,
    ],
    [
      'healing that no floor allows',
      { reconcile: 'heal' },
      [],
      /^reconcile: heal; the platform's floors do not allow healing here\.$/,
    ],
    [
      'healing that one floor allows and another forbids',
      { reconcile: 'heal' },
      [
        ...floorOf({ allow: { heal: true } }),
        ...floorOf({ allow: { heal: false } }),
      ],
      /do not allow healing/,
    ],
    [
      'floors that nobody can satisfy together',
      {},
      [
        ...two,
        ...floorOf({
          gates: { approvals: { count: 1, from: ['group:default/ops'] } },
        }),
      ],
      /^Nobody may give gates\.approvals: gitops\.floors\[0\]: every environment and gitops\.floors\[1\]: every environment name no group or user in common\.$/,
    ],
  ])('says so: %s', (_, settings, floors, problem) => {
    const { problems } = applyFloors({ spec: specOf(settings), floors });
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  it('says everything that is below at once', () => {
    const { problems } = applyFloors({
      spec: specOf({
        protected: false,
        gates: {
          approvals: { count: 1, from: ['user:default/otto'], exclude: [] },
        },
      }),
      floors: [...two, ...floorOf({ protected: true })],
    });
    expect(problems).toHaveLength(4);
  });
});

describe('a file at its floor or above', () => {
  it.each<[string, object, Floor[], object]>([
    [
      'takes what it leaves out from the floor',
      {},
      [...two, ...floorOf({ protected: true })],
      {
        protected: true,
        approvals: {
          count: 2,
          from: [SRE],
          exclude: ['requester', 'sourceAuthor'],
        },
      },
    ],
    [
      'keeps what is stricter',
      {
        protected: true,
        gates: {
          approvals: {
            count: 3,
            from: [SRE],
            exclude: ['requester', 'sourceAuthor', 'lastPusher'],
          },
        },
      },
      two,
      {
        protected: true,
        approvals: {
          count: 3,
          from: [SRE],
          exclude: ['requester', 'sourceAuthor', 'lastPusher'],
        },
      },
    ],
    [
      'takes the strictest of several floors for each setting',
      {},
      [
        ...floorOf({
          promote: 'commit',
          gates: {
            soak: '1h',
            approvals: { count: 1, from: [SRE, 'group:default/ops'] },
          },
        }),
        ...floorOf({
          rollback: { by: 'pullRequest', gates: { approvals: { count: 1 } } },
          gates: {
            soak: '2h',
            approvals: {
              count: 1,
              from: [SRE],
              exclude: ['lastPusher' as const],
            },
          },
        }),
      ],
      {
        promote: 'pullRequest',
        soak: 7_200_000,
        approvals: {
          count: 1,
          from: [SRE],
          exclude: ['requester', 'lastPusher'],
        },
        rollback: {
          by: 'pullRequest',
          approvals: {
            count: 1,
            from: [SRE],
            exclude: ['requester', 'lastPusher'],
          },
        },
      },
    ],
    [
      'rolls back by pull request where it promotes by commit, if a floor wants that',
      { promote: 'commit' },
      floorOf({
        rollback: {
          by: 'pullRequest',
          gates: { approvals: { count: 1, from: [SRE] } },
        },
      }),
      {
        promote: 'commit',
        rollback: { by: 'pullRequest', approvals: { count: 1, from: [SRE] } },
      },
    ],
    [
      'keeps to a rule of its own for rollbacks',
      {
        gates: { approvals: { count: 2, from: [SRE] } },
        rollback: { gates: { approvals: 1 } },
      },
      [],
      {
        rollback: {
          by: 'pullRequest',
          approvals: { count: 1, from: undefined, exclude: ['requester'] },
        },
      },
    ],
    [
      'asks for nobody where no floor does',
      {},
      [],
      { protected: false, approvals: { count: 0, exclude: ['requester'] } },
    ],
  ])('%s', (_, settings, floors, policy) => {
    expect(applyFloors({ spec: specOf(settings), floors })).toMatchObject({
      problems: [],
      policy,
    });
  });
});

describe('a floor is for', () => {
  const settings = {
    tier: 'production',
    target: { cluster: 'live', namespace: 'payments' },
  };

  it.each<[string, Floor['match'], 'applies' | 'does not']>([
    ['everything', {}, 'applies'],
    ['its tier', { tier: 'production' }, 'applies'],
    ['another tier', { tier: 'staging' }, 'does not'],
    ['its environment', { environment: 'production' }, 'applies'],
    ['another environment', { environment: 'dev' }, 'does not'],
    ['its cluster', { cluster: 'live' }, 'applies'],
    ['another cluster', { cluster: 'dev' }, 'does not'],
    ['its system', { system: 'system:default/commerce' }, 'applies'],
    ['another system', { system: 'system:default/other' }, 'does not'],
    [
      'its tier in another environment',
      { tier: 'production', environment: 'dev' },
      'does not',
    ],
  ])('%s', (_, match, verdict) => {
    const { policy } = applyFloors({
      spec: specOf(settings),
      floors: floorOf({ protected: true }, match),
      system: 'system:default/commerce',
    });
    expect(policy.protected).toBe(verdict === 'applies');
  });
});

it.each<[string, object, string[]]>([
  [
    'slo',
    {
      slo: [{ name: 'up', objective: 99, errorRatio: { prometheus: 'rate' } }],
    },
    ['slo'],
  ],
])('a gate that is not built is remembered: %s', (_, settings, unsupported) => {
  expect(
    applyFloors({ spec: specOf(settings), floors: [] }).policy.unsupported,
  ).toEqual(unsupported);
});

describe('soak and checks', () => {
  const strict = floorOf({
    gates: { soak: '1h', checks: { source: ['ci/test'] } },
  });

  it.each<[string, object, object]>([
    [
      'what the file leaves out comes from the floor',
      {},
      { soak: 3_600_000, checks: { pullRequest: [], source: ['ci/test'] } },
    ],
    [
      'what it tightens is its own',
      {
        gates: {
          soak: '2h',
          checks: { pullRequest: ['ci/lint'], source: ['ci/test', 'ci/scan'] },
        },
      },
      {
        soak: 7_200_000,
        checks: { pullRequest: ['ci/lint'], source: ['ci/test', 'ci/scan'] },
      },
    ],
  ])('%s', (_, settings, expected) => {
    const { policy, problems } = applyFloors({
      spec: specOf(settings),
      floors: strict,
    });
    expect(problems).toEqual([]);
    expect(policy).toMatchObject(expected);
  });

  it.each<[object, RegExp]>([
    [
      { gates: { soak: '30m' } },
      /^gates\.soak is 30m; .* floor is 1 h \(gitops\.floors\[0\]: every environment\)\.$/,
    ],
    [{ gates: { soak: '0s' } }, /floor is 1 h/],
    [
      { gates: { checks: { source: ['ci/scan'] } } },
      /^gates\.checks\.source leaves out ci\/test/,
    ],
  ])('%j is below the floor', (settings, message) => {
    const { policy, problems } = applyFloors({
      spec: specOf(settings),
      floors: strict,
    });
    expect(problems).toEqual([expect.stringMatching(message)]);
    // What is in force meanwhile is no weaker either.
    expect(policy.soak).toBeGreaterThanOrEqual(3_600_000);
    expect(policy.checks.source).toContain('ci/test');
  });
});

describe('windows', () => {
  const floor = floorOf({ gates: { windows: [{ deny: 'Fri' }] } });
  const textsOf = (settings: object, floors: Floor[]) =>
    applyFloors({ spec: specOf(settings), floors }).policy.windows.map(set =>
      set.map(({ kind, text }) => `${kind} ${text}`),
    );

  it('those of floors are sets of their own: a file cannot open what they close', () => {
    const own = { gates: { windows: [{ allow: 'Mon-Fri' }, { deny: 'Mon' }] } };
    expect(textsOf(own, floor)).toEqual([
      ['allow Mon-Fri', 'deny Mon'],
      ['deny Fri'],
    ]);
    expect(textsOf({}, floor)).toEqual([['deny Fri']]);
    expect(textsOf({}, [])).toEqual([]);
  });

  it('one that cannot be read is a problem', () => {
    const { problems } = applyFloors({
      spec: specOf({ gates: { windows: [{ allow: 'Someday' }] } }),
      floors: [],
    });
    expect(problems).toEqual([expect.stringMatching(/^gates\.windows: .*Mon/)]);
  });
});
