import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import {
  EARLIER_COMMIT,
  sampleDecision,
  sampleEnvironment,
  samplePromotion,
  sampleViolation,
} from '../../__testUtils__/samples';
import { describeNews } from './describeNews';

const APPROVAL = {
  by: { name: 'jane' },
  via: 'portal',
  at: '2026-11-20T10:00:00.000Z',
  status: 'counted',
} as const;

const waiting = (sentence: string) => ({
  next: { sentence, action: 'wait' as const },
});

describe('describeNews', () => {
  it.each<[string, Partial<Environment>, Partial<Environment>, string[]]>([
    ['nothing where nothing happened', {}, {}, []],
    [
      'nothing where Git was only read again',
      { asOf: '2026-11-20T10:00:00.000Z' },
      { asOf: '2026-11-20T10:00:15.000Z' },
      [],
    ],
    [
      'nothing where the same wait is counted on',
      waiting('12 of 30 minutes.'),
      waiting('13 of 30 minutes.'),
      [],
    ],
    [
      'a version that arrived',
      {},
      { release: { id: 'release-2', version: '1.5.0', mutable: false } },
      ['production has 1.5.0.'],
    ],
    [
      'a promotion that came up',
      {},
      { promotion: samplePromotion() },
      ['production: A release manager approves 1.5.0.'],
    ],
    [
      'an approval',
      { promotion: samplePromotion() },
      { promotion: samplePromotion({ approvals: [APPROVAL] }) },
      ['production: A release manager approves 1.5.0.'],
    ],
    [
      'a freeze',
      {},
      { freezes: [sampleDecision({ reason: 'Black Friday' })] },
      ['production is frozen: Black Friday'],
    ],
    [
      'the end of a freeze',
      { freezes: [sampleDecision()] },
      { freezes: [] },
      ['production is not frozen any more.'],
    ],
    [
      'a violation, once',
      { violations: [sampleViolation({ commit: EARLIER_COMMIT })] },
      {
        violations: [
          sampleViolation(),
          sampleViolation({ commit: EARLIER_COMMIT }),
        ],
      },
      ['production has a violation: Pushed past the gates.'],
    ],
  ])('tells %s', (_, before, after, expected) => {
    expect(
      describeNews([sampleEnvironment(before)], [sampleEnvironment(after)]),
    ).toEqual(expected);
  });

  it('tells of an environment that was added', () => {
    expect(describeNews([], [sampleEnvironment()])).toEqual([
      'production is new.',
    ]);
  });
});
