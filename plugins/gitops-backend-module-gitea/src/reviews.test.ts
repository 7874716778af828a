import { anyReview } from './__testUtils__/anyReview';
import { newestOfEach, stillToAsk } from './reviews';

describe('newestOfEach', () => {
  it.each([
    ['an approval', ['APPROVED'], 'approved'],
    ['a later request', ['APPROVED', 'REQUEST_CHANGES'], 'changesRequested'],
    ['a later approval', ['REQUEST_CHANGES', 'APPROVED'], 'approved'],
    ['a comment', ['COMMENT'], 'commented'],
    ['a comment after an approval', ['APPROVED', 'COMMENT'], 'approved'],
    ['an approval after a comment', ['COMMENT', 'APPROVED'], 'approved'],
    [
      'an approval, and being asked again',
      ['APPROVED', 'REQUEST_REVIEW'],
      'approved',
    ],
  ])('takes %s', (_, states, verdict) => {
    const reviews = states.map(state => anyReview('ravi', state));
    expect(newestOfEach(reviews)).toEqual([
      expect.objectContaining({ login: 'ravi', verdict }),
    ]);
  });

  it.each([
    ['that is the newest', ['!APPROVED'], 'commented'],
    ['that came after another', ['APPROVED', '!APPROVED'], 'commented'],
    ['that another came after', ['!APPROVED', 'APPROVED'], 'approved'],
  ])('counts for nothing a dismissed one %s', (_, states, verdict) => {
    const reviews = states.map(state =>
      anyReview('ravi', state.replace('!', ''), {
        dismissed: state.startsWith('!'),
      }),
    );
    expect(newestOfEach(reviews)).toEqual([
      expect.objectContaining({ verdict }),
    ]);
  });

  it.each([
    ['is not sent yet', anyReview('ravi', 'PENDING')],
    ['is only asked for', anyReview('ravi', 'REQUEST_REVIEW')],
    ['is of a team', anyReview('', 'APPROVED', { user: null })],
    [
      'is of nobody',
      anyReview('', 'APPROVED', { user: { id: -1, login: 'Ghost' } }),
    ],
    ['has a state that is new', anyReview('ravi', 'BLESSED')],
  ])('leaves out what %s', (_, one) => {
    expect(newestOfEach([one])).toEqual([]);
  });

  it('knows machines by their number', () => {
    const user = { id: -2, login: 'gitea-actions' };
    expect(newestOfEach([anyReview('', 'APPROVED', { user })])).toEqual([
      expect.objectContaining({ login: 'gitea-actions', bot: true }),
    ]);
  });
});

describe('stillToAsk', () => {
  it.each([
    ['has not been asked', [], true],
    ['only commented', ['COMMENT'], true],
    ['has begun', ['PENDING'], true],
    ['was asked', ['REQUEST_REVIEW'], false],
    ['approved', ['APPROVED'], false],
    ['asked for changes', ['COMMENT', 'REQUEST_CHANGES'], false],
  ])('of somebody who %s: %j, %s', (_, states, expected) => {
    const reviews = states.map(state => anyReview('ravi', state));
    expect(stillToAsk(reviews, ['ravi'])).toEqual(expected ? ['ravi'] : []);
  });
});
