import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';
import type { Context } from './Context';

export function describePulls(context: Context): void {
  it('opens a pull request', async () => {
    const { host } = context;
    const headCommit = await context.world.push('ana', 'dev', {
      'dev.yaml': 'a: 1\n',
    });
    const opened = await context.openFor('dev', ['gitops', 'promotion']);
    expect(opened).toMatchObject({
      number: expect.any(Number),
      url: expect.stringMatching(/^https?:\/\//),
      title: 'Promote dev',
      body: 'Because.',
      headBranch: 'dev',
      baseBranch: 'main',
      headCommit,
      author: host.botLogin,
      labels: ['gitops', 'promotion'],
      state: { status: 'open' },
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    expect(await context.read(opened.number)).toMatchObject(opened);
  });

  it('answers the open pull request where there is one', async () => {
    const opened = await context.open('dev', ['gitops']);
    expect(await context.openFor('dev', ['gitops'])).toEqual(opened);
  });

  it('opens another one after it was closed', async () => {
    const { host, repository } = context;
    const { number } = await context.open('dev');
    await host.closePullRequest({ repository, number, comment: 'Not now' });
    const second = await context.openFor('dev');
    expect(second.number).not.toBe(number);
    expect(second.state).toEqual({ status: 'open' });
  });

  it('opens none from a branch that is not there', async () => {
    await expect(context.openFor('nowhere')).rejects.toThrow('nowhere');
  });

  it('changes title, body and labels', async () => {
    const { host, repository } = context;
    const { number } = await context.open('dev', ['gitops']);
    const content = {
      title: 'Better',
      body: 'Ünïcode <b> & `code`\n\n- list\n',
      labels: ['gitops', 'rollback'],
    };
    await host.updatePullRequest({ repository, number, content });
    await host.updatePullRequest({ repository, number, content });
    expect(await context.read(number)).toMatchObject(content);
  });

  it('follows the head', async () => {
    const { number, headCommit } = await context.open('dev');
    const next = await context.world.push('ravi', 'dev', { 'b.yaml': 'b\n' });
    expect(next).not.toBe(headCommit);
    expect((await context.read(number)).headCommit).toBe(next);
  });

  it('knows no pull request of another number', async () => {
    const { host, repository } = context;
    expect(await host.getPullRequest(repository, 99)).toBeUndefined();
  });

  it('lists those into a branch, newest first', async () => {
    const { host, repository } = context;
    const dev = await context.open('dev');
    const staging = await context.open('staging');
    await host.closePullRequest({
      repository,
      number: dev.number,
      comment: 'x',
    });
    const list = async (
      state: 'open' | 'all',
      { baseBranch = 'main', limit = 100 } = {},
    ) => {
      const options = { repository, baseBranch, state, limit };
      const pulls = await host.listPullRequests(options);
      return pulls.map(({ number }) => number);
    };
    expect(await list('all')).toEqual([staging.number, dev.number]);
    expect(await list('open')).toEqual([staging.number]);
    expect(await list('all', { limit: 1 })).toEqual([staging.number]);
    expect(await list('all', { baseBranch: 'other' })).toEqual([]);
    const everywhere = { repository, state: 'all', limit: 100 } as const;
    expect(
      (await host.listPullRequests(everywhere)).map(({ number }) => number),
    ).toEqual([staging.number, dev.number]);
  });

  it('lists more than a page', async () => {
    const { host, repository, world } = context;
    const commit = await world.push('ana', 'one', { 'one.yaml': 'a: 1\n' });
    const branches = Array.from({ length: 103 }, (_, index) => `b${index}`);
    await world.git.branchMany(branches, commit);
    const numbers: number[] = [];
    for (const branch of branches) {
      numbers.unshift((await context.openFor(branch)).number);
    }
    const pulls = await host.listPullRequests({
      repository,
      baseBranch: 'main',
      state: 'all',
      limit: 102,
    });
    expect(pulls.map(({ number }) => number)).toEqual(numbers.slice(0, 102));
  }, 180_000);

  if (context.offers.has('pushers')) {
    it('tells who pushed the newest commit', async () => {
      const { number } = await context.open('dev');
      expect((await context.read(number)).lastPusher).toBe('ana');
      await context.world.push('ravi', 'dev', { 'b.yaml': 'b\n' });
      expect((await context.read(number)).lastPusher).toBe('ravi');
    });
  }

  it('is final about a pull request that is not there', async () => {
    const { host, repository } = context;
    const absent = { repository, number: 99 };
    const content = { title: 'x', body: 'x', labels: [] };
    await expect(
      host.updatePullRequest({ ...absent, content }),
    ).rejects.toBeInstanceOf(TerminalHostError);
    await expect(
      host.closePullRequest({ ...absent, comment: 'x' }),
    ).rejects.toBeInstanceOf(TerminalHostError);
    await expect(
      context.merge({ number: 99, headCommit: 'a'.repeat(40) }),
    ).rejects.toBeInstanceOf(TerminalHostError);
  });
}
