import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';
import { GithubWorld } from './__testUtils__/GithubWorld';
import { RetryableHostError } from './errors';

jest.setTimeout(60_000);

describe('readPulls', () => {
  let world: GithubWorld;

  beforeEach(async () => {
    world = await GithubWorld.create();
  });

  afterEach(() => world.remove());

  /** Opens that many pull requests, all at once in Git. */
  async function openMany(count: number) {
    const branches = Array.from(
      { length: count },
      (_, index) => `dev-${index}`,
    );
    const commit = await world.push('ana', 'dev', { 'dev.yaml': 'a: 1\n' });
    await world.standIn.pushing('acme/deploy', 'ravi', git =>
      git.branchMany(branches, commit),
    );
    for (const branch of branches) {
      await world.host.openPullRequest({
        repository: world.repository,
        headBranch: branch,
        baseBranch: 'main',
        content: { title: branch, body: '', labels: [] },
      });
    }
    return commit;
  }

  const read = (numbers: number[]) =>
    world.host.readPullRequests(world.repository, numbers);

  const requests = () =>
    world.standIn.queried.length + world.standIn.answered.length;

  it('reads a hundred by one question, and who pushed them by one request', async () => {
    await openMany(100);
    const before = requests();
    const readings = await read(Array.from({ length: 100 }, (_, i) => i + 1));
    expect(requests() - before).toBe(2);
    expect(readings.map(one => one.pullRequest.title)).toEqual(
      Array.from({ length: 100 }, (_, index) => `dev-${index}`),
    );
    expect(new Set(readings.map(one => one.pullRequest.lastPusher))).toEqual(
      new Set(['ravi']),
    );
  });

  it('reads on where lists are longer than a page', async () => {
    const commit = await openMany(2);
    for (let index = 0; index < 205; index += 1) {
      await world.standIn.act('ana', 'POST', `acme/deploy/statuses/${commit}`, {
        context: `c${index}`,
        state: 'success',
      });
      await world.standIn.act('ravi', 'POST', 'acme/deploy/pulls/1/reviews', {
        event: 'COMMENT',
      });
    }
    await world.review('ana', 1, 'approved');
    const before = world.standIn.queried.length;
    const [first, second] = await read([1, 2]);
    expect(world.standIn.queried.length - before).toBe(3);
    expect(first.statuses).toHaveLength(205);
    expect(second.statuses).toEqual(first.statuses);
    expect(first.reviews.map(({ login }) => login)).toEqual(['ravi', 'ana']);
    expect(second.reviews).toEqual([]);
  });

  it('asks alone for branches that nobody pushed to of late', async () => {
    await openMany(2);
    const others = Array.from({ length: 101 }, (_, index) => `x-${index}`);
    const main = (await world.git.tip('main')) ?? '';
    await world.standIn.pushing('acme/deploy', 'ana', git =>
      git.branchMany(others, main),
    );
    const readings = await read([1, 2]);
    expect(readings.map(one => one.pullRequest.lastPusher)).toEqual([
      'ravi',
      'ravi',
    ]);
  });

  it('says of each rule what is not met', async () => {
    await openMany(1);
    world.standIn.setRules('acme/deploy', {
      branch: 'main',
      approvals: 2,
      checks: ['gitops'],
      resolved: true,
      upToDate: true,
    });
    world.standIn.setThreads('acme/deploy', 1, [false, true]);
    await world.push('ana', 'main', { 'other.yaml': 'b: 2\n' });
    const [{ mergeability, requiredChecks }] = await read([1]);
    expect(requiredChecks).toEqual([{ context: 'gitops', state: 'pending' }]);
    expect(mergeability).toEqual({
      status: 'blocked',
      reasons: [
        'It needs 2 approvals.',
        '1 of its conversations are not resolved.',
        'The required check "gitops" has not succeeded yet.',
      ],
    });
  });

  it('is behind where that is all that is missing', async () => {
    await openMany(1);
    world.standIn.setRules('acme/deploy', { branch: 'main', upToDate: true });
    await world.push('ana', 'main', { 'other.yaml': 'b: 2\n' });
    const [{ mergeability }] = await read([1]);
    expect(mergeability).toEqual({
      status: 'blocked',
      reasons: ['It lacks commits of main.'],
    });
  });

  it('is final about a repository that is not there', async () => {
    const absent = world.repository.replace('deploy', 'nothing');
    await expect(
      world.host.readPullRequests(absent, [1]),
    ).rejects.toBeInstanceOf(TerminalHostError);
  });

  it('comes back later where the budget of questions is used up', async () => {
    const { standIn, bot, host } = world;
    await openMany(1);
    await read([1]);
    standIn.budgets.graphql.leave(0, bot);
    await expect(read([1])).rejects.toBeInstanceOf(RetryableHostError);
    expect(host.headroom()).toContainEqual(
      expect.objectContaining({ resource: 'graphql', remaining: 0 }),
    );
  });
});
