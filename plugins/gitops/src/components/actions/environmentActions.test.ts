import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import {
  sampleEnvironment,
  samplePromotion,
} from '../../__testUtils__/samples';
import { environmentActions, nextStep } from './environmentActions';

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
    SCOPE,
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
      'everything about an open promotion',
      { promotion: samplePromotion() },
      [
        'promote',
        'approve',
        'merge',
        'cancel',
        'bypass',
        'rollBack',
        'hold',
        'freeze',
      ],
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
      'no bypass when all gates pass',
      {
        promotion: samplePromotion({
          gates: [{ name: 'checks', status: 'passed', reason: 'Passed.' }],
        }),
        allowed: ['promotion.bypass'],
      },
      [],
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
        freezes: [{ ...DECISION, scope: 'system:default/store' }],
        allowed: ['environment.freeze'],
      },
      ['freeze'],
    ],
  ])('offers %s', (_, environment, expected) => {
    expect(kindsOf(environment)).toEqual(expected);
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
