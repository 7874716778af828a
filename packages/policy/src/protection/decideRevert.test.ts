import {
  decideRevert,
  type RevertFacts,
  type RevertStep,
} from './decideRevert';

const asked: RevertFacts = {
  wish: 'revert',
  violation: 'open',
  freeze: 'none',
  pullRequest: { status: 'none' },
};
const open = (head: 'asPlanned' | 'outdated' | 'changedByOthers') =>
  ({ status: 'open', head } as const);

describe('decideRevert', () => {
  it.each<[string, Partial<RevertFacts>, RevertStep]>([
    ['asked for', {}, 'propose'],
    ['not asked for', { wish: 'show' }, 'rest'],
    ['over before it was proposed', { violation: 'ended' }, 'rest'],
    ['frozen', { freeze: 'frozen' }, 'rest'],
    ['proposed', { pullRequest: open('asPlanned') }, 'rest'],
    [
      'proposed, and not asked for any more',
      { wish: 'show', pullRequest: open('asPlanned') },
      'rest',
    ],
    ['out of date', { pullRequest: open('outdated') }, 'propose'],
    [
      'out of date and frozen',
      { freeze: 'frozen', pullRequest: open('outdated') },
      'rest',
    ],
    ['changed by people', { pullRequest: open('changedByOthers') }, 'rest'],
    [
      'nothing left to take back',
      { violation: 'ended', pullRequest: open('outdated') },
      'withdraw',
    ],
    [
      'merged',
      { violation: 'ended', pullRequest: { status: 'merged' } },
      'recordMerged',
    ],
    [
      'closed by a person',
      { pullRequest: { status: 'closed' } },
      'recordClosed',
    ],
  ])('%s', (_, changes, step) => {
    expect(decideRevert({ ...asked, ...changes })).toBe(step);
  });
});
