import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';
import { GithubWorld } from './__testUtils__/GithubWorld';
import { RetryableHostError } from './errors';

describe('GithubHost', () => {
  let world: GithubWorld;

  beforeEach(async () => {
    world = await GithubWorld.create();
  });

  afterEach(() => world.remove());

  async function open(branch: string) {
    await world.push('ana', branch, { [`${branch}.yaml`]: 'a: 1\n' });
    return world.host.openPullRequest({
      repository: world.repository,
      headBranch: branch,
      baseBranch: 'main',
      content: { title: 'Promote', body: '', labels: ['gitops'] },
    });
  }

  const requests = (method: string) =>
    world.standIn.answered.filter(one => one.method === method);

  const lose = (method: string, end: string) =>
    world.standIn.faults.plan(
      { kind: 'lost' },
      { concerns: (one, path) => one === method && path.endsWith(end) },
    );

  it('says what it is', () => {
    expect(world.host).toMatchObject({
      type: 'github',
      loginAnnotation: 'github.com/user-login',
      botLogin: 'acme-gitops[bot]',
    });
  });

  describe('where an answer was lost', () => {
    it('opens one pull request', async () => {
      lose('POST', '/pulls');
      const opened = await open('dev');
      expect(opened).toMatchObject({ number: 1, labels: ['gitops'] });
      expect(requests('POST').map(({ status }) => status)).toEqual([
        502, 422, 200,
      ]);
    });

    it('says that it merged', async () => {
      const pull = await open('dev');
      lose('PUT', '/merge');
      const outcome = await world.host.mergePullRequest({
        repository: world.repository,
        number: pull.number,
        headCommit: pull.headCommit,
        method: 'squash',
        title: 'Promote',
        body: '',
      });
      expect(outcome).toEqual({
        status: 'merged',
        commit: await world.git.tip('main'),
      });
    });

    it('comments once, when it is asked again', async () => {
      const { repository, host } = world;
      const { number } = await open('dev');
      const comment = () =>
        host.commentOnPullRequest({ repository, number, key: 'a', text: 'x' });
      lose('POST', '/comments');
      await expect(comment()).rejects.toBeInstanceOf(RetryableHostError);
      await comment();
      expect((await world.conversation(number)).comments).toHaveLength(1);
    });
  });

  it('is not kept from a comment by others who write its mark', async () => {
    const { repository, host, standIn } = world;
    const { number } = await open('dev');
    const say = (key: string) =>
      host.commentOnPullRequest({ repository, number, key, text: 'x' });
    await say('a');
    const [said] = (await world.conversation(number)).comments;
    const body = said.replace('gitops: a', 'gitops: b');
    const target = `acme/deploy/issues/${number}/comments`;
    await standIn.act('ravi', 'POST', target, { body });
    await say('b');
    expect((await world.conversation(number)).comments).toEqual([
      said,
      body,
      body,
    ]);
  });

  describe('what it reads again', () => {
    it('is asked for once, and paid for once', async () => {
      const { repository, host } = world;
      const { number } = await open('dev');
      const first = await host.getPullRequest(repository, number);
      const [before] = host.headroom();
      world.standIn.answered.length = 0;
      expect(await host.getPullRequest(repository, number)).toEqual(first);
      expect(requests('GET').map(({ status }) => status)).toEqual([304, 304]);
      const [after] = host.headroom();
      expect(after.remaining).toBe(before.remaining - 1);
    });

    it('is read anew when it changed', async () => {
      const { repository, host } = world;
      const { number } = await open('dev');
      await host.getPullRequest(repository, number);
      await world.standIn.act('ravi', 'PATCH', `acme/deploy/pulls/${number}`, {
        title: 'Better',
      });
      expect(await host.getPullRequest(repository, number)).toMatchObject({
        title: 'Better',
      });
    });

    it('is not shown to whom the host refuses it', async () => {
      const { repository, host } = world;
      const { number } = await open('dev');
      await host.getPullRequest(repository, number);
      world.network.revoke();
      await expect(
        host.getPullRequest(repository, number),
      ).rejects.toBeInstanceOf(TerminalHostError);
    });
  });

  it('comes back later where the budget is used up', async () => {
    const { repository, host, standIn, bot } = world;
    const { number } = await open('dev');
    standIn.budgets.core.leave(0, bot);
    await expect(host.listReviews(repository, number)).rejects.toEqual(
      expect.objectContaining({
        name: 'RetryableHostError',
        message: expect.stringContaining('rate limit exceeded'),
      }),
    );
    expect(host.headroom()).toEqual([
      {
        owner: 'acme',
        resource: 'core',
        remaining: 0,
        limit: 5_000,
        resetAt: expect.stringMatching(/Z$/),
      },
    ]);
  });

  it('sits out a short secondary limit', async () => {
    const { repository, host, standIn } = world;
    const { number } = await open('dev');
    standIn.faults.plan({
      kind: 'refused',
      status: 403,
      message: 'You have exceeded a secondary rate limit.',
      headers: { 'retry-after': '5' },
    });
    expect(await host.listReviews(repository, number)).toEqual([]);
  });

  it('says that a way to merge is not allowed', async () => {
    const { repository, host, standIn } = world;
    const { number, headCommit } = await open('dev');
    standIn.setRules('acme/deploy', { branch: 'main', methods: ['squash'] });
    const outcome = await host.mergePullRequest({
      repository,
      number,
      headCommit,
      method: 'merge',
      title: 'x',
      body: '',
    });
    expect(outcome).toEqual({
      status: 'notReady',
      reason: 'Merge commits are not allowed on this repository.',
    });
  });

  it('sends credentials nowhere else', async () => {
    const { repository, host, standIn } = world;
    standIn.faults.plan({
      kind: 'refused',
      status: 301,
      message: 'Moved Permanently',
      headers: { location: 'http://127.0.0.1:9/elsewhere' },
    });
    const answer = host.listReviews(repository, 1);
    await expect(answer).rejects.toThrow(TerminalHostError);
    await expect(answer).rejects.toThrow(
      'has moved the repository acme/deploy',
    );
  });
});
