import type { Context } from './Context';

/** What a reading tells of the rules of a protected branch. */
export function describeRules(context: Context): void {
  it('reads the checks that are required, whether they were reported or not', async () => {
    await context.protect({ checks: ['gitops', 'build'] });
    const { number, headCommit } = await context.open('dev');
    const checks = async () => {
      const { requiredChecks } = await context.readAll(number);
      return new Map(requiredChecks.map(one => [one.context, one.state]));
    };
    expect(Object.fromEntries(await checks())).toEqual({
      gitops: 'pending',
      build: 'pending',
    });
    await context.report(headCommit, 'gitops', 'failure');
    await context.report(headCommit, 'elsewhere', 'failure');
    expect(Object.fromEntries(await checks())).toEqual({
      gitops: 'failure',
      build: 'pending',
    });
    await context.report(headCommit, 'gitops', 'success');
    await context.runCheck(headCommit, {
      name: 'build',
      conclusion: 'success',
    });
    expect(Object.fromEntries(await checks())).toEqual({
      gitops: 'success',
      build: 'success',
    });
  });

  it('says which rules block a merge until each of them is met', async () => {
    const { world } = context;
    await context.protect({ approvals: 1, checks: ['gitops'] });
    const { number, headCommit } = await context.open('dev');
    const blocked = (...reasons: RegExp[]) => ({
      status: 'blocked',
      reasons: expect.arrayContaining(
        reasons.map(one => expect.stringMatching(one)),
      ),
    });
    const read = async () => (await context.readAll(number)).mergeability;
    expect(await read()).toEqual(blocked(/approv|gitops/));
    await world.review('ravi', number, 'approved');
    expect(await read()).toEqual(blocked(/gitops/));
    expect(await read()).not.toEqual(blocked(/approv/));
    await context.report(headCommit, 'gitops', 'success');
    expect(await read()).toEqual({ status: 'mergeable' });
    await world.review('ravi', number, 'changesRequested');
    expect(await read()).toEqual(blocked(/changes|approv/));
  });

  it('does not block by checks that no rule requires', async () => {
    await context.protect({ checks: ['gitops'] });
    const { number, headCommit } = await context.open('dev');
    await context.report(headCommit, 'gitops', 'success');
    await context.report(headCommit, 'elsewhere', 'failure');
    expect((await context.readAll(number)).mergeability).toEqual({
      status: 'mergeable',
    });
  });
}
