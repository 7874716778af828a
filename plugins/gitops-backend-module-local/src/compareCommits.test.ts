import type { CommitComparison } from '@backstage-gitops/plugin-gitops-node';
import { TestHost, URL_OF_HOST } from './__testUtils__/TestHost';

const REPOSITORY = `${URL_OF_HOST}/acme/deploy`;

describe('the commits between two commits', () => {
  let host: TestHost;
  let first: string;
  let second: string;
  let third: string;
  let aside: string;

  const write = (branch: string, message: string, author = 'Ana') =>
    host.deploy.commitFiles({
      branch,
      files: new Map([[`${branch}.txt`, message]]),
      message,
      author: { name: author, email: 'someone@example.com' },
    });

  const between = (from: string, to: string, limit = 10) =>
    host.port.listCommitsBetween({ repository: REPOSITORY, from, to, limit });

  /** Titles and totals, which is all that most tests ask for. */
  const shown = (comparison: CommitComparison) =>
    comparison.status === 'unknown'
      ? comparison
      : [comparison.gained, comparison.lost].map(({ commits, total }) => [
          ...commits.map(({ title }) => title),
          total,
        ]);

  beforeAll(async () => {
    host = await TestHost.create();
    first = await write('main', 'First\n\nAnd why.');
    await host.git('update-ref', 'refs/heads/aside', first);
    aside = await write('aside', 'Aside');
    second = await write('main', 'Second\nstill the subject', 'Bo\x01b <b>');
    third = await write('main', 'Third | `x` <!-- y -->');
  });

  afterAll(() => host.remove());

  it('are those that the later one adds, newest first, as they were written', async () => {
    expect(await between(first, third)).toEqual({
      status: 'compared',
      lost: { commits: [], total: 0 },
      gained: {
        total: 2,
        commits: [
          { commit: third, author: 'Ana', title: 'Third | `x` <!-- y -->' },
          {
            commit: second,
            author: expect.stringMatching(/^Bo.?b b$/s),
            title: 'Second still the subject',
          },
        ],
      },
    });
  });

  it('are lost where it goes back', async () => {
    expect(shown(await between(third, first))).toEqual([
      [0],
      ['Third | `x` <!-- y -->', 'Second still the subject', 2],
    ]);
  });

  it('are both where neither comes after the other', async () => {
    expect(shown(await between(aside, second))).toEqual([
      ['Second still the subject', 1],
      ['Aside', 1],
    ]);
  });

  it('are none between a commit and itself', async () => {
    expect(shown(await between(first, first))).toEqual([[0], [0]]);
  });

  it('are counted beyond the limit', async () => {
    expect(shown(await between(first, third, 1))).toEqual([
      ['Third | `x` <!-- y -->', 2],
      [0],
    ]);
  });

  it.each([
    ['another repository’s', 'a'.repeat(40)],
    ['a branch', 'main'],
    ['an option', '--output=/tmp/x'],
    ['part of an id', 'abcdef'],
    ['no commit', ''],
  ])('are not known where one is %s', async (_, other) => {
    const unknown = { status: 'unknown', missing: [other] };
    expect(await between(other, first)).toEqual(unknown);
    expect(await between(first, other)).toEqual(unknown);
  });

  it('are not known where one is a tree', async () => {
    const tree = await host.git('rev-parse', `${first}^{tree}`);
    expect(await between(tree, first)).toEqual({
      status: 'unknown',
      missing: [tree],
    });
  });
});

describe('comments', () => {
  it('are left once under a key', async () => {
    const host = await TestHost.create();
    await host.branch('feature', { 'a.txt': 'a' });
    const { number } = await host.open('feature');
    const say = (key: string, text: string) =>
      host.port.commentOnPullRequest({
        repository: REPOSITORY,
        number,
        key,
        text,
      });
    await say('a', 'Once.');
    await say('b', 'Twice.');
    await say('a', 'Once, again.');
    expect(await host.deploy.pulls.conversation(number)).toMatchObject({
      comments: [
        { by: host.port.botLogin, text: 'Once.' },
        { by: host.port.botLogin, text: 'Twice.' },
      ],
    });
    await host.remove();
  });
});
