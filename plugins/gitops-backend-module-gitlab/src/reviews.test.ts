import type { Act, Activity } from './activity';
import { verdictsOf } from './reviews';

const first = { commit: 'a'.repeat(40), at: '2026-01-01T10:00:00.500Z' };
const second = { commit: 'b'.repeat(40), at: '2026-01-01T11:00:00.500Z' };

const ravi = { username: 'ravi', bot: false };

/** What ravi did, each a time of 2026-01-01. */
const acts = (...done: Array<[Act['kind'], string]>): Act[] =>
  done.map(([kind, time]) => ({ kind, by: ravi, at: `2026-01-01T${time}Z` }));

function judge(activity: Partial<Activity>) {
  return verdictsOf(
    { approvers: [], reviewers: new Map(), acts: [], ...activity },
    [first, second],
  );
}

describe('verdictsOf', () => {
  it.each([
    ['before a push', '10:59:00', first.commit],
    ['in the second of a push', '11:00:00', first.commit],
    ['after a push', '11:00:01', second.commit],
    ['before all that is known', '09:00:00', first.commit],
  ])('takes an approval %s for one of what was there', (_, time, commit) => {
    const approval = { approvers: [ravi], acts: acts(['approved', time]) };
    expect(judge(approval)).toEqual([
      {
        login: 'ravi',
        verdict: 'approved',
        commit,
        at: `2026-01-01T${time}Z`,
      },
    ]);
  });

  it('takes an approval without a time for the oldest head', () => {
    expect(judge({ approvers: [ravi] })).toEqual([
      {
        login: 'ravi',
        verdict: 'approved',
        commit: first.commit,
        at: first.at,
      },
    ]);
  });

  it.each([
    ['a comment', acts(['commented', '11:30:00']), 'commented'],
    ['an approval that is gone', acts(['approved', '10:30:00']), 'commented'],
    [
      'an approval that was taken back',
      acts(['approved', '10:30:00'], ['unapproved', '10:40:00']),
      'commented',
    ],
    [
      'a request for changes',
      acts(['requestedChanges', '10:30:00']),
      'changesRequested',
    ],
    [
      'a comment after a request for changes',
      acts(['requestedChanges', '10:30:00'], ['commented', '10:40:00']),
      'changesRequested',
    ],
    [
      'an approval that is gone, after a request for changes',
      acts(['requestedChanges', '10:30:00'], ['approved', '10:40:00']),
      'commented',
    ],
  ])('takes %s', (_, done, verdict) => {
    expect(judge({ acts: done })).toEqual([
      expect.objectContaining({ login: 'ravi', verdict }),
    ]);
  });

  it('takes an approval after a request for changes', () => {
    const done = acts(
      ['requestedChanges', '10:30:00'],
      ['approved', '11:30:00'],
    );
    expect(judge({ approvers: [ravi], acts: done })).toEqual([
      expect.objectContaining({ verdict: 'approved', commit: second.commit }),
    ]);
  });

  it.each([
    ['REQUESTED_CHANGES', 'changesRequested'],
    ['UNREVIEWED', 'commented'],
  ])('knows by %s whether a reviewer was asked again', (state, verdict) => {
    expect(
      judge({
        reviewers: new Map([['ravi', state]]),
        acts: acts(['requestedChanges', '10:30:00']),
      }),
    ).toEqual([expect.objectContaining({ verdict })]);
  });

  it('takes a push for no review', () => {
    expect(judge({ acts: acts(['pushed', '10:30:00']) })).toEqual([]);
  });

  it('says that a machine is one', () => {
    const machine = { username: 'project_7_bot', bot: true };
    expect(judge({ approvers: [machine] })).toEqual([
      expect.objectContaining({ login: 'project_7_bot', bot: true }),
    ]);
  });
});
