import type { Context } from './Context';

/** All that a decision reads of a pull request, at once. */
export function describeReadings(context: Context): void {
  it('reads many pull requests as it reads each of them', async () => {
    const { host, repository, world } = context;
    const dev = await context.open('dev');
    const staging = await context.open('staging', ['gitops']);
    await world.review('ravi', dev.number, 'approved');
    await world.review('ana', staging.number, 'changesRequested');
    await host.setCommitStatus({
      repository,
      commit: dev.headCommit,
      status: { context: 'gitops', state: 'pending', description: 'Waits' },
    });

    const readings = await host.readPullRequests(repository, [
      dev.number,
      4711,
      staging.number,
    ]);

    expect(readings.map(({ pullRequest }) => pullRequest.number)).toEqual([
      dev.number,
      staging.number,
    ]);
    for (const { pullRequest, reviews, statuses } of readings) {
      const { number, headCommit } = pullRequest;
      expect(pullRequest).toEqual(await context.read(number));
      expect(reviews).toEqual(await host.listReviews(repository, number));
      expect(statuses).toEqual(
        await host.listCommitStatuses(repository, headCommit),
      );
    }
    expect(readings.map(({ reviews }) => reviews[0].verdict)).toEqual([
      'approved',
      'changesRequested',
    ]);
    expect(readings[0].statuses).toEqual([
      { context: 'gitops', state: 'pending', description: 'Waits' },
    ]);
  });

  it('reads nothing where nothing is asked for', async () => {
    const { host, repository } = context;
    expect(await host.readPullRequests(repository, [])).toEqual([]);
  });

  it('reads pull requests that ended', async () => {
    const { host, repository } = context;
    const dev = await context.open('dev');
    const staging = await context.open('staging');
    await context.merge(dev);
    const { number } = staging;
    await host.closePullRequest({ repository, number, comment: 'No' });
    expect(await context.readAll(dev.number)).toMatchObject({
      pullRequest: { state: { status: 'merged' } },
      mergeability: { status: 'unknown' },
    });
    expect(await context.readAll(number)).toMatchObject({
      pullRequest: { state: { status: 'closed', closedBy: host.botLogin } },
      mergeability: { status: 'unknown' },
    });
  });

  it('says that it would merge, or that the two sides conflict', async () => {
    const { world } = context;
    const { number } = await context.open('dev');
    const before = await context.readSettled(number);
    expect(before.mergeability).toEqual({ status: 'mergeable' });
    expect(before.requiredChecks).toEqual([]);
    await world.push('ana', 'main', { 'dev.yaml': 'a: 2\n' });
    const after = await context.readSettled(number);
    expect(after.mergeability).toEqual({ status: 'conflicting' });
  });
}
