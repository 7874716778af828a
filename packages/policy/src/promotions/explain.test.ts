import {
  asPlanned,
  environment,
  policy,
  promotion,
  release,
  rule,
} from '../__testUtils__/facts';
import type { EnvironmentFacts } from '../facts';
import type { Window } from '../windows/Window';
import { decide } from './decide';
import { explain, type Explanation } from './explain';

describe('explain', () => {
  const ann = 'user:default/ann';
  const hold = { by: ann, reason: 'incident' };
  const weekdays: Window = {
    kind: 'allow',
    recurrence: { kind: 'weekly', days: [2], from: 9 * 60, to: 10 * 60 },
    timezone: 'UTC',
    exempt: ['group:default/sre'],
    text: 'Tue 09:00-10:00',
  };
  const open = promotion({
    origin: 'requested',
    pullRequest: asPlanned,
  });

  it.each<[string, Partial<EnvironmentFacts>, Explanation]>([
    [
      'approvals, from a group',
      {
        policy: policy({
          approvals: rule({ count: 2, from: ['group:default/sre'] }),
        }),
        current: open,
      },
      {
        sentence: 'Waits for 2 approvals by sre; 0 given.',
        action: 'approve',
        who: ['group:default/sre'],
      },
    ],
    [
      'a merge by a person',
      { policy: policy({ merge: 'manual' }), current: open },
      {
        sentence: 'All gates pass; it is merged by a person here.',
        action: 'merge',
        who: [],
      },
    ],
    [
      'a hold',
      { hold },
      {
        sentence: 'Held by ann: incident',
        action: 'resume',
        who: [ann],
      },
    ],
    [
      'a hold that expires',
      { hold: { ...hold, expiresAt: '2027-01-01T00:00:00Z' } },
      {
        sentence: 'Held by ann: incident',
        action: 'wait',
        until: '2027-01-01T00:00:00Z',
      },
    ],
    [
      'a freeze',
      {
        freezes: [{ scope: 'shop', by: ann, reason: 'year end' }],
        current: open,
      },
      {
        sentence: 'shop is frozen by ann: year end',
        action: 'unfreeze',
        who: [ann],
      },
    ],
    [
      'a gate nobody judges',
      { policy: policy({ unsupported: ['slo'] }), current: open },
      { sentence: expect.stringContaining('"slo"'), action: 'fix', who: [] },
    ],
    [
      'upstream',
      {
        upstream: [{ environment: 'dev', verified: [] }],
        current: promotion({ origin: 'requested' }),
      },
      {
        sentence: 'Not verified in dev yet.',
        action: 'wait',
        until: undefined,
      },
    ],
    [
      'failed checks, which the author mends',
      {
        policy: policy({
          checks: { pullRequest: ['ci/lint'], source: [] },
        }),
        current: promotion({
          pullRequest: asPlanned,
          release: release('1.1.0', { sourceAuthor: ann }),
          checks: { pullRequest: [{ name: 'ci/lint', state: 'failure' }] },
        }),
        declined: ['1.2.0'],
      },
      {
        sentence: 'Failed: ci/lint on the pull request.',
        action: 'fix',
        who: [ann],
      },
    ],
    [
      'failed checks of something without an author, which whoever asked mends',
      {
        policy: policy({
          checks: { pullRequest: ['ci/lint'], source: [] },
        }),
        current: promotion({
          origin: 'requested',
          requester: ann,
          pullRequest: asPlanned,
          checks: { pullRequest: [{ name: 'ci/lint', state: 'failure' }] },
        }),
      },
      {
        sentence: 'Failed: ci/lint on the pull request.',
        action: 'fix',
        who: [ann],
      },
    ],
    [
      'a closed window, which does not stop some',
      {
        policy: policy({ windows: [[weekdays]] }),
        current: open,
      },
      {
        sentence:
          'Opens Tue 3 Mar, 09:00 (UTC); it is outside Tue 09:00-10:00. It does not stop sre.',
        action: 'wait',
        until: '2026-03-03T09:00:00.000Z',
        who: ['group:default/sre'],
      },
    ],
    [
      'a closed window, which stops everyone',
      {
        policy: policy({ windows: [[{ ...weekdays, exempt: [] }]] }),
        current: open,
      },
      {
        sentence:
          'Opens Tue 3 Mar, 09:00 (UTC); it is outside Tue 09:00-10:00.',
        action: 'wait',
        until: '2026-03-03T09:00:00.000Z',
      },
    ],
    [
      'a soak that goes on',
      {
        policy: policy({ soak: 3_600_000, after: ['dev'] }),
        upstream: [
          {
            environment: 'dev',
            verified: ['1.1.0'],
            soaked: [
              { release: '1.1.0', milliseconds: 1_800_000, status: 'running' },
            ],
          },
        ],
        current: open,
      },
      {
        sentence: 'Soaks for 1 h in dev, until Mon 2 Mar, 12:30 (UTC).',
        action: 'wait',
        until: '2026-03-02T12:30:00.000Z',
      },
    ],
    [
      'a mutable release in a protected environment',
      {
        policy: policy({ protected: true }),
        current: promotion({
          origin: 'requested',
          requester: ann,
          release: release('1.1.0', { mutable: true }),
        }),
      },
      {
        sentence: expect.stringContaining('without a digest'),
        action: 'fix',
        who: [ann],
      },
    ],
    [
      'a rollback that changes what others deploy',
      {
        current: promotion({
          kind: 'rollback',
          release: undefined,
          pullRequest: asPlanned,
          affects: [
            {
              entityRef: 'component:default/orders',
              environment: 'production',
              owners: ['group:default/orders-team'],
              files: ['shared/a.yaml'],
            },
          ],
        }),
      },
      {
        sentence:
          'It changes what others deploy as well: waits for an approval by orders-team.',
        action: 'approve',
        who: ['group:default/orders-team'],
      },
    ],
    [
      'nothing newer',
      { releases: [] },
      { sentence: 'No newer release may come here.' },
    ],
    [
      'work under way',
      { current: open },
      { sentence: 'Being done now.', action: 'wait' },
    ],
    [
      'a newer release',
      {},
      { sentence: 'A newer release is being promoted.', action: 'wait' },
    ],
    [
      'a withdrawal',
      {
        current: promotion({ cancelled: { by: ann, reason: 'not today' } }),
      },
      {
        sentence: 'Cancelled by ann: not today',
        action: 'wait',
      },
    ],
  ])('%s', (_, changes, explanation) => {
    const facts = environment(changes);
    expect(explain(facts, decide(facts))).toEqual(explanation);
  });

  it('asks for a fix, not an approval, of what people changed', () => {
    const facts = environment({
      current: promotion({
        origin: 'requested',
        pullRequest: { status: 'open', head: 'changedByOthers' },
      }),
    });
    expect(explain(facts, decide(facts)).action).toBe('fix');
  });
});
