import { BOT, TestHost, URL_OF_HOST } from './__testUtils__/TestHost';

describe('PullRequests', () => {
  let host: TestHost;

  beforeEach(async () => {
    host = await TestHost.create();
  });

  afterEach(() => host.remove());

  it('opens, lists, updates and closes', async () => {
    const { pulls } = host.deploy;
    const head = await host.branch('promote', { 'a.yaml': 'a\n' });

    const opened = await host.open('promote');
    expect(opened).toMatchObject({
      number: 1,
      url: `${URL_OF_HOST}/acme/deploy/pulls/1`,
      title: 'Change promote',
      body: 'Because.',
      labels: ['gitops'],
      author: 'ana',
      headBranch: 'promote',
      baseBranch: 'main',
      headCommit: head,
      state: { status: 'open' },
    });
    await pulls.update(1, {
      title: 'Better',
      body: 'Ünïcode',
      labels: [],
      as: BOT,
    });
    expect(await pulls.list({ baseBranch: 'main', state: 'open' })).toEqual([
      { ...opened, title: 'Better', body: 'Ünïcode', labels: [] },
    ]);
    expect(await pulls.list({ baseBranch: 'other' })).toEqual([]);

    await pulls.close(1, { as: 'ravi', comment: 'Not today' });
    expect((await pulls.get(1))?.state).toMatchObject({
      status: 'closed',
      closedBy: 'ravi',
    });
    expect(await pulls.list({ state: 'open' })).toEqual([]);
    expect(await pulls.merge(1, { as: 'ravi', method: 'merge' })).toEqual({
      status: 'notReady',
      reason: 'Pull request #1 is closed.',
    });
    expect((await host.open('promote')).number).toBe(2);
    expect((await pulls.list()).map(({ number }) => number)).toEqual([2, 1]);
    expect(await pulls.list({ limit: 1 })).toHaveLength(1);
    expect(await pulls.get(99)).toBeUndefined();
  });

  it('changes nothing when the same act is repeated', async () => {
    const { pulls } = host.deploy;
    await host.branch('promote', { 'a.yaml': 'a\n' });
    await host.open('promote');
    const meta = () => host.git('rev-parse', 'refs/pull/1/meta');
    const opened = await meta();
    const content = { title: 'Change promote', body: 'Because.' };

    await host.open('promote');
    await pulls.update(1, { ...content, labels: ['gitops'], as: BOT });
    expect(await meta()).toBe(opened);

    await pulls.close(1, { as: BOT, comment: 'Done' });
    const closed = await meta();
    await pulls.close(1, { as: BOT, comment: 'Done' });
    expect(await meta()).toBe(closed);
  });

  it.each(['main~0', 'main^{commit}', 'main@{0}', 'nowhere', '../heads/main'])(
    'refuses to open from "%s", which is no branch',
    async name => {
      await expect(host.open(name)).rejects.toThrow(`${name} does not exist`);
    },
  );

  it('follows the head, and remembers it when the branch is gone', async () => {
    const { pulls } = host.deploy;
    const first = await host.branch('promote', { 'a.yaml': 'a\n' });
    await host.open('promote');
    await host.git('update-ref', '-d', 'refs/heads/promote');
    expect((await pulls.get(1))?.headCommit).toBe(first);

    const forced = await host.branch('promote', { 'a.yaml': 'b\n' });
    expect(forced).not.toBe(first);
    expect((await pulls.get(1))?.headCommit).toBe(forced);
  });

  it("keeps each reviewer's newest verdict, with the head it is about", async () => {
    const { pulls } = host.deploy;
    const first = await host.branch('promote', { 'a.yaml': 'a\n' });
    await host.open('promote');
    await pulls.review(1, { as: 'ravi', verdict: 'changesRequested' });
    await pulls.review(1, { as: 'jürgen', verdict: 'approved' });
    const second = await host.commit('promote', { 'a.yaml': 'b\n' });
    await pulls.review(1, { as: 'ravi', verdict: 'approved', comment: 'ok' });
    await pulls.review(1, { as: BOT, verdict: 'commented' });

    const reviews = await pulls.reviews(1);
    expect(reviews).toHaveLength(3);
    expect(reviews).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ login: 'jürgen', commit: first }),
        {
          login: 'ravi',
          verdict: 'approved',
          commit: second,
          at: expect.stringMatching(/^\d{4}-.*Z$/),
        },
        expect.objectContaining({ login: BOT, bot: true }),
      ]),
    );
  });

  it('refuses an approval by the author, and a login that is a path', async () => {
    const { pulls } = host.deploy;
    await host.branch('promote', { 'a.yaml': 'a\n' });
    await host.open('promote');

    await expect(
      pulls.review(1, { as: 'ana', verdict: 'approved' }),
    ).rejects.toThrow('ana opened pull request #1 and cannot approve it');
    await expect(
      pulls.review(1, { as: '../pull', verdict: 'approved' }),
    ).rejects.toThrow('"../pull" is no login');
    expect(await pulls.reviews(1)).toEqual([]);
  });
});
