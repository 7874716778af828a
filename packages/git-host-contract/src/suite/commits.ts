import type { Context } from './Context';

export function describeCommits(context: Context): void {
  const between = (from: string, to: string, limit = 100) =>
    context.host.listCommitsBetween({
      repository: context.repository,
      from,
      to,
      limit,
    });

  const nothing = { commits: [], total: 0 };

  it('lists what one commit gains over another, and loses', async () => {
    const { git } = context.world;
    const base = (await git.tip('main')) ?? '';
    const ours = await git.commit('dev', { a: '1\n' }, 'Fix *that* <now>\n\nx');
    const more = await git.commit('dev', { b: '1\n' }, 'And this');
    const theirs = await git.commit('other', { c: '1\n' }, 'Elsewhere');
    const first = { commit: ours, title: 'Fix *that* <now>', author: 'Ana' };
    const second = { commit: more, title: 'And this', author: 'Ana' };
    const other = { commit: theirs, title: 'Elsewhere', author: 'Ana' };

    expect(await between(base, more)).toEqual({
      status: 'compared',
      gained: { commits: [second, first], total: 2 },
      lost: nothing,
    });
    expect(await between(more, base)).toEqual({
      status: 'compared',
      gained: nothing,
      lost: { commits: [second, first], total: 2 },
    });
    expect(await between(theirs, more, 1)).toEqual({
      status: 'compared',
      gained: { commits: [second], total: 2 },
      lost: { commits: [other], total: 1 },
    });
    expect(await between(base, base)).toEqual({
      status: 'compared',
      gained: nothing,
      lost: nothing,
    });
  });

  it.each([99, 100, 101, 205])(
    'lists the newest of %i commits',
    async total => {
      const { git } = context.world;
      const base = (await git.tip('main')) ?? '';
      const commits = await git.commitMany('dev', total);
      const comparison = await between(base, commits[total - 1], 100);
      expect(comparison).toMatchObject({
        status: 'compared',
        gained: { total },
      });
      const gained =
        comparison.status === 'compared' ? comparison.gained.commits : [];
      expect(gained.map(({ commit }) => commit)).toEqual(
        [...commits].reverse().slice(0, 100),
      );
    },
  );

  it('says which commits are not there', async () => {
    const { git } = context.world;
    const base = (await git.tip('main')) ?? '';
    const absent = 'a'.repeat(40);
    expect(await between(base, absent)).toEqual({
      status: 'unknown',
      missing: [absent],
    });
    expect(await between(absent, absent)).toEqual({
      status: 'unknown',
      missing: [absent],
    });
  });
}
