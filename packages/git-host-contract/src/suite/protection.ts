import type { Context } from './Context';

/** Of a host whose branches are protected: what it refuses is a value with a reason. */
export function describeProtection(context: Context): void {
  const notReady = (reason: RegExp) => ({
    status: 'notReady',
    reason: expect.stringMatching(reason),
  });

  it('is not ready until others approved', async () => {
    const { world, host } = context;
    await context.protect({ approvals: 1 });
    const pull = await context.open('dev');
    expect(await context.merge(pull)).toEqual(notReady(/approv/));
    await expect(
      world.review(host.botLogin, pull.number, 'approved'),
    ).rejects.toThrow(/^4\d\d/);
    await world.review('ravi', pull.number, 'approved');
    expect((await context.merge(pull)).status).toBe('merged');
  });

  it('is not ready while somebody asks for changes', async () => {
    const { world } = context;
    await context.protect({ approvals: 1 });
    const pull = await context.open('dev');
    await world.review('ana', pull.number, 'approved');
    await world.review('ravi', pull.number, 'changesRequested');
    expect(await context.merge(pull)).toEqual(notReady(/[Cc]hanges/));
  });

  it('is not ready after approvals that a new commit made stale', async () => {
    const { world, host, repository } = context;
    await context.protect({ approvals: 1, staleReviews: 'dismissed' });
    const pull = await context.open('dev');
    await world.review('ravi', pull.number, 'approved');
    const headCommit = await world.push('ana', 'dev', { b: 'b\n' });

    const outcome = await context.merge({ number: pull.number, headCommit });
    expect(outcome).toEqual(notReady(/approv/));
    const reviews = await host.listReviews(repository, pull.number);
    expect(reviews).toEqual([
      expect.objectContaining({ login: 'ravi', commit: pull.headCommit }),
    ]);
    expect(reviews[0].verdict).not.toBe('approved');
  });

  it('is not ready until a required status is green', async () => {
    const { host, repository } = context;
    await context.protect({ checks: ['gitops'] });
    const pull = await context.open('dev');
    const report = (state: 'pending' | 'failure' | 'success') =>
      host.setCommitStatus({
        repository,
        commit: pull.headCommit,
        status: { context: 'gitops', state, description: state },
      });
    // Some hosts want whatever was reported, and have no names for it before.
    expect(await context.merge(pull)).toEqual(notReady(/gitops|pipeline/));
    await report('pending');
    expect(await context.merge(pull)).toEqual(notReady(/gitops/));
    await report('failure');
    expect(await context.merge(pull)).toEqual(notReady(/gitops/));
    await report('success');
    expect((await context.merge(pull)).status).toBe('merged');
  });

  it('is not ready until a required check run succeeded', async () => {
    await context.protect({ checks: ['build'] });
    const pull = await context.open('dev');
    const run = (conclusion: 'success' | 'failure' | undefined) =>
      context.runCheck(pull.headCommit, { name: 'build', conclusion });
    await run(undefined);
    expect(await context.merge(pull)).toEqual(notReady(/build/));
    await run('failure');
    expect(await context.merge(pull)).toEqual(notReady(/build/));
    await run('success');
    expect((await context.merge(pull)).status).toBe('merged');
  });
}
