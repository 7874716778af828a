import { approval, asPlanned, release, rule } from '../__testUtils__/facts';
import { brief, current, hold, settled } from '../__testUtils__/steps';
import type {
  EnvironmentFacts,
  EnvironmentPolicy,
  PromotionFacts,
} from '../facts';
import { decide } from './decide';

describe('decide, when a newer release arrives', () => {
  const open = { pullRequest: asPlanned };
  const approved = { ...open, approvals: [approval('bob')] };

  it.each<
    [
      string,
      Partial<PromotionFacts>,
      Partial<EnvironmentPolicy>,
      Partial<EnvironmentFacts>,
      string,
    ]
  >([
    [
      'pin: before the first approval',
      open,
      { onNewer: 'pin' },
      {},
      'start 1.2.0',
    ],
    [
      'pin: after it',
      approved,
      { onNewer: 'pin' },
      {},
      'wait approvals needsSomeone',
    ],
    [
      'pin: an approval that does not count pins nothing',
      { ...approved, requester: 'user:default/bob' },
      { onNewer: 'pin' },
      {},
      'start 1.2.0',
    ],
    [
      'update: after the first approval too',
      approved,
      { onNewer: 'update' },
      {},
      'start 1.2.0',
    ],
    ['queue', open, { onNewer: 'queue' }, {}, 'wait approvals needsSomeone'],
    [
      'not what people asked for',
      { ...open, origin: 'requested' },
      {},
      {},
      'wait approvals needsSomeone',
    ],
    [
      'not once a merge was asked for',
      { ...open, mergeRequestedBy: 'user:default/bob' },
      {},
      {},
      'wait approvals needsSomeone',
    ],
    [
      'not once a gate was bypassed',
      { ...open, bypassed: [{ gate: 'http', ...settled }] },
      {},
      {},
      'wait approvals needsSomeone',
    ],
    ['not while held', open, {}, { hold }, 'wait hold needsSomeone'],
    [
      'not a release that is older',
      { ...open, release: release('1.2.0') },
      {},
      {},
      'wait approvals needsSomeone',
    ],
    [
      'not in place of a rollback',
      { ...open, kind: 'rollback' },
      {},
      {},
      'merge',
    ],
  ])('%s', (_, changes, rules, others, step) => {
    const facts = current(
      changes,
      { approvals: rule({ count: 2 }), ...rules },
      { declined: [], ...others },
    );
    expect(brief(decide(facts))).toBe(step);
  });
});
