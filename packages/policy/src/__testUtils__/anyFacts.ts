import fc from 'fast-check';
import type {
  ApprovalRule,
  EnvironmentFacts,
  FreezeFacts,
  HttpFacts,
  ReleaseFacts,
} from '../facts';
import { approval, environment, policy, promotion, release } from './facts';

const IDS = ['1.2.0', '1.1.0', '1.0.0'];
const PEOPLE = ['ann', 'bob', 'cid'];
const refs = PEOPLE.map(name => `user:default/${name}`);
const ENDPOINTS = ['change', 'risk'].map(name => ({
  name,
  url: `https://${name}.example`,
}));
const settled = { by: refs[0], reason: 'because' };

/** Mostly undefined: where everything may be against a step, few steps would be reached. */
const seldom = <T>(value: T) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constant(value) },
  );
const person = fc.constantFrom(undefined, ...refs);

const approvalRule: fc.Arbitrary<ApprovalRule> = fc.record({
  count: fc.nat(2),
  from: fc.constantFrom(undefined, ['group:default/sre']),
  exclude: fc.subarray(['requester', 'sourceAuthor', 'lastPusher']),
});

const releaseOf = (id: string): fc.Arbitrary<ReleaseFacts> =>
  fc
    .record({
      mutable: fc.boolean(),
      sourceAuthor: person,
      rejected: seldom(settled),
    })
    .map(changes => release(id, changes));

const anyCheck = fc.record({
  name: fc.constantFrom('ci/lint', 'ci/test'),
  state: fc.constantFrom('pending', 'success', 'failure'),
} as const);

const at = '2026-03-02T11:59:00Z';

/** What an endpoint may have answered, mostly yes: else few promotions would get past the gate. */
const anyAnswer: fc.Arbitrary<HttpFacts> = fc
  .tuple(
    fc.constantFrom(...ENDPOINTS),
    fc.constantFrom(
      { status: 'allowed', at } as const,
      { status: 'allowed', at, reason: 'CHG-1' } as const,
      { status: 'denied', at, until: '2026-03-02T13:00:00Z' } as const,
      { status: 'unanswered', at, reason: 'It answered 503.' } as const,
      { status: 'notCalled', reason: 'It is not listed.' } as const,
    ),
  )
  .map(([endpoint, answer]) => ({ ...endpoint, ...answer }));

const current = fc
  .record({
    kind: fc.constantFrom('promotion', 'rollback'),
    origin: fc.constantFrom('automatic', 'requested'),
    release: fc.oneof(fc.constant(undefined), ...IDS.map(releaseOf)),
    requester: person,
    lastPusher: person,
    approvals: fc.array(
      fc
        .record({
          name: fc.constantFrom(...PEOPLE),
          account: fc.constantFrom('person', 'bot'),
          content: fc.constantFrom('current', 'outdated'),
          groups: fc.subarray(['group:default/sre']),
        })
        .map(({ name, ...changes }) => approval(name, changes)),
      { maxLength: 4 },
    ),
    checks: fc.option(
      fc.record({
        pullRequest: fc.array(anyCheck, { maxLength: 2 }),
        source: fc.option(fc.array(anyCheck, { maxLength: 2 }), {
          nil: undefined,
        }),
      }),
      { nil: undefined },
    ),
    http: fc.option(
      fc.uniqueArray(anyAnswer, { selector: ({ name }) => name }),
      { nil: undefined },
    ),
    bypassed: fc
      .subarray([
        'approvals',
        'freeze',
        'hold',
        'immutable',
        'checks',
        'soak',
        'upstream',
        'http',
        'slo',
      ])
      .map(gates => gates.map(gate => ({ gate, ...settled }))),
    affects: seldom([
      {
        entityRef: 'component:default/orders',
        environment: 'production',
        owners: ['group:default/sre'],
        files: ['shared/a.yaml'],
      },
    ]),
    mergeRequestedBy: person,
    cancelled: seldom(settled),
    content: fc.constantFrom('pending', 'pending', 'deployed'),
    pullRequest: fc.oneof(
      fc.constant({ status: 'none' }),
      fc.constant({ status: 'merged' }),
      fc.constant({ status: 'closed', by: 'ann' }),
      fc.record({
        status: fc.constant('open'),
        head: fc.constantFrom('asPlanned', 'changedByOthers', 'outdated'),
      }),
    ),
  } as const)
  .map(changes => promotion(changes));

/** Facts of every kind, sensible or not. */
export const anyFacts: fc.Arbitrary<EnvironmentFacts> = fc
  .record({
    rules: fc.record({
      protected: fc.boolean(),
      promote: fc.constantFrom('commit', 'pullRequest'),
      merge: fc.constantFrom('manual', 'auto'),
      onNewer: fc.constantFrom('pin', 'update', 'queue'),
      upstream: fc.constantFrom('all', 'any'),
      soak: fc.constantFrom(0, 0, 3_600_000),
      checks: fc.record({
        pullRequest: fc.subarray(['ci/lint']),
        source: fc.subarray(['ci/test']),
      }),
      approvals: approvalRule,
      rollback: fc.record({
        by: fc.constantFrom('commit', 'pullRequest'),
        approvals: approvalRule,
      }),
      http: fc.subarray(ENDPOINTS),
      unsupported: fc.subarray<'slo'>(['slo']),
    } as const),
    releases: fc.tuple(...IDS.map(releaseOf)),
    deployed: fc.constantFrom('1.0.0', ...IDS),
    upstream: fc.array(
      fc.record({
        environment: fc.constantFrom('dev', 'qa'),
        verified: fc.subarray(IDS),
        deployed: fc.constantFrom(undefined, ...IDS),
        soaked: fc.array(
          fc.record({
            release: fc.constantFrom(...IDS),
            milliseconds: fc.constantFrom(0, 3_600_000),
            status: fc.constantFrom('running', 'stopped'),
          } as const),
          { maxLength: 2 },
        ),
      }),
      { maxLength: 2, size: 'xsmall' },
    ),
    hold: fc.constantFrom(
      undefined,
      undefined,
      settled,
      { ...settled, expiresAt: '2020-01-01T00:00:00Z' },
      { ...settled, expiresAt: '2030-01-01T00:00:00Z' },
    ),
    freezes: fc.constantFrom<FreezeFacts[]>(
      [],
      [],
      [{ scope: 'shop', ...settled }],
    ),
    declined: fc.subarray(IDS),
    current: fc.option(current, { nil: undefined }),
  })
  .map(({ rules, deployed, ...changes }) =>
    environment({
      ...changes,
      policy: policy(rules),
      deployed: { release: deployed, version: deployed },
      isNewer: ({ id }) => IDS.indexOf(id) < IDS.indexOf(deployed),
    }),
  );
