import { type GivenReview, newestOfEach } from './newestOfEach';

function review(
  login: string,
  state: string,
  more: Partial<GivenReview> = {},
): GivenReview {
  return {
    login,
    state,
    isBot: false,
    commit: 'a'.repeat(40),
    at: '2026-01-01T00:00:00Z',
    ...more,
  };
}

describe('newestOfEach', () => {
  it.each([
    ['an approval', ['APPROVED'], 'approved'],
    ['a later request', ['APPROVED', 'CHANGES_REQUESTED'], 'changesRequested'],
    ['a later approval', ['CHANGES_REQUESTED', 'APPROVED'], 'approved'],
    ['a comment', ['COMMENTED'], 'commented'],
    ['a comment after an approval', ['APPROVED', 'COMMENTED'], 'approved'],
    ['an approval after a comment', ['COMMENTED', 'APPROVED'], 'approved'],
    ['a dismissed approval', ['DISMISSED'], 'commented'],
    ['an older approval that stays', ['APPROVED', 'DISMISSED'], 'commented'],
  ])('takes %s', (_, states, verdict) => {
    const reviews = states.map(state => review('ravi', state));
    expect(newestOfEach(reviews)).toEqual([
      expect.objectContaining({ login: 'ravi', verdict }),
    ]);
  });

  it.each([
    ['is not sent yet', review('ravi', 'PENDING')],
    [
      'is about a commit that is gone',
      review('ravi', 'APPROVED', { commit: undefined }),
    ],
    ['is of nobody', review('ravi', 'APPROVED', { login: undefined })],
    ['has no time', review('ravi', 'APPROVED', { at: undefined })],
    ['has a state that is new', review('ravi', 'BLESSED')],
  ])('leaves out what %s', (_, one) => {
    expect(newestOfEach([one])).toEqual([]);
  });

  it('says which accounts are machines', () => {
    expect(
      newestOfEach([review('ci[bot]', 'APPROVED', { isBot: true })]),
    ).toEqual([expect.objectContaining({ login: 'ci[bot]', bot: true })]);
  });
});
