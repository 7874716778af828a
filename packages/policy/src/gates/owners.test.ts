import { approval, promotion, rule } from '../__testUtils__/facts';
import type { AffectedFacts, ApprovalFacts, PromotionFacts } from '../facts';
import { judgeRollbackApprovals, ownersGate } from './owners';

const affected = (
  name: string,
  owners: string[],
  environment = 'production',
): AffectedFacts => ({
  entityRef: `component:default/${name}`,
  environment,
  owners,
  files: ['shared/a.yaml'],
});

const ORDERS = 'group:default/orders-team';
const MAIL = 'group:default/mail-team';
const ofOrders: Partial<ApprovalFacts> = { groups: [ORDERS] };

const rollback = (changes: Partial<PromotionFacts>) =>
  promotion({
    kind: 'rollback',
    origin: 'requested',
    release: undefined,
    requester: 'user:default/dana',
    affects: [affected('orders', [ORDERS])],
    ...changes,
  });

describe('ownersGate', () => {
  it.each<[string, Partial<PromotionFacts>, object]>([
    [
      'waits for an owner',
      {},
      {
        status: 'needsSomeone',
        reason:
          'It changes what others deploy as well: waits for an approval by orders-team.',
        who: [ORDERS],
      },
    ],
    [
      'passes once one approved',
      { approvals: [approval('olga', ofOrders)] },
      { status: 'passed' },
    ],
    [
      'takes an owner who is named as a person',
      {
        affects: [affected('orders', ['user:default/olga'])],
        approvals: [approval('olga')],
      },
      { status: 'passed' },
    ],
    [
      'counts nobody else',
      { approvals: [approval('ravi', { groups: ['group:default/sre'] })] },
      { status: 'needsSomeone', who: [ORDERS] },
    ],
    [
      'counts no approval of an earlier content',
      { approvals: [approval('olga', { ...ofOrders, content: 'outdated' })] },
      { status: 'needsSomeone' },
    ],
    [
      'does not count whoever asked, though they are an owner',
      { approvals: [approval('dana', ofOrders)] },
      {
        status: 'needsSomeone',
        except: [{ entityRef: 'user:default/dana', reason: 'requested this' }],
      },
    ],
    [
      'asks each pipeline, once for all its environments',
      {
        affects: [
          affected('orders', [ORDERS], 'staging'),
          affected('orders', [ORDERS]),
          affected('mail', [MAIL]),
        ],
      },
      {
        status: 'needsSomeone',
        reason:
          'It changes what others deploy as well: waits for an approval by orders-team, and one by mail-team.',
        who: [ORDERS, MAIL],
      },
    ],
    [
      'still waits for those who have not approved',
      {
        affects: [affected('orders', [ORDERS]), affected('mail', [MAIL])],
        approvals: [approval('olga', ofOrders)],
      },
      { status: 'needsSomeone', who: [MAIL] },
    ],
    [
      'lets one person answer for all that they own',
      {
        affects: [affected('orders', [ORDERS]), affected('mail', [MAIL])],
        approvals: [approval('olga', { groups: [ORDERS, MAIL] })],
      },
      { status: 'passed' },
    ],
    [
      'fails where there is nobody to ask',
      { affects: [affected('orders', [])] },
      { status: 'failed' },
    ],
  ])('%s', (_, changes, verdict) => {
    expect(ownersGate(rule(), rollback(changes))).toMatchObject({
      name: 'owners',
      ...verdict,
    });
  });

  it('names no pipeline: whoever reads it may not see them', () => {
    expect(JSON.stringify(ownersGate(rule(), rollback({})))).not.toContain(
      'component:',
    );
  });
});

describe('judgeRollbackApprovals', () => {
  const sre = rule({ from: ['group:default/sre'] });

  it('counts the approvals of both, each for what it is asked for', () => {
    const judged = judgeRollbackApprovals(
      sre,
      rollback({
        approvals: [
          approval('olga', ofOrders),
          approval('ravi', { groups: ['group:default/sre'] }),
          approval('otto'),
        ],
      }),
    );
    expect(judged.map(({ user, status }) => [user, status])).toEqual([
      ['user:default/olga', 'counted'],
      ['user:default/ravi', 'counted'],
      ['user:default/otto', 'ignored'],
    ]);
  });

  it('says why in the words of the environment itself', () => {
    expect(
      judgeRollbackApprovals(sre, rollback({ approvals: [approval('otto')] })),
    ).toMatchObject([{ status: 'ignored', reason: 'is not among sre' }]);
  });
});
