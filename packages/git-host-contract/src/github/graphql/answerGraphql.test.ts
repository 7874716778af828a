import { GithubStandIn } from '../GithubStandIn';

describe('answerGraphql', () => {
  let standIn: GithubStandIn;
  let token: string;

  beforeEach(async () => {
    standIn = await GithubStandIn.start();
    ({ token } = standIn.addAccount('ana'));
    const git = await standIn.addRepository('acme', 'deploy');
    await git.commit('main', { 'README.md': 'deploy\n' });
    await git.commit('dev', { 'dev.yaml': 'a: 1\n' });
    await standIn.act('ana', 'POST', 'acme/deploy/pulls', {
      title: 'Promote',
      head: 'dev',
      base: 'main',
    });
  });

  afterEach(() => standIn.stop());

  async function send(body: unknown, shown = token) {
    const response = await fetch(`${standIn.links.web}/api/graphql`, {
      method: 'POST',
      headers: shown ? { authorization: `Bearer ${shown}` } : {},
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  async function ask(query: string, variables = {}) {
    return (await send({ query, variables })).body;
  }

  const about = (selection: string) =>
    ask(`query { repository(owner: "acme", name: "deploy") { ${selection} } }`);

  it('answers what is asked, by the names that it is asked by', async () => {
    const answer = await ask(
      `query Many($owner: String!, $name: String!) {
        repository(owner: $owner, name: $name) {
          one: pullRequest(number: 1) { __typename ...titled author { login } }
          author: pullRequest(number: 1) { author { __typename } ...named }
        }
      }
      fragment titled on PullRequest { title }
      fragment named on PullRequest { author { ... on User { login } ... on Bot { login } } }`,
      { owner: 'acme', name: 'deploy' },
    );
    expect(answer).toEqual({
      data: {
        repository: {
          one: {
            __typename: 'PullRequest',
            title: 'Promote',
            author: { login: 'ana' },
          },
          author: { author: { __typename: 'User', login: 'ana' } },
        },
      },
    });
  });

  it('answers the rest where one thing is not there', async () => {
    expect(
      await about(
        'a: pullRequest(number: 1) { number } b: pullRequest(number: 9) { number }',
      ),
    ).toEqual({
      data: { repository: { a: { number: 1 }, b: null } },
      errors: [
        {
          type: 'NOT_FOUND',
          path: ['repository', 'b'],
          message: expect.stringContaining('number of 9'),
        },
      ],
    });
  });

  const manyReviews = (count: number) =>
    Array.from(
      { length: count },
      (_, index) =>
        `p${index}: pullRequest(number: 1) { reviews(first: 100) { nodes { commit { statusCheckRollup { contexts(first: 100) { nodes { __typename } } } } } } }`,
    ).join(' ');

  it.each([
    ['a field that it has not', 'coffee', "Field 'coffee' doesn't exist"],
    [
      'an argument that it has not',
      'pullRequest(number: 1, sugar: 2) { number }',
      "doesn't accept argument 'sugar'",
    ],
    [
      'an argument that is missing',
      'pullRequest { number }',
      "missing argument 'number'",
    ],
    ['an object as if it were none', 'pullRequest(number: 1)', 'asked wrongly'],
    [
      'a value as if it were an object',
      'pullRequest(number: 1) { number { x } }',
      'asked wrongly',
    ],
    [
      'a list without a size',
      'pullRequest(number: 1) { reviews { nodes { state } } }',
      'You must provide a `first` or `last`',
    ],
    [
      'more than a page',
      'pullRequest(number: 1) { reviews(first: 101) { nodes { state } } }',
      'exceeds the `first` limit of 100',
    ],
    ['more than everything', manyReviews(50), 'maximum limit of 500000'],
    [
      'a fragment of another type',
      'pullRequest(number: 1) { ... on Commit { oid } }',
      "can't be spread inside PullRequest",
    ],
    ['a fragment that is not there', '...nowhere', 'not there'],
    ['what is no document', 'pullRequest(number: §)', 'Parse error'],
    ['what does not end', 'pullRequest(number: 1) {', 'Unexpected ""'],
  ])('refuses %s', async (_, selection, problem) => {
    const answer = await about(selection);
    expect(answer).not.toHaveProperty('data');
    expect(JSON.stringify(answer.errors)).toContain(
      JSON.stringify(problem).slice(1, -1),
    );
  });

  it.each([
    ['not used', 'query($x: Int!) { __typename }', { x: 1 }],
    [
      'of another type',
      'query($x: String!) { repository(owner: "acme", name: "deploy") { pullRequest(number: $x) { id } } }',
      { x: '1' },
    ],
    [
      'missing',
      'query($x: Int!) { repository(owner: "acme", name: "deploy") { pullRequest(number: $x) { id } } }',
      {},
    ],
  ])('refuses a variable that is %s', async (_, query, variables) => {
    const answer = await ask(query, variables);
    expect(answer.errors).toHaveLength(1);
    expect(answer).not.toHaveProperty('data');
  });

  it.each([
    ['a token that nobody has', 'x', 401],
    ['no token', '', 401],
  ])('refuses %s', async (_, shown, status) => {
    expect((await send({ query: 'query { x }' }, shown)).status).toBe(status);
  });

  it('refuses what is no question', async () => {
    expect((await send({ coffee: true })).status).toBe(400);
  });
});
