import type { GiteaStandIn } from '@backstage-gitops/git-host-contract';
import { GiteaWorld } from './__testUtils__/GiteaWorld';
import { Instance } from './__testUtils__/Instance';
import { RetryableHostError } from './errors';

describe('GiteaHost', () => {
  let world: GiteaWorld;
  let standIn: GiteaStandIn;

  beforeEach(async () => {
    const instance = await Instance.standIn();
    if (!instance.standIn) throw new Error('These are tests on a stand-in');
    standIn = instance.standIn;
    world = await GiteaWorld.create(instance);
  });

  afterEach(() => world.remove());

  const act = (login: string, method: string, end: string, body?: unknown) =>
    world.instance.act(login, method, `repos/${world.name}/${end}`, body);

  async function open(branch: string, labels = ['gitops']) {
    await world.push('ana', branch, { [`${branch}.yaml`]: 'a: 1\n' });
    return world.host.openPullRequest({
      repository: world.repository,
      headBranch: branch,
      baseBranch: 'main',
      content: { title: 'Promote', body: '', labels },
    });
  }

  async function merge(
    { number, headCommit }: { number: number; headCommit: string },
    method: 'merge' | 'squash' | 'rebase' = 'squash',
  ) {
    return world.host.mergePullRequest({
      repository: world.repository,
      number,
      headCommit,
      method,
      title: 'Promote',
      body: '',
    });
  }

  const lose = (method: string, end: string) =>
    standIn.faults.plan(
      { kind: 'lost' },
      { concerns: (one, path) => one === method && path.endsWith(end) },
    );

  /** What was asked since, without the address of the repository. */
  const requests = () =>
    standIn.answered.map(
      ({ method, path }) =>
        `${method} ${path.replace(`/repos/${world.name}/`, '')}`,
    );

  it('says what it is', () => {
    expect(world.host).toMatchObject({
      type: 'gitea',
      loginAnnotation: 'backstage-gitops.dev/gitea-login',
      botLogin: 'gitops-bot',
    });
  });

  describe('where an answer was lost', () => {
    it('opens one pull request', async () => {
      lose('POST', '/pulls');
      const opened = await open('dev');
      expect(opened).toMatchObject({ number: 1, labels: ['gitops'] });
      expect(standIn.answered.map(({ status }) => status)).toEqual(
        expect.arrayContaining([502, 409]),
      );
    });

    it('says that it merged', async () => {
      const pull = await open('dev');
      lose('POST', '/merge');
      expect(await merge(pull)).toEqual({
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

    it('creates a label once, when it is asked again', async () => {
      lose('POST', '/labels');
      await expect(open('dev')).rejects.toBeInstanceOf(RetryableHostError);
      await open('dev');
      expect(await act('ana', 'GET', 'labels')).toHaveLength(1);
    });
  });

  it('gives the labels that a pull request lacks which others opened', async () => {
    await world.push('ana', 'dev', { 'dev.yaml': 'a: 1\n' });
    await act('ana', 'POST', 'pulls', {
      title: 'Mine',
      head: 'dev',
      base: 'main',
    });
    const opened = await open('dev', ['gitops']);
    expect(opened).toMatchObject({ author: 'ana', labels: ['gitops'] });
    const { number } = opened;
    expect(
      await world.host.getPullRequest(world.repository, number),
    ).toMatchObject({ labels: ['gitops'] });
  });

  it('is not kept from a comment by others who write its mark', async () => {
    const { repository, host } = world;
    const { number } = await open('dev');
    const say = (key: string) =>
      host.commentOnPullRequest({ repository, number, key, text: 'x' });
    await say('a');
    const [said] = (await world.conversation(number)).comments;
    const body = said.replace('gitops: a', 'gitops: b');
    await act('ravi', 'POST', `issues/${number}/comments`, { body });
    await say('b');
    expect((await world.conversation(number)).comments).toEqual([
      said,
      body,
      body,
    ]);
  });

  it('does not ask again who approved, which would take it back', async () => {
    const { repository, host } = world;
    await world.protect({ approvals: 1 });
    const pull = await open('dev');
    const { number } = pull;
    await world.review('ravi', number, 'approved');
    const logins = ['ravi', 'ana'];
    await host.requestReviewers({ repository, number, logins });
    const { requestedReviewers } = await world.conversation(number);
    expect(requestedReviewers).toEqual(['ana']);
    expect((await merge(pull)).status).toBe('merged');
  });

  it('tells who pushed after it was opened, too long ago for the activity', async () => {
    const { repository, host, git } = world;
    const { number } = await open('dev');
    await world.push('ravi', 'dev', { 'b.yaml': 'b\n' });
    const names = Array.from({ length: 51 }, (_, index) => `other-${index}`);
    const tip = (await git.tip('main')) ?? '';
    await standIn.pushing(world.name, 'ana', () => git.branchMany(names, tip));
    expect(await host.getPullRequest(repository, number)).toMatchObject({
      lastPusher: 'ravi',
    });
  });

  it('does not take who opened it for who pushed', async () => {
    const { repository, host, git } = world;
    // Nobody saw this push.
    await git.commit('dev', { 'dev.yaml': 'a: 1\n' });
    const { number } = await host.openPullRequest({
      repository,
      headBranch: 'dev',
      baseBranch: 'main',
      content: { title: 'Promote', body: '', labels: [] },
    });
    const pull = await host.getPullRequest(repository, number);
    expect(pull?.lastPusher).toBeUndefined();
  });

  it('reads many pull requests with two requests for each, and some for all', async () => {
    const { repository, host } = world;
    const numbers: number[] = [];
    for (const branch of ['dev', 'staging', 'production']) {
      numbers.push((await open(branch)).number);
    }
    await world.protect({ checks: ['gitops'] });
    standIn.answered.length = 0;
    const readings = await host.readPullRequests(repository, numbers);
    expect(readings.map(({ requiredChecks }) => requiredChecks)).toEqual(
      numbers.map(() => [{ context: 'gitops', state: 'pending' }]),
    );
    const [{ pullRequest }] = readings;
    expect(requests().sort()).toEqual(
      [
        'GET pulls',
        'GET activities/feeds',
        'GET branches/main',
        'GET branch_protections/main',
        ...numbers.map(number => `GET pulls/${number}/reviews`),
        ...readings.map(one => `GET statuses/${one.pullRequest.headCommit}`),
      ].sort(),
    );
    expect(pullRequest.lastPusher).toBe('ana');
  });

  it('says what keeps a pull request from being merged', async () => {
    const { repository, host } = world;
    await world.protect({ approvals: 2, checks: ['gitops'] });
    const pull = await open('dev');
    await world.review('ravi', pull.number, 'changesRequested');
    const [{ mergeability }] = await host.readPullRequests(repository, [
      pull.number,
    ]);
    const reasons = [
      'The status gitops is required and still pending.',
      'It has 0 of 2 approvals.',
      'Changes are requested by ravi.',
    ];
    expect(mergeability).toEqual({ status: 'blocked', reasons });
    expect(await merge(pull)).toEqual({
      status: 'notReady',
      reason: reasons.join(' '),
    });
  });

  it('says that a draft is one', async () => {
    const { repository, host } = world;
    const pull = await open('dev');
    const { number } = pull;
    const title = 'WIP: Promote';
    await act('ana', 'PATCH', `pulls/${number}`, { title });
    const [{ mergeability }] = await host.readPullRequests(repository, [
      number,
    ]);
    expect(mergeability).toEqual({
      status: 'blocked',
      reasons: ['It is a draft.'],
    });
    expect(await merge(pull)).toEqual({
      status: 'notReady',
      reason: 'It is a draft.',
    });
  });

  it('says that a way to merge is not allowed', async () => {
    const pull = await open('dev');
    standIn.allow(world.name, ['squash']);
    expect(await merge(pull, 'merge')).toEqual({
      status: 'notReady',
      reason: expect.stringContaining('merge is not allowed'),
    });
  });

  it('does not take a check that still runs for a conflict', async () => {
    const { repository, host } = world;
    const { number } = await open('dev');
    await world.push('ana', 'main', { 'other.yaml': 'b: 2\n' });
    const read = async () => {
      const [reading] = await host.readPullRequests(repository, [number]);
      return reading.mergeability;
    };
    expect(await read()).toEqual({ status: 'unknown' });
    expect(await read()).toEqual({ status: 'mergeable' });
  });

  it('merges what only had to be checked', async () => {
    const pull = await open('dev');
    await world.push('ana', 'main', { 'other.yaml': 'b: 2\n' });
    expect((await merge(pull)).status).toBe('merged');
  });

  it('sets up one webhook, and its secret anew', async () => {
    const { repository, host } = world;
    const url = 'https://portal.example.com/api/gitops/webhooks/gitea';
    for (const secret of ['one', 'two']) {
      await host.ensureWebhook({ repository, url, secret });
    }
    await host.ensureWebhook({ repository, url: `${url}-2`, secret: 'three' });
    expect(standIn.secretsOfHooks(world.name)).toEqual(['two', 'three']);
    expect(await act('gitops-bot', 'GET', 'hooks')).toEqual([
      expect.objectContaining({
        type: 'gitea',
        active: true,
        config: { url, content_type: 'json' },
        events: ['push', 'pull_request', 'status'],
      }),
      expect.objectContaining({ active: true }),
    ]);
  });

  it('says that what is asked for has moved', async () => {
    const { repository, host } = world;
    standIn.faults.plan({
      kind: 'refused',
      status: 301,
      message: '',
      headers: { location: 'http://127.0.0.1:9/elsewhere' },
    });
    const answer = host.listReviews(repository, 1);
    await expect(answer).rejects.toMatchObject({
      name: 'TerminalHostError',
      message: expect.stringContaining('it has moved'),
    });
  });
});
