import { TestHost } from './__testUtils__/TestHost';

const METHODS = [
  { method: 'merge', parents: (base: string, head: string) => [base, head] },
  { method: 'squash', parents: (base: string) => [base] },
] as const;

describe('merging', () => {
  let host: TestHost;

  beforeEach(async () => {
    host = await TestHost.create();
  });

  afterEach(() => host.remove());

  it.each(METHODS)(
    '$method makes a real commit',
    async ({ method, parents }) => {
      const { pulls } = host.deploy;
      const head = await host.branch('promote', { 'a.yaml': 'a\n' });
      const base = await host.commit('main', { 'b.yaml': 'b\n' });
      await host.open('promote');

      const outcome = await pulls.merge(1, {
        as: 'ravi',
        method,
        title: 'Promote',
        body: 'Release: 7',
        headCommit: head,
      });

      const commit = await host.git('rev-parse', 'refs/heads/main');
      expect(outcome).toEqual({ status: 'merged', commit });
      expect(await host.git('log', '-1', '--format=%P', commit)).toBe(
        parents(base, head).join(' '),
      );
      expect(
        await host.git('log', '-1', '--format=%an <%ae>|%cn|%B', commit),
      ).toBe('ravi <ravi@local.invalid>|ravi|Promote\n\nRelease: 7');
      expect(await host.deploy.readFile('main', 'a.yaml')).toBe('a\n');
      expect(await host.deploy.readFile('main', 'b.yaml')).toBe('b\n');

      const merged = await pulls.get(1);
      expect(merged).toMatchObject({
        headCommit: head,
        state: { status: 'merged', commit, mergedBy: 'ravi' },
      });
      expect(await pulls.merge(1, { as: 'dana', method })).toEqual(outcome);
      await pulls.comment(1, { as: 'dana', text: 'Thank you' });
      expect(await pulls.findByMergeCommit(commit)).toEqual(merged);
      expect(await pulls.findByMergeCommit(base)).toBeUndefined();
      expect(await host.git('for-each-ref', 'refs/pull-open/')).toBe('');
    },
  );

  it('names the files of a conflict and moves nothing', async () => {
    await host.branch('promote', { 'größe.yaml': 'ours\n' });
    await host.open('promote');
    await host.commit('main', { 'größe.yaml': 'theirs\n' });
    const refs = await host.git('for-each-ref');

    expect(
      await host.deploy.pulls.merge(1, { as: 'ravi', method: 'merge' }),
    ).toEqual({
      status: 'notReady',
      reason: 'It conflicts with main in größe.yaml.',
    });
    expect(await host.git('for-each-ref')).toBe(refs);
  });

  it('is not ready where the branches have no history in common', async () => {
    await host.commit('orphan', { 'a.yaml': 'a\n' });
    await host.open('orphan');

    expect(
      await host.deploy.pulls.merge(1, { as: 'ravi', method: 'merge' }),
    ).toEqual({
      status: 'notReady',
      reason: 'orphan and main have no history in common.',
    });
  });

  it('does not merge a head that nobody asked for', async () => {
    const stale = await host.branch('promote', { 'a.yaml': 'a\n' });
    await host.open('promote');
    const headCommit = await host.commit('promote', { 'a.yaml': 'b\n' });

    expect(
      await host.deploy.pulls.merge(1, {
        as: 'ravi',
        method: 'merge',
        headCommit: stale,
      }),
    ).toEqual({ status: 'headMoved', headCommit });
    expect(await host.deploy.readFile('main', 'a.yaml')).toBeUndefined();
  });
});
