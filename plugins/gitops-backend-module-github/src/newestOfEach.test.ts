import { newestOfEach } from './reviews';

type GithubReview = Parameters<typeof newestOfEach>[0][number];

const COMMITS = { first: 'a'.repeat(40), second: 'b'.repeat(40) };

/** A review as GitHub lists it, as far as it is read. */
function review(
  login: string,
  state: string,
  more: { commit?: string | null; type?: string; at?: string } = {},
): GithubReview {
  const { commit = COMMITS.first, type = 'User' } = more;
  const urls = { html_url: 'https://github.com', url: 'https://github.com' };
  return {
    id: 1,
    node_id: 'x',
    user: {
      login,
      type,
      id: 1,
      node_id: 'x',
      avatar_url: '',
      gravatar_id: '',
      followers_url: '',
      following_url: '',
      gists_url: '',
      starred_url: '',
      subscriptions_url: '',
      organizations_url: '',
      repos_url: '',
      events_url: '',
      received_events_url: '',
      site_admin: false,
      ...urls,
    },
    body: '',
    state,
    html_url: urls.html_url,
    pull_request_url: urls.html_url,
    _links: { html: { href: '' }, pull_request: { href: '' } },
    author_association: 'MEMBER',
    commit_id: commit,
    submitted_at: '2026-01-01T00:00:00Z',
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
      review('ravi', 'APPROVED', { commit: null }),
    ],
    ['is of nobody', { ...review('ravi', 'APPROVED'), user: null }],
    ['has a state that is new', review('ravi', 'BLESSED')],
  ])('leaves out what %s', (_, one) => {
    expect(newestOfEach([one])).toEqual([]);
  });

  it('knows machines by the type of their account', () => {
    expect(
      newestOfEach([review('ci[bot]', 'APPROVED', { type: 'Bot' })]),
    ).toEqual([expect.objectContaining({ bot: true })]);
  });
});
