import * as fc from 'fast-check';
import { decideReconciliation } from './decideReconciliation';
import type { DriftedObject, ReconciliationFacts } from './facts';

const NOW = '2026-01-01T12:00:00.000Z';

const object = (overrides: Partial<DriftedObject> = {}): DriftedObject => ({
  id: 'apps/Deployment/shop/web',
  kind: 'Deployment',
  drift: 'changed',
  paths: ['/spec/replicas'],
  managers: ['kubectl-edit'],
  ...overrides,
});

const orphan = (name: string, overrides: Partial<DriftedObject> = {}) =>
  object({
    id: `/ConfigMap/shop/${name}`,
    kind: 'ConfigMap',
    drift: 'orphaned',
    paths: [''],
    ...overrides,
  });

const facts = (
  overrides: Partial<ReconciliationFacts> & {
    drifted?: DriftedObject[];
    inventory?: number;
  } = {},
): ReconciliationFacts => {
  const { drifted = [object()], inventory = 10, ...others } = overrides;
  return {
    now: NOW,
    mode: 'heal',
    prune: false,
    desired: { status: 'known', digest: 'd1', objects: 9, stable: true },
    observed: { status: 'known', drifted, inventory },
    applied: 'd1',
    heals: [],
    ...others,
  };
};

/** More than half of the inventory. */
const MANY = ['a', 'b', 'c', 'd', 'e', 'f'];

const web = 'apps/Deployment/shop/web';
const writes = (cause: string, apply: string[], prune: string[] = []) => ({
  kind: 'write',
  cause,
  apply,
  prune,
  left: [],
});

describe('decideReconciliation', () => {
  it.each<[string, ReconciliationFacts, object]>([
    ['nothing differs', facts({ drifted: [] }), { kind: 'rest' }],
    [
      'nothing differs from an earlier commit, and it is only observed',
      facts({ drifted: [], mode: 'observe', behind: 'It is behind.' }),
      { kind: 'show', reason: 'It is behind.' },
    ],
    [
      'the engine has not come to a commit that changes nothing',
      facts({
        drifted: [],
        mode: 'sync',
        applied: undefined,
        behind: 'It is behind.',
      }),
      writes('sync', []),
    ],
    [
      'the engine was asked and is at work',
      facts({
        drifted: [],
        mode: 'sync',
        applied: undefined,
        behind: 'It is behind.',
        busy: 'It syncs.',
      }),
      {
        kind: 'wait',
        until: '2026-01-01T12:00:05.000Z',
        reason: 'It syncs.',
      },
    ],
    [
      'a commit that changes nothing is remembered as applied',
      facts({ mode: 'sync', drifted: [], applied: 'd0' }),
      writes('sync', []),
    ],
    [
      'but not where nothing may be written',
      facts({ drifted: [], applied: 'd0', writesOff: 'Switched off.' }),
      { kind: 'rest' },
    ],
    [
      'nor where the file only observes',
      facts({ mode: 'observe', drifted: [], applied: undefined }),
      { kind: 'rest' },
    ],
    ['heal reverts drift', facts(), writes('heal', [web])],
    [
      'a deleted object is made again',
      facts({ drifted: [object({ drift: 'missing' })] }),
      writes('heal', [web]),
    ],
    [
      'observe only shows',
      facts({ mode: 'observe', applied: undefined }),
      { kind: 'show' },
    ],
    [
      'sync leaves drift alone once the commit was applied',
      facts({ mode: 'sync' }),
      { kind: 'show' },
    ],
    [
      'sync applies a new commit',
      facts({ mode: 'sync', applied: 'd0' }),
      writes('sync', [web]),
    ],
    [
      'a person may revert where the file only observes',
      facts({
        mode: 'observe',
        request: { action: 'revert', objects: [web], by: 'user:default/dana' },
      }),
      writes('revert', [web]),
    ],
    [
      'what cannot be rendered stops everything',
      facts({ desired: { status: 'unknown', reason: 'No such base.' } }),
      { kind: 'stop', reason: 'No such base.' },
    ],
    [
      'what cannot be seen stops everything',
      facts({ observed: { status: 'unknown', reason: 'The cache is old.' } }),
      { kind: 'stop', reason: 'The cache is old.' },
    ],
    [
      'a read-only credential',
      facts({ writesOff: 'No credential may write.' }),
      { kind: 'stop', reason: 'No credential may write.' },
    ],
    [
      'somebody else is syncing',
      facts({ busy: 'Argo CD is syncing.' }),
      { kind: 'wait', until: '2026-01-01T12:00:05.000Z' },
    ],
    [
      'rendering gives another result each time',
      facts({
        desired: { status: 'known', digest: 'd2', objects: 9, stable: false },
      }),
      { kind: 'stop' },
    ],
    [
      'an application that failed waits',
      facts({
        applied: 'd0',
        failed: {
          digest: 'd1',
          reason: 'Forbidden.',
          attempts: 2,
          at: '2026-01-01T11:59:55.000Z',
        },
      }),
      { kind: 'wait', until: '2026-01-01T12:00:05.000Z', reason: 'Forbidden.' },
    ],
    [
      'a new commit does not wait for an older failure',
      facts({
        applied: 'd0',
        failed: { digest: 'd0', reason: 'Forbidden.', attempts: 2, at: NOW },
      }),
      writes('sync', [web]),
    ],
    [
      'an object of another engine',
      facts({ drifted: [object({ untouchable: 'Argo CD owns it.' })] }),
      { kind: 'stop', reason: 'Argo CD owns it.' },
    ],
    [
      'a namespace is not healed by itself',
      facts({ drifted: [object({ kind: 'Namespace' })] }),
      { kind: 'stop' },
    ],
    [
      'orphans stay where pruning was not asked for',
      facts({ drifted: [orphan('old')] }),
      { kind: 'rest' },
    ],
    [
      'orphans go with a new commit where it was',
      facts({ prune: true, applied: 'd0', drifted: [orphan('old')] }),
      writes('sync', [], ['/ConfigMap/shop/old']),
    ],
    [
      'never everything',
      facts({
        prune: true,
        applied: 'd0',
        desired: { status: 'known', digest: 'd1', objects: 0, stable: true },
        drifted: [orphan('a'), orphan('b')],
        inventory: 2,
      }),
      { kind: 'stop', reason: expect.stringContaining('no object') },
    ],
    [
      'never most of it',
      facts({
        prune: true,
        applied: 'd0',
        drifted: MANY.map(name => orphan(name)),
      }),
      { kind: 'stop', reason: '6 of 10 objects would be deleted at once.' },
    ],
    [
      'never a claim with its data',
      facts({
        prune: true,
        applied: 'd0',
        drifted: [orphan('data', { kind: 'PersistentVolumeClaim' })],
      }),
      { kind: 'stop', reason: expect.stringContaining('never deleted') },
    ],
    [
      'what was spared is said as long as it is there',
      facts({ prune: true, drifted: MANY.map(name => orphan(name)) }),
      { kind: 'stop', reason: '6 of 10 objects would be deleted at once.' },
    ],
    [
      'in sync too',
      facts({
        mode: 'sync',
        prune: true,
        drifted: MANY.map(name => orphan(name)),
      }),
      { kind: 'show', reason: '6 of 10 objects would be deleted at once.' },
    ],
    [
      'an orphan from before pruning was asked for waits for a commit',
      facts({ prune: true, drifted: [orphan('old')] }),
      { kind: 'stop', reason: expect.stringContaining('with the next commit') },
    ],
    [
      'a sync of one object deletes no other',
      facts({
        prune: true,
        drifted: [object(), orphan('old')],
        request: { action: 'sync', objects: [web], by: 'user:default/dana' },
      }),
      writes('sync', [web]),
    ],
    [
      'whoever names most of it may have it deleted',
      facts({
        prune: true,
        drifted: MANY.map(name => orphan(name)),
        request: {
          action: 'sync',
          objects: MANY.map(name => orphan(name).id),
          by: 'user:default/dana',
        },
      }),
      writes(
        'sync',
        [],
        MANY.map(name => orphan(name).id),
      ),
    ],
  ])('%s', (_, given, expected) => {
    expect(decideReconciliation(given)).toMatchObject(expected);
  });

  const anyObject = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    kind: fc.constantFrom('Deployment', 'Namespace', 'Secret'),
    drift: fc.constantFrom('changed', 'added', 'missing', 'orphaned' as const),
    paths: fc.constantFrom<string[]>(['/x'], ['/x', '/y']),
    managers: fc.constantFrom<string[]>([], ['kubectl-edit'], ['operator']),
    untouchable: fc.option(fc.constant('Another engine owns it.'), {
      nil: undefined,
    }),
  });

  const anyFacts: fc.Arbitrary<ReconciliationFacts> = fc.record({
    now: fc.constant(NOW),
    mode: fc.constantFrom('observe', 'sync', 'heal' as const),
    prune: fc.boolean(),
    desired: fc.oneof(
      fc.constant({ status: 'unknown' as const, reason: 'No render.' }),
      fc.record({
        status: fc.constant('known' as const),
        digest: fc.constantFrom('d0', 'd1'),
        objects: fc.nat(4),
        stable: fc.boolean(),
      }),
    ),
    observed: fc.oneof(
      fc.constant({ status: 'unknown' as const, reason: 'No cluster.' }),
      fc.record({
        status: fc.constant('known' as const),
        drifted: fc.uniqueArray(anyObject, { selector: ({ id }) => id }),
        inventory: fc.nat(8),
      }),
    ),
    writesOff: fc.option(fc.constant('Off.'), { nil: undefined }),
    busy: fc.option(fc.constant('Busy.'), { nil: undefined }),
    applied: fc.constantFrom('d0', 'd1', undefined),
    heals: fc.array(
      fc.record({
        id: fc.constantFrom('a', 'b'),
        paths: fc.constantFrom<string[]>(['/x'], ['/x', '/y']),
        managers: fc.constantFrom<string[]>([], ['operator']),
        at: fc
          .integer({ min: 0, max: 400_000 })
          .map(age => new Date(Date.parse(NOW) - age).toISOString()),
      }),
    ),
  });

  const find = (drifted: DriftedObject[], id: string) =>
    drifted.find(one => one.id === id);

  /** A write with what it was decided from; only those are of interest here. */
  const writesOf = (given: ReconciliationFacts) => {
    const step = decideReconciliation(given);
    const drifted =
      given.observed.status === 'known' ? given.observed.drifted : [];
    return step.kind === 'write'
      ? [{ given, step, kindOf: (id: string) => find(drifted, id)?.kind }]
      : [];
  };

  it('never writes on what is unknown, switched off, busy, only observed or owned by another', () => {
    const property = fc.property(anyFacts, given =>
      writesOf(given).every(
        ({ step }) =>
          given.desired.status === 'known' &&
          given.observed.status === 'known' &&
          given.writesOff === undefined &&
          given.busy === undefined &&
          given.mode !== 'observe' &&
          ![...step.apply, ...step.prune].some(
            id =>
              given.observed.status === 'known' &&
              find(given.observed.drifted, id)?.untouchable !== undefined,
          ),
      ),
    );
    expect(() => fc.assert(property, { numRuns: 2000 })).not.toThrow();
  });

  it('never prunes unasked, never a namespace, and never when Git has nothing', () => {
    const property = fc.property(anyFacts, given =>
      writesOf(given).every(
        ({ step, kindOf }) =>
          step.prune.length === 0 ||
          (given.prune &&
            given.desired.status === 'known' &&
            given.desired.objects > 0 &&
            !step.prune.map(kindOf).includes('Namespace')),
      ),
    );
    expect(() => fc.assert(property, { numRuns: 2000 })).not.toThrow();
  });
});
