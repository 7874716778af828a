import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';
import { GitlabWorld } from './__testUtils__/GitlabWorld';
import { RetryableHostError } from './errors';

describe('GitlabHost', () => {
  let world: GitlabWorld;

  beforeEach(async () => {
    world = await GitlabWorld.create();
  });

  afterEach(() => world.remove());

  async function open(branch: string, body = '') {
    await world.push('ana', branch, { [`${branch}.yaml`]: 'a: 1\n' });
    return world.host.openPullRequest({
      repository: world.repository,
      headBranch: branch,
      baseBranch: 'main',
      content: { title: 'Promote', body, labels: ['gitops'] },
    });
  }

  const merge = (
    pull: { number: number; headCommit: string },
    method: 'merge' | 'squash' | 'rebase' = 'merge',
  ) =>
    world.host.mergePullRequest({
      repository: world.repository,
      number: pull.number,
      headCommit: pull.headCommit,
      method,
      title: 'Promote',
      body: '',
    });

  const requests = (method: string, end = '') =>
    world.standIn.answered.filter(
      one => one.method === method && one.path.endsWith(end),
    );

  const lose = (method: string, end: string) =>
    world.standIn.faults.plan(
      { kind: 'lost' },
      { concerns: (one, path) => one === method && path.endsWith(end) },
    );

  it('says what it is', () => {
    expect(world.host).toMatchObject({
      type: 'gitlab',
      loginAnnotation: 'gitlab.example.com/user-login',
      botLogin: 'acme-gitops',
    });
    // The API cannot check the head, and trains wait for no statuses.
    expect('createCommit' in world.host).toBe(false);
    expect('listMergeGroups' in world.host).toBe(false);
  });

  describe('where an answer was lost', () => {
    it('opens one merge request, when it is asked again', async () => {
      lose('POST', '/merge_requests');
      await expect(open('dev')).rejects.toBeInstanceOf(RetryableHostError);
      expect(await open('dev')).toMatchObject({
        number: 1,
        labels: ['gitops'],
      });
      expect(
        requests('POST', '/merge_requests').map(({ status }) => status),
      ).toEqual([502, 409]);
    });

    it('says that it merged', async () => {
      const pull = await open('dev');
      lose('PUT', '/merge');
      expect(await merge(pull)).toEqual({
        status: 'merged',
        commit: await world.git.tip('main'),
      });
      expect(requests('PUT', '/merge').map(({ status }) => status)).toEqual([
        502, 405,
      ]);
    });

    it('comments once, when it is asked again', async () => {
      const { repository, host } = world;
      const { number } = await open('dev');
      const comment = () =>
        host.commentOnPullRequest({ repository, number, key: 'a', text: 'x' });
      lose('POST', '/notes');
      await expect(comment()).rejects.toBeInstanceOf(RetryableHostError);
      await comment();
      expect((await world.conversation(number)).comments).toHaveLength(1);
    });
  });

  it('is not kept from a comment by others who write its mark', async () => {
    const { repository, host } = world;
    const { number } = await open('dev');
    const say = (key: string) =>
      host.commentOnPullRequest({ repository, number, key, text: 'x' });
    await say('a');
    const [said] = (await world.conversation(number)).comments;
    const body = said.replace('gitops: a', 'gitops: b');
    await world.act('ravi', 'POST', `merge_requests/${number}/notes`, { body });
    await say('b');
    expect((await world.conversation(number)).comments).toEqual([
      said,
      body,
      body,
    ]);
  });

  it('does nothing that a comment commands', async () => {
    const { repository, host } = world;
    const { number } = await open('dev');
    const text = 'Because:\n/close\n/request_changes';
    await host.commentOnPullRequest({ repository, number, key: 'a', text });
    expect(await host.getPullRequest(repository, number)).toMatchObject({
      state: { status: 'open' },
    });
    expect(await host.listReviews(repository, number)).toEqual([]);
    const { comments } = await world.conversation(number);
    expect(comments).toEqual([expect.stringContaining('/close')]);
  });

  it('changes nothing where a body with commands is as it was', async () => {
    const { repository, host } = world;
    const body = 'Because.\n/merge';
    const { number } = await open('dev', body);
    const content = { title: 'Promote', body, labels: ['gitops'] };
    await host.updatePullRequest({ repository, number, content });
    expect(requests('PUT')).toEqual([]);
  });

  it('reads many merge requests in few calls', async () => {
    const { repository, host } = world;
    const numbers: number[] = [];
    for (const branch of ['dev', 'staging', 'production']) {
      numbers.push((await open(branch)).number);
    }
    world.standIn.answered.length = 0;
    expect(await host.readPullRequests(repository, numbers)).toHaveLength(3);
    // All of them, the project, reviews and pushes, and the statuses of each.
    expect(world.standIn.answered).toHaveLength(4 + 3);
  });

  describe('who pushed the head', () => {
    it('is told where many branches were pushed at once', async () => {
      const { repository, host, standIn, git } = world;
      const { number } = await open('dev');
      await standIn.pushing(world.project, 'ravi', async () => {
        await git.commit('dev', { b: 'b\n' });
        const tip = (await git.tip('dev')) ?? '';
        await git.branchMany(['a', 'b', 'c'], tip);
      });
      const pull = await host.getPullRequest(repository, number);
      expect(pull?.lastPusher).toBe('ravi');
      const [reading] = await host.readPullRequests(repository, [number]);
      expect(reading.pullRequest.lastPusher).toBe('ravi');
    });

    it('is not guessed where GitLab does not tell', async () => {
      const { repository, host, standIn, git } = world;
      await standIn.pushing(world.project, 'ravi', async () => {
        const tip = await git.commit('dev', { b: 'b\n' });
        await git.branchMany(['a', 'b', 'c'], tip);
      });
      const { number } = await host.openPullRequest({
        repository,
        headBranch: 'dev',
        baseBranch: 'main',
        content: { title: 'Promote', body: '', labels: [] },
      });
      const pull = await host.getPullRequest(repository, number);
      expect(pull).not.toHaveProperty('lastPusher');
    });
  });

  describe('in a project that wants a straight history', () => {
    beforeEach(() => world.mergeBy('rebase'));

    it('gets over a rebase whose answer was lost', async () => {
      const pull = await open('dev');
      await world.push('ana', 'main', { 'other.yaml': 'b: 2\n' });
      lose('PUT', '/rebase');
      expect(await merge(pull, 'rebase')).toEqual({
        status: 'merged',
        commit: await world.git.tip('main'),
      });
      expect(await world.git.file('main', 'other.yaml')).toBe('b: 2\n');
    });
  });

  describe('with merge trains', () => {
    beforeEach(() =>
      world.standIn.setRules(world.project, { hasTrains: true }),
    );

    it('lets a train merge', async () => {
      const { repository, host } = world;
      const pull = await open('dev');
      expect(await merge(pull)).toEqual({ status: 'queued' });
      expect(await merge(pull)).toEqual({ status: 'queued' });
      expect(requests('POST', `/merge_trains/merge_requests/1`)).toHaveLength(
        1,
      );
      const [reading] = await host.readPullRequests(repository, [pull.number]);
      expect(reading.mergeability).toEqual({ status: 'queued' });
    });

    it('says why a train does not take it', async () => {
      const pull = await open('dev');
      await world.protect({ approvals: 1 });
      expect(await merge(pull)).toEqual({
        status: 'notReady',
        reason: 'It needs more approvals.',
      });
    });
  });

  describe('where a pipeline must succeed', () => {
    const status = { context: 'gitops', state: 'pending' as const };

    beforeEach(() => world.protect({ checks: ['gitops'] }));

    it('tells the checks that are required', async () => {
      const { repository, host } = world;
      const { number, headCommit } = await open('dev');
      const read = async () => {
        const [reading] = await host.readPullRequests(repository, [number]);
        return reading;
      };
      expect(await read()).toMatchObject({
        requiredChecks: [{ context: 'pipeline', state: 'pending' }],
        mergeability: { status: 'blocked' },
      });
      await host.setCommitStatus({
        repository,
        commit: headCommit,
        status: { ...status, description: 'Waits' },
      });
      expect(await read()).toMatchObject({
        requiredChecks: [{ context: 'gitops', state: 'pending' }],
        mergeability: {
          status: 'blocked',
          reasons: ['The pipeline must succeed: gitops is pending.'],
        },
      });
    });

    it('lets a status that waits say something else, and never passes it', async () => {
      const { repository, host } = world;
      const { headCommit: commit } = await open('dev');
      for (const description of ['Waits for ana', 'Waits for ravi']) {
        const waiting = { ...status, description };
        await host.setCommitStatus({ repository, commit, status: waiting });
        expect(await host.listCommitStatuses(repository, commit)).toEqual([
          waiting,
        ]);
      }
      const reported = requests('POST', `/statuses/${commit}`);
      expect(reported.map(({ body }) => Object(body).status)).toEqual([
        'pending',
        'canceled',
        'pending',
      ]);
    });

    it('comes back where somebody else sets the status, too', async () => {
      const { repository, host, standIn } = world;
      const { headCommit: commit } = await open('dev');
      standIn.faults.plan(
        {
          kind: 'refused',
          status: 400,
          message: 'Cannot transition status via :enqueue from :pending',
        },
        { concerns: method => method === 'POST' },
      );
      const set = () =>
        host.setCommitStatus({
          repository,
          commit,
          status: { ...status, description: 'Waits' },
        });
      await expect(set()).rejects.toBeInstanceOf(RetryableHostError);
      await set();
    });
  });

  it('keeps one webhook for an address, with the newest secret', async () => {
    const { repository, host, standIn } = world;
    const url = 'https://backstage.example.com/api/gitops/webhooks/gitlab';
    await host.ensureWebhook({ repository, url, secret: 'first' });
    await host.ensureWebhook({ repository, url, secret: 'second' });
    await host.ensureWebhook({ repository, url: `${url}/x`, secret: 'third' });
    expect(standIn.hooks(world.project)).toEqual([
      expect.objectContaining({ url, token: 'second' }),
      expect.objectContaining({ url: `${url}/x`, token: 'third' }),
    ]);
    expect(standIn.hooks(world.project)[0].settings).toMatchObject({
      push_events: true,
      merge_requests_events: true,
      note_events: true,
    });
  });

  it('comes back later where the budget is used up', async () => {
    const { repository, host, standIn, bot } = world;
    const { number } = await open('dev');
    standIn.budget.leave(0, bot);
    await expect(host.getPullRequest(repository, number)).rejects.toEqual(
      expect.objectContaining({
        name: 'RetryableHostError',
        message: expect.stringContaining('asks to wait'),
      }),
    );
    expect(host.headroom()).toEqual([
      {
        resource: 'throttle_authenticated_api',
        remaining: 0,
        limit: 5_000,
        resetAt: expect.stringMatching(/Z$/),
      },
    ]);
  });

  it('sits out a short limit', async () => {
    const { repository, host, standIn } = world;
    const { number } = await open('dev');
    standIn.faults.plan({
      kind: 'refused',
      status: 429,
      message: 'Retry later',
      headers: { 'retry-after': '5' },
    });
    expect(await host.listReviews(repository, number)).toEqual([]);
  });

  it('says that the account may not merge', async () => {
    const pull = await open('dev');
    world.standIn.faults.plan(
      { kind: 'refused', status: 401, message: '401 Unauthorized' },
      { concerns: (_, path) => path.endsWith('/merge') },
    );
    expect(await merge(pull)).toEqual({
      status: 'notReady',
      reason: 'GitLab does not let acme-gitops merge into main.',
    });
  });

  it('sends credentials nowhere else', async () => {
    const { repository, host, standIn } = world;
    standIn.faults.plan({
      kind: 'refused',
      status: 302,
      message: 'Moved',
      headers: { location: 'http://127.0.0.1:9/elsewhere' },
    });
    const answer = host.getPullRequest(repository, 1);
    await expect(answer).rejects.toThrow(TerminalHostError);
    await expect(answer).rejects.toThrow('GitLab has moved');
  });
});
