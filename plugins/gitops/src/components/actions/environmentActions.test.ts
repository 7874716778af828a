import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import {
  sampleEnvironment,
  samplePromotion,
} from '../../__testUtils__/samples';
import { environmentActions, isNext, nextStep } from './environmentActions';
import type { OwnApproval } from './judgeOwnApproval';

const SCOPE = 'environment:component/default/shop/production';
const DECISION = {
  by: { name: 'jane' },
  at: '2026-11-20T10:00:00.000Z',
  reason: 'Holidays',
};

const EVERYTHING: Environment['allowed'] = [
  'promotion.create',
  'promotion.approve',
  'promotion.bypass',
  'promotion.merge',
  'promotion.cancel',
  'environment.rollback',
  'environment.hold',
  'environment.freeze',
];

const kindsOf = (environment: Partial<Environment>) =>
  environmentActions(
    sampleEnvironment({ allowed: EVERYTHING, ...environment }),
    { scope: SCOPE, own: { status: 'counts' } },
  ).map(({ kind }) => kind);

describe('environmentActions', () => {
  it.each<[string, Partial<Environment>, string[]]>([
    ['nothing without permission', { allowed: [] }, []],
    [
      'only what is allowed',
      { promotion: samplePromotion(), allowed: ['promotion.approve'] },
      ['approve'],
    ],
    [
      'nothing about a promotion that is not there',
      {},
      ['promote', 'rollBack', 'hold', 'freeze'],
    ],
    [
      'everything about an open promotion, but merging past a gate',
      { promotion: samplePromotion() },
      ['promote', 'approve', 'cancel', 'bypass', 'rollBack', 'hold', 'freeze'],
    ],
    [
      'no approval before there is a head to approve',
      {
        promotion: samplePromotion({ pullRequest: undefined }),
        allowed: ['promotion.approve', 'promotion.cancel'],
      },
      ['cancel'],
    ],
    [
      'merging, and no bypass, when all gates pass',
      {
        promotion: samplePromotion({
          gates: [{ name: 'checks', status: 'passed', reason: 'Passed.' }],
        }),
        allowed: ['promotion.bypass', 'promotion.merge'],
      },
      ['merge'],
    ],
    [
      'resuming what is held',
      { hold: DECISION, allowed: ['environment.hold'] },
      ['resume'],
    ],
    [
      "lifting the environment's own freeze",
      {
        freezes: [{ ...DECISION, scope: SCOPE }],
        allowed: ['environment.freeze'],
      },
      ['unfreeze'],
    ],
    [
      "not lifting the system's freeze",
      {
        freezes: [{ ...DECISION, scope: 'system:system:default/store' }],
        allowed: ['environment.freeze'],
      },
      ['freeze'],
    ],
  ])('offers %s', (_, environment, expected) => {
    expect(kindsOf(environment)).toEqual(expected);
  });
});

describe("the viewer's own approval", () => {
  const promotion = samplePromotion();
  it.each<[string, OwnApproval | undefined, string[], string[]]>([
    [
      'comes next where it counts',
      { status: 'counts' },
      ['approve'],
      ['approve'],
    ],
    [
      'is there where that is in doubt',
      { status: 'doubtful' },
      ['approve'],
      [],
    ],
    [
      'is not offered where it is useless',
      { status: 'useless', sentence: 'You approved already.' },
      [],
      [],
    ],
    ['is not offered before it is known who they are', undefined, [], []],
  ])('%s', (_, own, offered, next) => {
    const actions = environmentActions(
      sampleEnvironment({ promotion, allowed: ['promotion.approve'] }),
      { scope: SCOPE, own },
    );
    expect(actions.map(({ kind }) => kind)).toEqual(offered);
    expect(
      actions
        .filter(action => isNext(action, promotion.next))
        .map(({ kind }) => kind),
    ).toEqual(next);
  });
});

describe('nextStep', () => {
  const next = { sentence: 'Promote 1.5.0.' };
  it("prefers the promotion's over the environment's", () => {
    const promotion = samplePromotion();
    expect(nextStep(sampleEnvironment({ next, promotion }))).toBe(
      promotion.next,
    );
    expect(nextStep(sampleEnvironment({ next }))).toBe(next);
  });
});
