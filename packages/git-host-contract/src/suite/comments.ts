import type { Context } from './Context';

export function describeComments(context: Context): void {
  it('comments once under a key', async () => {
    const { host, repository, world } = context;
    const { number } = await context.open('dev');
    const comment = (key: string, text: string) =>
      host.commentOnPullRequest({ repository, number, key, text });
    await comment('newer:7', 'A newer release waits.');
    await comment('newer:7', 'A newer release waits.');
    await comment('newer:8', 'Another one, too.');
    const { comments } = await world.conversation(number);
    expect(comments).toEqual([
      expect.stringContaining('A newer release waits.'),
      expect.stringContaining('Another one, too.'),
    ]);
  });

  it('closes with a comment, once', async () => {
    const { host, repository, world } = context;
    const { number } = await context.open('dev');
    const close = () =>
      host.closePullRequest({ repository, number, comment: 'Not today.' });
    await close();
    await close();
    expect((await context.read(number)).state).toMatchObject({
      status: 'closed',
      closedBy: host.botLogin,
      closedAt: expect.stringMatching(/Z$/),
    });
    const { comments } = await world.conversation(number);
    expect(comments).toEqual([expect.stringContaining('Not today.')]);
    expect(await world.git.tip('dev')).toBeDefined();
  });

  it('leaves a merged pull request as it is', async () => {
    const { host, repository, world } = context;
    const pull = await context.open('dev');
    const { number } = pull;
    await context.merge(pull);
    await host.closePullRequest({ repository, number, comment: 'Late.' });
    expect((await context.read(number)).state.status).toBe('merged');
    expect((await world.conversation(number)).comments).toEqual([]);
  });
}
