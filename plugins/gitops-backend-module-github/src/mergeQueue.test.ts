import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import { GithubWorld } from './__testUtils__/GithubWorld';

jest.setTimeout(60_000);

describe('merging through a queue', () => {
  let world: GithubWorld;
  let pull: PullRequest;

  const report = (commit: string, state: 'success' | 'failure') =>
    world.host.setCommitStatus({
      repository: world.repository,
      commit,
      status: { context: 'gitops', state, description: state },
    });

  beforeEach(async () => {
    world = await GithubWorld.create();
    await world.requireQueue(['gitops']);
    await world.push('ana', 'dev', { 'dev.yaml': 'a: 1\n' });
    pull = await world.host.openPullRequest({
      repository: world.repository,
      headBranch: 'dev',
      baseBranch: 'main',
      content: { title: 'Promote', body: '', labels: [] },
    });
    await report(pull.headCommit, 'success');
  });

  afterEach(() => world.remove());

  const merge = () =>
    world.host.mergePullRequest({
      repository: world.repository,
      number: pull.number,
      headCommit: pull.headCommit,
      method: 'squash',
      title: 'Promote',
      body: '',
    });

  it('never merges past the queue', async () => {
    await merge();
    const merges = world.standIn.answered.filter(({ path }) =>
      path.endsWith('/merge'),
    );
    expect(merges).toEqual([]);
  });

  it('is queued once where the answer was lost', async () => {
    let questions = 0;
    world.standIn.faults.plan(
      { kind: 'lost' },
      {
        concerns: (_, path) => {
          questions += path === '/graphql' ? 1 : 0;
          return questions === 2;
        },
      },
    );
    expect(await merge()).toEqual({ status: 'queued' });
    expect(
      await world.host.listMergeGroups(world.repository, 'main'),
    ).toHaveLength(1);
  });

  it('says why the queue let it go', async () => {
    await merge();
    const [group] = await world.host.listMergeGroups(world.repository, 'main');
    await report(group.commit, 'failure');
    expect(await merge()).toEqual({
      status: 'notReady',
      reason:
        'It left the merge queue: failed checks. Push to it, or put it back into the queue.',
    });
  });

  it('says that it conflicts with what others merged', async () => {
    world.standIn.setRules('acme/deploy', { branch: 'main' });
    await world.push('ravi', 'main', { 'dev.yaml': 'a: 2\n' });
    await world.requireQueue(['gitops']);
    expect(await merge()).toEqual({
      status: 'notReady',
      reason: 'It conflicts with main.',
    });
  });
});
