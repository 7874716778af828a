import { mockServices } from '@backstage/backend-test-utils';
import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';
import { Emulator } from './__testUtils__/Emulator';
import { GithubHost } from './GithubHost';

jest.setTimeout(60_000);

/**
 * On a GitHub that is not of our making, so that its answers are none that we have thought of: what is asked, and how it is
 * read. Of what GitHub does with a merge it knows little, and some it gets wrong; that is held by the last tests, so that a
 * better version of it is noticed.
 */
describe('on emulate 0.12.2', () => {
  let emulator: Emulator;
  let host: GithubHost;
  let repository: string;
  let main: string;

  beforeAll(async () => {
    emulator = await Emulator.start();
    const token = 'token-of-acme';
    host = new GithubHost({
      url: emulator.url,
      apiBaseUrl: emulator.url,
      bot: 'acme',
      credentials: { getCredentials: async () => ({ type: 'token', token }) },
      logger: mockServices.logger.mock(),
      patience: { second: 1, timeout: 30_000 },
    });
    repository = `${emulator.url}/acme/deploy`;
    const ref = await emulator.act('acme', 'GET', 'git/ref/heads/main');
    main = (ref as { object: { sha: string } }).object.sha;
  });

  afterAll(() => emulator.stop());

  /** Commits a file to a new branch, by its API: it speaks no Git. */
  async function push(branch: string): Promise<string> {
    await emulator.act('acme', 'POST', 'git/refs', {
      ref: `refs/heads/${branch}`,
      sha: main,
    });
    const put = await emulator.act('acme', 'PUT', `contents/${branch}.yaml`, {
      branch,
      message: `Change ${branch}`,
      content: Buffer.from('a: 1\n').toString('base64'),
    });
    return (put as { commit: { sha: string } }).commit.sha;
  }

  async function open(headBranch: string) {
    const headCommit = await push(headBranch);
    const pull = await host.openPullRequest({
      repository,
      headBranch,
      baseBranch: 'main',
      content: { title: 'Promote', body: 'Because.', labels: ['gitops'] },
    });
    expect(pull.headCommit).toBe(headCommit);
    return pull;
  }

  const read = (number: number) => host.getPullRequest(repository, number);

  it('opens, finds and updates a pull request', async () => {
    const { number, headCommit } = await open('updated');
    expect(await read(number)).toMatchObject({
      title: 'Promote',
      body: 'Because.',
      labels: ['gitops'],
      headBranch: 'updated',
      baseBranch: 'main',
      headCommit,
      author: 'acme',
      state: { status: 'open' },
    });
    const content = { title: 'Better', body: 'So.', labels: ['a', 'b'] };
    await host.updatePullRequest({ repository, number, content });
    expect(await read(number)).toMatchObject(content);
    expect(await read(4711)).toBeUndefined();
  });

  it('lists pull requests, the newest first', async () => {
    const first = await open('first');
    const second = await open('second');
    const pulls = await host.listPullRequests({
      repository,
      baseBranch: 'main',
      state: 'open',
      limit: 2,
    });
    expect(pulls.map(({ number }) => number)).toEqual([
      second.number,
      first.number,
    ]);
  });

  it('comments once under a key', async () => {
    const { number } = await open('commented');
    const comment = (key: string) =>
      host.commentOnPullRequest({ repository, number, key, text: 'Newer.' });
    for (const key of ['a', 'a', 'b']) await comment(key);
    expect(
      await emulator.act('ravi', 'GET', `issues/${number}/comments`),
    ).toHaveLength(2);
  });

  it('asks people for reviews, and reads them', async () => {
    const { number, headCommit } = await open('reviewed');
    await host.requestReviewers({
      repository,
      number,
      logins: ['nobody', 'ravi'],
    });
    expect(await emulator.act('acme', 'GET', `pulls/${number}`)).toMatchObject({
      requested_reviewers: [{ login: 'ravi' }],
    });
    for (const event of ['REQUEST_CHANGES', 'APPROVE', 'COMMENT']) {
      await emulator.act('ravi', 'POST', `pulls/${number}/reviews`, {
        event,
        body: 'As I see it',
      });
    }
    expect(await host.listReviews(repository, number)).toEqual([
      {
        login: 'ravi',
        verdict: 'approved',
        commit: headCommit,
        at: expect.stringMatching(/Z$/),
      },
    ]);
  });

  it('compares commits', async () => {
    const { headCommit } = await open('compared');
    const compare = (from: string, to: string) =>
      host.listCommitsBetween({ repository, from, to, limit: 10 });
    expect(await compare(main, headCommit)).toMatchObject({
      status: 'compared',
      gained: {
        total: 1,
        commits: [{ commit: headCommit, title: 'Change compared' }],
      },
      lost: { total: 0 },
    });
    const absent = 'a'.repeat(40);
    expect(await compare(main, absent)).toEqual({
      status: 'unknown',
      missing: [absent],
    });
  });

  it('adds one webhook, and brings it up to date', async () => {
    const url = 'http://127.0.0.1:9/webhooks/deploy';
    for (const secret of ['one', 'other']) {
      await host.ensureWebhook({ repository, url, secret });
    }
    expect(await emulator.act('acme', 'GET', 'hooks')).toEqual([
      expect.objectContaining({
        active: true,
        events: expect.arrayContaining(['push', 'merge_group']),
        config: expect.objectContaining({ url, content_type: 'json' }),
      }),
    ]);
  });

  it('finds nothing in a merge queue that it has not', async () => {
    expect(await host.listMergeGroups(repository, 'main')).toEqual([]);
  });

  it('closes a pull request with a comment', async () => {
    const { number } = await open('closed');
    await host.closePullRequest({ repository, number, comment: 'Not today.' });
    expect(await emulator.act('acme', 'GET', `pulls/${number}`)).toMatchObject({
      state: 'closed',
      merged: false,
    });
    expect(
      await emulator.act('acme', 'GET', `issues/${number}/comments`),
    ).toHaveLength(1);
  });

  describe('of what it lacks, we say so', () => {
    it.each<[string, string, () => Promise<unknown>]>([
      [
        'commit statuses to set',
        'its statuses are not there',
        () =>
          host.setCommitStatus({
            repository,
            commit: main,
            status: { context: 'gitops', state: 'success', description: '' },
          }),
      ],
      [
        'commit statuses to read',
        'its statuses are not there',
        () => host.listCommitStatuses(repository, main),
      ],
      [
        'pull requests of a commit',
        'it does not list them',
        () => host.findPullRequestByMergeCommit(repository, main),
      ],
      [
        'many pull requests at once',
        'it has no GraphQL',
        () => host.readPullRequests(repository, [1]),
      ],
      [
        'merges',
        'whether a queue is asked by GraphQL; its own merges are no three-way merges',
        () =>
          host.mergePullRequest({
            repository,
            number: 1,
            headCommit: main,
            method: 'merge',
            title: 'x',
            body: '',
          }),
      ],
      [
        'commits',
        'they are made by GraphQL',
        () =>
          host.createCommit({
            repository,
            branch: 'main',
            expectedHead: main,
            message: 'x',
            changes: new Map(),
          }),
      ],
    ])('%s: %s', async (_, __, ask) => {
      await expect(ask()).rejects.toBeInstanceOf(TerminalHostError);
    });

    it('who closed a pull request: its issues are no pull requests', async () => {
      const { number } = await open('ended');
      await host.closePullRequest({ repository, number, comment: 'No.' });
      await expect(read(number)).rejects.toBeInstanceOf(TerminalHostError);
    });

    it('who pushed: it keeps no activities', async () => {
      const { number } = await open('pushed');
      expect(await read(number)).not.toHaveProperty('lastPusher');
    });
  });

  describe('what it gets wrong', () => {
    it('opens a second pull request for the same branches, where GitHub refuses', async () => {
      const first = await open('twice');
      const second = await host.openPullRequest({
        repository,
        headBranch: 'twice',
        baseBranch: 'main',
        content: { title: 'Promote', body: '', labels: [] },
      });
      expect(second.number).not.toBe(first.number);
    });

    it('lets authors approve what is theirs, where GitHub refuses', async () => {
      const { number } = await open('own');
      await emulator.act('acme', 'POST', `pulls/${number}/reviews`, {
        event: 'APPROVE',
      });
      expect(await host.listReviews(repository, number)).toMatchObject([
        { login: 'acme', verdict: 'approved' },
      ]);
    });

    it('merges what conflicts, and loses what was merged before', async () => {
      const [one, other] = [await open('one'), await open('other')];
      for (const { number } of [one, other]) {
        await emulator.act('acme', 'PUT', `pulls/${number}/merge`, {});
      }
      await expect(
        emulator.act('acme', 'GET', 'contents/one.yaml?ref=main'),
      ).rejects.toThrow('404');
    });
  });
});
