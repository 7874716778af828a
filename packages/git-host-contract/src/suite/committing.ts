import type { Context } from './Context';

/** Of a host that commits by its API. */
export function describeCommitting(context: Context): void {
  const commit = (
    branch: string,
    expectedHead: string,
    changes: Array<[path: string, text: string | undefined]>,
  ) =>
    context.host.createCommit?.({
      repository: context.repository,
      branch,
      expectedHead,
      message: 'Deploy 7\n\nGitOps-Release: 7',
      changes: new Map(changes),
    });

  it('adds one commit to a branch', async () => {
    const { git } = context.world;
    const base = await git.commit('main', {
      'envs/old.yaml': 'a: 1\n',
      'envs/kept.yaml': 'a: 1\n',
    });
    const text = 'größe: "7"\n';
    const outcome = await commit('main', base, [
      ['envs/dev/app.yaml', text],
      ['envs/old.yaml', undefined],
    ]);
    const tip = await git.tip('main');
    expect(outcome).toEqual({ status: 'created', commit: tip });
    expect(tip && (await git.read(tip))).toMatchObject({
      parents: [base],
      message: 'Deploy 7\n\nGitOps-Release: 7',
    });
    expect(await git.file('main', 'envs/dev/app.yaml')).toBe(text);
    expect(await git.file('main', 'envs/old.yaml')).toBeUndefined();
    expect(await git.file('main', 'envs/kept.yaml')).toBe('a: 1\n');
  });

  it('commits on the head that is expected, and on no other', async () => {
    const { world } = context;
    const before = (await world.git.tip('main')) ?? '';
    const tip = await world.push('ravi', 'main', { 'other.yaml': 'b: 2\n' });
    expect(await commit('main', before, [['a.yaml', 'a: 1\n']])).toEqual({
      status: 'headMoved',
    });
    expect(await world.git.tip('main')).toBe(tip);
  });

  if (context.offers.has('protection')) {
    it('says which rule refuses a commit', async () => {
      const { git } = context.world;
      const tip = (await git.tip('main')) ?? '';
      await context.protect({ approvals: 1 });
      expect(await commit('main', tip, [['a.yaml', 'a: 1\n']])).toEqual({
        status: 'refused',
        reason: expect.stringMatching(/pull request/),
      });
      expect(await git.tip('main')).toBe(tip);
    });
  }
}
