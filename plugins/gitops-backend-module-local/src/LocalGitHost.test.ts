import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';
import { BOT, TestHost, URL_OF_HOST } from './__testUtils__/TestHost';

const repository = `${URL_OF_HOST}/acme/deploy`;

describe('LocalGitHost', () => {
  let host: TestHost;

  beforeAll(async () => {
    host = await TestHost.create();
  });

  afterAll(() => host.remove());

  it.each([
    [repository, true],
    [`${repository}.git`, true],
    [`${repository}/`, true],
    [`${repository}.git/`, true],
    ['acme/deploy', false],
    [`${repository}/pulls/1`, false],
    [`${URL_OF_HOST}/acme`, false],
    [`${URL_OF_HOST}/../deploy`, false],
    [`${URL_OF_HOST}.example.com/acme/deploy`, false],
    ['https://github.com/acme/deploy', false],
  ])('owns %s: %s', (url, expected) => {
    expect(host.port.owns(url)).toBe(expected);
  });

  it.each([
    ['blob/main/a.yaml', { branch: 'main', path: 'a.yaml' }],
    ['raw/main/x/a.yaml?y#z', { branch: 'main', path: 'x/a.yaml' }],
    ['blob/env%2Fdev/x%20y.yaml', { branch: 'env/dev', path: 'x y.yaml' }],
    ['blob/main/%zz', undefined],
    ['blob/main/../a.yaml', undefined],
    ['blob/main/x/%2E%2E/a.yaml', undefined],
    ['blob/main/', undefined],
    ['tree/main/a.yaml', undefined],
    ['pulls/1', undefined],
  ])('reads the file of %s', (path, expected) => {
    expect(host.port.parseFileUrl(`${repository}/${path}`)).toEqual(
      expected && { repository, ...expected },
    );
  });

  it('reads no file of another host', () => {
    expect(
      host.port.parseFileUrl('https://github.com/acme/deploy/blob/main/a'),
    ).toBeUndefined();
  });

  it('says where a repository and a commit are', async () => {
    expect(await host.port.remote(`${repository}.git`)).toEqual({
      url: host.deploy.directory,
    });
    expect(host.port.commitUrl(repository, 'abc')).toBe(
      `${repository}/commit/abc`,
    );
  });

  it('keeps the newest status of each context', async () => {
    const commit = await host.git('rev-parse', 'refs/heads/main');
    const set = (context: string, state: 'pending' | 'success') =>
      host.port.setCommitStatus({
        repository,
        commit,
        status: { context, state, description: state },
      });
    await Promise.all(['a', 'b', 'c'].map(one => set(one, 'pending')));
    await set('b', 'success');

    const statuses = await host.port.listCommitStatuses(repository, commit);
    expect(
      Object.fromEntries(statuses.map(one => [one.context, one.state])),
    ).toEqual({ a: 'pending', b: 'success', c: 'pending' });
  });

  it('acts as the bot from opening to merging', async () => {
    const headCommit = await host.branch('promote', { 'a.yaml': 'a\n' });
    const content = { title: 'Promote', body: '', labels: ['gitops'] };
    const { number } = await host.port.openPullRequest({
      repository,
      headBranch: 'promote',
      baseBranch: 'main',
      content,
    });
    expect(await host.port.getPullRequest(repository, number)).toMatchObject({
      author: BOT,
      labels: ['gitops'],
    });
    await host.port.requestReviewers({ repository, number, logins: ['ravi'] });

    const outcome = await host.port.mergePullRequest({
      repository,
      number,
      headCommit,
      method: 'squash',
      title: 'Promote',
      body: '',
    });

    const commit = await host.git('rev-parse', 'refs/heads/main');
    expect(outcome).toEqual({ status: 'merged', commit });
    expect(
      await host.port.findPullRequestByMergeCommit(repository, commit),
    ).toMatchObject({ number, state: { status: 'merged', mergedBy: BOT } });
  });

  it('is final about what does not exist', async () => {
    const answers = await Promise.allSettled([
      host.port.remote(`${URL_OF_HOST}/acme/nothing`),
      host.port.remote('https://github.com/acme/deploy'),
      host.port.listReviews(repository, 99),
      host.port.closePullRequest({ repository, number: 99, comment: 'x' }),
      host.port.setCommitStatus({
        repository,
        commit: '../heads/main',
        status: { context: 'a', state: 'success', description: 'a' },
      }),
    ]);
    for (const answer of answers) {
      expect(answer).toEqual({
        status: 'rejected',
        reason: expect.any(TerminalHostError),
      });
    }
  });
});
