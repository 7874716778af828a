import { approval, promotion, release, rule } from '../__testUtils__/facts';
import type { ApprovalFacts, ApprovalRule, PromotionFacts } from '../facts';
import { approvalsGate, judgeApprovals } from './approvals';

const everyone: ApprovalRule['exclude'] = [
  'requester',
  'sourceAuthor',
  'lastPusher',
];

describe('judgeApprovals', () => {
  it.each<
    [
      string,
      Partial<ApprovalRule>,
      Partial<PromotionFacts>,
      ApprovalFacts[],
      (string | undefined)[],
    ]
  >([
    [
      'two people',
      {},
      {},
      [approval('ann'), approval('bob')],
      [undefined, undefined],
    ],
    [
      'one person twice, in the portal and in the host',
      {},
      {},
      [approval('ann'), approval('ann', { via: 'host', login: 'ann1' })],
      [undefined, 'approved before; a person counts once'],
    ],
    [
      'the requester',
      {},
      { origin: 'requested', requester: 'user:default/ann' },
      [approval('ann')],
      ['requested this'],
    ],
    [
      'whom an automatic promotion is traced to',
      {},
      { origin: 'automatic', requester: 'user:default/ann' },
      [approval('ann')],
      ['wrote the source commit'],
    ],
    [
      'the requester where the rule lets them',
      { exclude: [] },
      { requester: 'user:default/ann' },
      [approval('ann')],
      [undefined],
    ],
    [
      'the author of the source commit',
      { exclude: everyone },
      { release: release('1.1.0', { sourceAuthor: 'user:default/ann' }) },
      [approval('ann')],
      ['wrote the source commit'],
    ],
    [
      'whoever pushed last',
      { exclude: everyone },
      { lastPusher: 'user:default/ann' },
      [approval('ann')],
      ['pushed the newest commit of the pull request'],
    ],
    [
      'nobody is excluded for what is not known',
      { exclude: everyone },
      { release: undefined },
      [approval('ann')],
      [undefined],
    ],
    [
      'a machine',
      {},
      {},
      [approval('robot', { account: 'bot' })],
      ['is a machine; only people count'],
    ],
    [
      'a login that is nobody in the catalog',
      {},
      {},
      [approval('x', { user: undefined, login: 'stranger', via: 'host' })],
      ['the login stranger belongs to nobody in the catalog'],
    ],
    [
      'an earlier content, and the same person again',
      {},
      {},
      [approval('ann', { content: 'outdated' }), approval('ann')],
      ['approved an earlier content; approve again', undefined],
    ],
    [
      'a member, a named person and an outsider',
      { from: ['group:default/sre', 'user:default/bob'] },
      {},
      [
        approval('ann', { groups: ['group:default/dev', 'group:default/sre'] }),
        approval('bob'),
        approval('cid', { groups: ['group:default/dev'] }),
      ],
      [undefined, undefined, 'is not among sre or bob'],
    ],
    [
      'membership does not undo an exclusion',
      { from: ['group:default/sre'] },
      { origin: 'requested', requester: 'user:default/ann' },
      [approval('ann', { groups: ['group:default/sre'] })],
      ['requested this'],
    ],
  ])('%s', (_, changes, facts, approvals, reasons) => {
    const judged = judgeApprovals(
      rule(changes),
      promotion({ ...facts, approvals }),
    );
    expect(
      judged.map(one => (one.status === 'ignored' ? one.reason : undefined)),
    ).toEqual(reasons);
  });

  it('keeps what is known of each approval', () => {
    const ann = approval('ann', { login: 'ann1', via: 'host' });
    expect(judgeApprovals(rule(), promotion({ approvals: [ann] }))).toEqual([
      { ...ann, status: 'counted' },
    ]);
  });
});

describe('approvalsGate', () => {
  const sre = { from: ['group:default/sre'] };
  const ann = approval('ann', { groups: sre.from });

  it.each<[string, Partial<ApprovalRule>, ApprovalFacts[], object]>([
    [
      'none is needed',
      { count: 0 },
      [],
      { status: 'passed', reason: 'No approval is needed.' },
    ],
    [
      'enough',
      { count: 1 },
      [ann],
      { status: 'passed', reason: '1 approval given.' },
    ],
    [
      'the same person twice is not two',
      { count: 2, ...sre },
      [ann, ann],
      {
        status: 'needsSomeone',
        reason: 'Waits for 2 approvals by sre; 1 given.',
        who: sre.from,
        except: [{ entityRef: 'user:default/ann', reason: 'approved already' }],
      },
    ],
    [
      'anyone can give what is missing',
      { count: 1 },
      [],
      {
        status: 'needsSomeone',
        reason: 'Waits for 1 approval; 0 given.',
        who: [],
        except: [],
      },
    ],
  ])('%s', (_, changes, approvals, verdict) => {
    expect(approvalsGate(rule(changes), promotion({ approvals }))).toEqual({
      name: 'approvals',
      ...verdict,
    });
  });

  it('names a person once for the same part', () => {
    const verdict = approvalsGate(
      rule({ exclude: everyone }),
      promotion({
        origin: 'automatic',
        requester: 'user:default/ann',
        release: release('1.1.0', { sourceAuthor: 'user:default/ann' }),
      }),
    );
    expect(verdict).toMatchObject({
      except: [
        { entityRef: 'user:default/ann', reason: 'wrote the source commit' },
      ],
    });
  });

  it('names those who cannot give what is missing', () => {
    const verdict = approvalsGate(
      rule({ count: 2, exclude: everyone }),
      promotion({
        origin: 'requested',
        requester: 'user:default/ann',
        release: release('1.1.0', { sourceAuthor: 'user:default/bob' }),
        lastPusher: 'user:default/cid',
        approvals: [approval('ann'), approval('dan')],
      }),
    );
    expect(verdict).toMatchObject({
      reason: 'Waits for 2 approvals; 1 given.',
      except: [
        { entityRef: 'user:default/ann', reason: 'requested this' },
        { entityRef: 'user:default/bob', reason: 'wrote the source commit' },
        {
          entityRef: 'user:default/cid',
          reason: 'pushed the newest commit of the pull request',
        },
        { entityRef: 'user:default/dan', reason: 'approved already' },
      ],
    });
  });
});
