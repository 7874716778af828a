import { GithubWorld } from './__testUtils__/GithubWorld';
import { type ListedPull, toPullRequest } from './toPullRequest';

describe('toPullRequest', () => {
  let world: GithubWorld;
  let pull: ListedPull;

  beforeEach(async () => {
    world = await GithubWorld.create();
    await world.push('ana', 'dev', { 'dev.yaml': 'a: 1\n' });
    await world.host.openPullRequest({
      repository: world.repository,
      headBranch: 'dev',
      baseBranch: 'main',
      content: { title: 'Promote', body: '', labels: [] },
    });
    const opened = world.standIn.answered.find(({ path }) =>
      path.endsWith('/pulls'),
    );
    pull = opened?.body as ListedPull;
  });

  afterEach(() => world.remove());

  it('names a branch of the repository as it is', () => {
    expect(toPullRequest(pull).headBranch).toBe('dev');
  });

  it('takes no branch of a fork for one of the repository', () => {
    const head = { ...pull.head, repo: { ...pull.head.repo, id: 1 } };
    expect(toPullRequest({ ...pull, head }).headBranch).toBe('acme:dev');
  });

  it('takes a commit of an unmerged pull request for no merge', () => {
    // GitHub shows the merge that it tried there.
    expect(
      toPullRequest({ ...pull, merge_commit_sha: 'a'.repeat(40) }).state,
    ).toEqual({ status: 'open' });
  });
});
