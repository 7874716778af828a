import {
  approval,
  environment,
  policy,
  promotion,
  release,
  rule,
} from '../__testUtils__/facts';
import type { EnvironmentFacts, PromotionFacts } from '../facts';
import type { Verdict } from '../verdict';
import { blocksMerging, blocksOpening, judgeGates } from './judge';

const statuses = (facts: EnvironmentFacts, current: PromotionFacts) =>
  Object.fromEntries(
    judgeGates(facts, current).map(({ name, status }) => [name, status]),
  );

/** Everything that can be against a promotion is. */
const adverse = environment({
  policy: policy({
    protected: true,
    approvals: rule({ count: 2 }),
    rollback: { by: 'commit', approvals: rule({ count: 1 }) },
    http: [{ name: 'change', url: 'https://change.example' }],
    unsupported: ['slo'],
  }),
  upstream: [{ environment: 'dev', verified: [] }],
  hold: { by: 'user:default/ann', reason: 'incident' },
  freezes: [{ scope: 'shop', by: 'user:default/ann', reason: 'year end' }],
});
const bad = release('1.1.0', {
  mutable: true,
  rejected: { by: 'user:default/ann', reason: 'loses orders' },
});

describe('judgeGates', () => {
  it('judges every gate of a promotion', () => {
    expect(statuses(adverse, promotion({ release: bad }))).toEqual({
      freeze: 'needsSomeone',
      hold: 'needsSomeone',
      upstream: 'waiting',
      rejected: 'failed',
      immutable: 'failed',
      http: 'waiting',
      slo: 'failed',
      approvals: 'needsSomeone',
    });
  });

  it('lets people past a hold, and nothing else', () => {
    expect(
      statuses(adverse, promotion({ origin: 'requested', release: bad })),
    ).toMatchObject({ hold: 'passed', freeze: 'needsSomeone' });
  });

  it('asks the owners of what a rollback changes besides', () => {
    const affects = [
      {
        entityRef: 'component:default/orders',
        environment: 'production',
        owners: ['group:default/orders-team'],
        files: ['shared/a.yaml'],
      },
    ];
    expect(
      statuses(environment(), promotion({ kind: 'rollback', affects })),
    ).toEqual({
      freeze: 'passed',
      approvals: 'passed',
      owners: 'needsSomeone',
    });
  });

  it('judges a rollback by freeze and its own approvals only', () => {
    const rollback = promotion({
      kind: 'rollback',
      release: bad,
      approvals: [approval('bob')],
    });
    expect(statuses(adverse, rollback)).toEqual({
      freeze: 'needsSomeone',
      approvals: 'passed',
    });
  });

  it.each<[string, string | undefined, Verdict['status']]>([
    ['the same freeze', 'shop is frozen by eve: fire', 'bypassed'],
    ['one declared since', 'shop is frozen by eve: flood', 'needsSomeone'],
    ['one that is not known', undefined, 'bypassed'],
  ])('judges a bypass of a freeze against %s', (_, skipped, status) => {
    const [verdict] = judgeGates(
      environment({ freezes: [{ scope: 'shop', by: 'eve', reason: 'fire' }] }),
      promotion({
        bypassed: [{ gate: 'freeze', by: 'ann', reason: 'the fix', skipped }],
      }),
    );
    expect(verdict).toMatchObject({ name: 'freeze', status });
  });

  it('says who bypassed a gate and why, and leaves those that pass alone', () => {
    const by = 'user:default/eve';
    const gates = judgeGates(
      environment({ policy: policy({ unsupported: ['slo'] }) }),
      promotion({
        bypassed: [
          { gate: 'slo', by, reason: 'hotfix' },
          { gate: 'hold', by, reason: 'hotfix' },
        ],
      }),
    );
    expect(gates).toContainEqual({
      name: 'slo',
      status: 'bypassed',
      reason: 'Bypassed by eve: hotfix',
    });
    expect(gates.find(gate => gate.name === 'hold')?.status).toBe('passed');
    expect(blocksMerging(gates)).toBeUndefined();
  });
});

describe('what blocks', () => {
  it('opens a pull request before its approvals are given', () => {
    const gates = judgeGates(
      environment({
        policy: policy({ approvals: rule(), unsupported: ['slo'] }),
      }),
      promotion(),
    );
    expect(blocksOpening(gates)).toBeUndefined();
    expect(blocksMerging(gates)?.name).toBe('slo');
  });

  it('opens nothing before its upstream is verified', () => {
    const gates = judgeGates(
      environment({ upstream: [{ environment: 'dev', verified: [] }] }),
      promotion(),
    );
    expect(blocksOpening(gates)?.name).toBe('upstream');
    expect(blocksMerging(gates)?.name).toBe('upstream');
  });
});
