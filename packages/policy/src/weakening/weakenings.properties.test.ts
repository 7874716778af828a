import fc from 'fast-check';
import type { ApprovalRule, Trigger } from '../facts';
import { windowsGate } from '../gates/windows';
import { strictTerms } from '../__testUtils__/terms';
import type { Window } from '../windows/Window';
import type { EnvironmentTerms } from './EnvironmentTerms';
import { weakenings } from './weakenings';

const GROUPS = ['group:default/sre', 'group:default/ops'];

const rules: fc.Arbitrary<ApprovalRule> = fc.record({
  count: fc.nat(3),
  from: fc.option(fc.subarray(GROUPS, { minLength: 1 }), { nil: undefined }),
  exclude: fc.subarray(['requester', 'sourceAuthor', 'lastPusher']),
});

const windows: fc.Arbitrary<Window> = fc
  .record({
    kind: fc.constantFrom('allow', 'deny'),
    days: fc.subarray([1, 2, 3], { minLength: 1 }),
    exempt: fc.subarray(GROUPS),
  } as const)
  .map(({ kind, days, exempt }) => ({
    kind,
    recurrence: { kind: 'weekly', days, from: 0, to: 1_440 },
    timezone: 'UTC',
    exempt,
    text: days.join(),
  }));

const sets = fc.array(
  fc.uniqueArray(windows, {
    minLength: 1,
    maxLength: 3,
    selector: ({ kind, text }) => kind + text,
  }),
  { maxLength: 2 },
);

const anyTerms: fc.Arbitrary<EnvironmentTerms> = fc
  .record({
    policy: fc.record({
      after: fc.subarray(['dev', 'qa', 'staging']),
      protected: fc.boolean(),
      promote: fc.constantFrom('commit', 'pullRequest'),
      merge: fc.constantFrom('manual', 'auto'),
      onNewer: fc.constantFrom('pin', 'update', 'queue'),
      accepts: fc.subarray<Trigger>(['image', 'gitTag'], { minLength: 1 }),
      upstream: fc.constantFrom('all', 'any'),
      soak: fc.constantFrom(0, 60_000),
      checks: fc.record({
        pullRequest: fc.subarray(['ci/lint', 'ci/scan']),
        source: fc.subarray(['ci/test']),
      }),
      windows: sets.map(all => all.slice(0, 1)),
      approvals: rules,
      rollback: fc.record({
        by: fc.constantFrom('commit', 'pullRequest'),
        approvals: rules,
      }),
      http: fc.subarray([{ name: 'one', url: 'https://one.example' }]),
      unsupported: fc.subarray<'slo'>(['slo']),
    } as const),
    tier: fc.constantFrom(undefined, 'production'),
    path: fc.constantFrom('a', 'b'),
    reconcile: fc.constantFrom('observe', 'sync', 'heal'),
    onViolation: fc.constantFrom('show', 'revert'),
    locked: fc.subarray([
      { kind: 'Deployment', pointers: ['/spec/replicas'], groups: GROUPS },
    ]),
    ignore: fc.subarray([{ pointers: ['/spec/replicas'] }]),
    neighbours: fc.subarray(['everything']),
  } as const)
  .map(({ policy, ...changes }) => ({
    ...strictTerms,
    ...changes,
    policy: { ...strictTerms.policy, ...policy },
  }));

/** Terms without what changes nothing: names of approvers while nobody must approve, texts, orders. */
function whatMatters({ policy, ...rest }: EnvironmentTerms) {
  const ruleOf = ({ count, from, exclude }: ApprovalRule) =>
    count === 0 ? { count } : { count, from, exclude };
  const windowOf = ({ kind, recurrence, exempt }: Window) =>
    JSON.stringify([kind, recurrence, exempt]);
  return {
    ...rest,
    releases: rest.releases.filter(({ on }) => policy.accepts.includes(on)),
    policy: {
      ...policy,
      onNewer: 'pin',
      upstream: policy.after.length > 0 && policy.upstream,
      approvals: ruleOf(policy.approvals),
      rollback: {
        by: policy.rollback.by,
        approvals: ruleOf(policy.rollback.approvals),
      },
      windows: policy.windows.map(set => set.map(windowOf).sort()),
    },
  };
}

it('a copy is never weaker', () => {
  fc.assert(
    fc.property(anyTerms, terms => {
      expect(weakenings(terms, structuredClone(terms))).toEqual([]);
    }),
  );
});

it('what is weaker in neither direction is equal in what matters', () => {
  const equals = fc.tuple(anyTerms, anyTerms, fc.boolean());
  fc.assert(
    fc.property(equals, ([before, other, isCopy]) => {
      // Two of them are hardly ever alike by chance.
      const after = isCopy
        ? {
            ...before,
            policy: { ...before.policy, windows: other.policy.windows },
          }
        : other;
      fc.pre(weakenings(before, after).length === 0);
      fc.pre(weakenings(after, before).length === 0);
      expect(whatMatters(after)).toEqual(whatMatters(before));
    }),
    { numRuns: 300 },
  );
});

type Loosening = (terms: EnvironmentTerms) => EnvironmentTerms;

const policyOf =
  (changes: Partial<EnvironmentTerms['policy']>): Loosening =>
  terms => ({ ...terms, policy: { ...terms.policy, ...changes } });

const LOOSENINGS: Loosening[] = [
  policyOf({ protected: false }),
  policyOf({ approvals: { count: 0, exclude: [] } }),
  policyOf({ after: ['qa'] }),
  policyOf({ soak: 60_000 }),
  policyOf({ checks: { pullRequest: [], source: [] } }),
  policyOf({ windows: [] }),
  policyOf({ promote: 'commit' }),
  policyOf({ merge: 'auto' }),
  policyOf({ accepts: ['image', 'gitTag'] }),
  policyOf({
    rollback: { by: 'commit', approvals: { count: 0, exclude: [] } },
  }),
  policyOf({ unsupported: [] }),
  policyOf({ http: [] }),
  terms => ({ ...terms, locked: [] }),
  terms => ({ ...terms, onViolation: 'show' }),
  terms => ({ ...terms, reconcile: 'observe' }),
  terms => ({ ...terms, ignore: [{ pointers: ['/spec'] }] }),
  terms => ({ ...terms, neighbours: ['everything'] }),
];

it('loosening some fields is weaker and tightening them is not, whatever the others are', () => {
  const some = fc.subarray(LOOSENINGS, { minLength: 1 });
  fc.assert(
    fc.property(some, fc.subarray(LOOSENINGS), (chosen, already) => {
      const apply = (all: Loosening[], terms: EnvironmentTerms) =>
        all.reduce((result, loosen) => loosen(result), terms);
      const strict = apply(
        already.filter(one => !chosen.includes(one)),
        strictTerms,
      );
      const loose = apply(chosen, strict);
      expect(weakenings(strict, loose).length).toBeGreaterThanOrEqual(
        chosen.length,
      );
      expect(weakenings(loose, strict)).toEqual([]);
    }),
  );
});

it('windows that are not weaker let nobody through at a time when they did not before', () => {
  const people = fc.subarray(GROUPS);
  const hours = fc.nat(7 * 24 - 1);
  fc.assert(
    fc.property(
      sets,
      sets,
      fc.boolean(),
      people,
      hours,
      (one, other, grown, groups, hour) => {
        const after = grown
          ? one.map((set, index) => [...set, ...(other[index] ?? [])])
          : other;
        const terms = (all: Window[][]): EnvironmentTerms => ({
          ...strictTerms,
          policy: { ...strictTerms.policy, windows: all },
        });
        fc.pre(weakenings(terms(one), terms(after)).length === 0);
        const now = new Date(Date.UTC(2026, 2, 2, hour, 30)).toISOString();
        const actor = { user: 'user:default/ann', groups };
        const passes = (all: Window[][]) =>
          windowsGate({ windows: all }, { actor }, now).status === 'passed';
        expect(!passes(after) || passes(one)).toBe(true);
      },
    ),
    { numRuns: 1_000 },
  );
});
