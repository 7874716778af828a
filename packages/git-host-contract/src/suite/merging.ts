import type { Context } from './Context';

const METHODS = [
  { method: 'merge', parents: (base: string, head: string) => [base, head] },
  { method: 'squash', parents: (base: string) => [base] },
] as const;

export function describeMerging(context: Context): void {
  it.each(METHODS)('merges by $method', async ({ method, parents }) => {
    const { world } = context;
    const { git } = world;
    await world.mergeBy?.(method);
    const pull = await context.open('dev');
    const base = await world.push('ana', 'main', { 'other.yaml': 'b: 2\n' });

    const outcome = await context.merge(pull, method);

    const commit = await git.tip('main');
    expect(outcome).toEqual({ status: 'merged', commit });
    const record = commit && (await git.read(commit));
    expect(record).toMatchObject({
      parents: parents(base, pull.headCommit),
      message: 'Promote it\n\nGitOps-Release: 7',
    });
    // Of a real merge both sides are there.
    expect(await git.file('main', 'dev.yaml')).toBe('a: 1\n');
    expect(await git.file('main', 'other.yaml')).toBe('b: 2\n');
    expect(await context.read(pull.number)).toMatchObject({
      state: { status: 'merged', commit, mergedBy: context.host.botLogin },
    });
    expect(await context.merge(pull, method)).toEqual(outcome);
  });

  it('merges by rebasing, commit by commit', async () => {
    const { world } = context;
    const { git } = world;
    await world.mergeBy?.('rebase');
    await world.push('ana', 'dev', { 'dev.yaml': 'a: 1\n' });
    const headCommit = await world.push('ana', 'dev', { 'dev.yaml': 'a: 2\n' });
    const base = await world.push('ravi', 'main', { 'other.yaml': 'b: 2\n' });
    const { number } = await context.openFor('dev');

    const outcome = await context.merge({ number, headCommit }, 'rebase');

    const commit = await git.tip('main');
    expect(outcome).toEqual({ status: 'merged', commit });
    const added = await git.between(base, commit ?? '');
    expect(added).toHaveLength(2);
    expect((await git.read(added[0]))?.parents).toEqual([base]);
    expect((await git.read(added[1]))?.parents).toEqual([added[0]]);
    expect((await git.read(added[1]))?.message).toBe(
      (await git.read(headCommit))?.message,
    );
    expect(await git.file('main', 'dev.yaml')).toBe('a: 2\n');
    expect(await git.file('main', 'other.yaml')).toBe('b: 2\n');
    expect(await context.merge({ number, headCommit }, 'rebase')).toEqual(
      outcome,
    );
  });

  it.each(['merge', 'squash', 'rebase'] as const)(
    'finds the pull request that somebody merged by %s',
    async method => {
      const { host, repository, world } = context;
      await world.mergeBy?.(method);
      const before = await world.git.tip('main');
      const { number } = await context.open('dev');
      await context.open('staging');
      await world.push('ravi', 'main', { 'other.yaml': 'b: 2\n' });
      await world.merge('ravi', number, method);
      const commit = (await world.git.tip('main')) ?? '';
      expect(
        await host.findPullRequestByMergeCommit(repository, commit),
      ).toMatchObject({
        number,
        state: { status: 'merged', commit, mergedBy: 'ravi' },
      });
      expect(
        await host.findPullRequestByMergeCommit(repository, before ?? ''),
      ).toBeUndefined();
    },
  );

  it('knows no pull request of a commit that is not there', async () => {
    const { host, repository } = context;
    expect(
      await host.findPullRequestByMergeCommit(repository, 'a'.repeat(40)),
    ).toBeUndefined();
  });

  it('does not take the head of an open pull request for merged', async () => {
    const { host, repository } = context;
    const { headCommit } = await context.open('dev');
    expect(
      await host.findPullRequestByMergeCommit(repository, headCommit),
    ).toBeUndefined();
  });

  it('does not merge a head that moved', async () => {
    const pull = await context.open('dev');
    const headCommit = await context.world.push('ravi', 'dev', { b: 'b\n' });
    const before = await context.world.git.tip('main');
    expect(await context.merge(pull)).toEqual({
      status: 'headMoved',
      headCommit,
    });
    expect(await context.world.git.tip('main')).toBe(before);
  });

  it('says that a pull request conflicts, and changes nothing', async () => {
    const { world } = context;
    const pull = await context.open('dev');
    const main = await world.push('ana', 'main', { 'dev.yaml': 'a: 2\n' });
    expect(await context.merge(pull)).toEqual({
      status: 'notReady',
      reason: expect.stringMatching(/conflicts with main/),
    });
    expect(await world.git.tip('main')).toBe(main);
    expect((await context.read(pull.number)).state.status).toBe('open');
  });

  it('says that a pull request is closed', async () => {
    const { host, repository } = context;
    const pull = await context.open('dev');
    const { number } = pull;
    await host.closePullRequest({ repository, number, comment: 'No' });
    expect(await context.merge(pull)).toEqual({
      status: 'notReady',
      reason: expect.stringMatching(/closed/),
    });
  });

  it('keeps both of two pull requests from one base', async () => {
    const { git } = context.world;
    const pulls = [await context.open('dev'), await context.open('staging')];
    for (const pull of pulls) {
      expect((await context.merge(pull)).status).toBe('merged');
    }
    expect(await git.file('main', 'dev.yaml')).toBe('a: 1\n');
    expect(await git.file('main', 'staging.yaml')).toBe('a: 1\n');
  });
}
