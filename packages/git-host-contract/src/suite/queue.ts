import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import type { Context } from './Context';
import { until } from './until';

const QUEUED = { status: 'queued' };

/** Of a host with merge queues: what it takes it merges later, or lets go. */
export function describeQueue(context: Context): void {
  const groups = async () =>
    (await context.host.listMergeGroups?.(context.repository, 'main')) ?? [];

  /** The commit that tests a pull request, with those before it. */
  const groupOf = async ({ number }: PullRequest) =>
    (await groups()).find(one => one.pullRequests.at(-1) === number);

  /** Opens a pull request that the queue may take. */
  async function openReady(branch: string): Promise<PullRequest> {
    const pull = await context.open(branch);
    await context.report(pull.headCommit, 'gitops', 'success');
    return pull;
  }

  async function queue(pull: PullRequest): Promise<string> {
    expect(await context.merge(pull)).toEqual(QUEUED);
    const group = await until(() => groupOf(pull));
    return group.commit;
  }

  const merged = ({ number }: PullRequest) =>
    until(async () => {
      const { state } = await context.read(number);
      return state.status === 'merged' ? state : undefined;
    });

  beforeEach(() => context.requireQueue(['gitops']));

  it('has no groups while nothing is queued', async () => {
    await openReady('dev');
    expect(await groups()).toEqual([]);
  });

  it('queues what is to be merged, and merges it once its group passed', async () => {
    const { host, repository, world } = context;
    const before = await world.git.tip('main');
    const pull = await openReady('dev');
    const commit = await queue(pull);
    expect(await context.merge(pull)).toEqual(QUEUED);
    expect(await context.readAll(pull.number)).toMatchObject({
      pullRequest: { state: { status: 'open' } },
      mergeability: QUEUED,
    });
    expect(await world.git.tip('main')).toBe(before);

    await context.report(commit, 'gitops', 'success');

    const state = await merged(pull);
    expect(state.commit).toBe(await world.git.tip('main'));
    expect(await world.git.file('main', 'dev.yaml')).toBe('a: 1\n');
    expect(await groups()).toEqual([]);
    expect(await context.merge(pull)).toEqual({
      status: 'merged',
      commit: state.commit,
    });
    expect(
      await host.findPullRequestByMergeCommit(repository, state.commit),
    ).toMatchObject({ number: pull.number });
  });

  it('tests each with what is before it', async () => {
    const { git } = context.world;
    const [dev, staging] = [await openReady('dev'), await openReady('staging')];
    const [first, second] = [await queue(dev), await queue(staging)];
    expect(await groups()).toEqual(
      expect.arrayContaining([
        { commit: first, pullRequests: [dev.number] },
        { commit: second, pullRequests: [dev.number, staging.number] },
      ]),
    );
    for (const path of ['dev.yaml', 'staging.yaml']) {
      expect(await git.file(second, path)).toBe('a: 1\n');
    }
    await context.report(second, 'gitops', 'success');
    await context.report(first, 'gitops', 'success');
    await merged(dev);
    await merged(staging);
    expect(await git.file('main', 'staging.yaml')).toBe('a: 1\n');
  });

  it('lets go what failed, and does not put it back by itself', async () => {
    const { world } = context;
    const before = await world.git.tip('main');
    const pull = await openReady('dev');
    await context.report(await queue(pull), 'gitops', 'failure');
    await until(async () => !(await groupOf(pull)) || undefined);
    expect(await context.merge(pull)).toEqual({
      status: 'notReady',
      reason: expect.stringMatching(/queue/),
    });
    expect((await context.read(pull.number)).state.status).toBe('open');
    expect(await world.git.tip('main')).toBe(before);
    expect(await groups()).toEqual([]);

    const headCommit = await world.push('ana', 'dev', { 'dev.yaml': 'a: 2\n' });
    await context.report(headCommit, 'gitops', 'success');
    expect(await context.merge({ ...pull, headCommit })).toEqual(QUEUED);
  });

  it('does not queue what is not ready', async () => {
    const pull = await context.open('dev');
    expect(await context.merge(pull)).toEqual({
      status: 'notReady',
      reason: expect.stringMatching(/gitops/),
    });
    expect(await groups()).toEqual([]);
  });

  it('does not queue a head that moved', async () => {
    const pull = await openReady('dev');
    const headCommit = await context.world.push('ravi', 'dev', { b: 'b\n' });
    expect(await context.merge(pull)).toEqual({
      status: 'headMoved',
      headCommit,
    });
    expect(await groups()).toEqual([]);
  });

  it('tests again without what failed before it', async () => {
    const { git } = context.world;
    const [dev, staging] = [await openReady('dev'), await openReady('staging')];
    const [first, second] = [await queue(dev), await queue(staging)];
    await context.report(first, 'gitops', 'failure');
    const group = await until(async () => {
      const found = await groupOf(staging);
      return found?.commit === second ? undefined : found;
    });
    expect(group.pullRequests).toEqual([staging.number]);
    await context.report(group.commit, 'gitops', 'success');
    await merged(staging);
    expect(await git.file('main', 'dev.yaml')).toBeUndefined();
  });
}
