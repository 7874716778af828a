import { ClonedRepository } from '@backstage-gitops/git-host-contract';
import { GiteaWorld } from './GiteaWorld';
import { Instance } from './Instance';

/** As with `GITEA_URL` and `GITEA_TOKEN`: by address and token alone, whatever answers there. */
jest.setTimeout(60_000);

describe('GiteaWorld on an address', () => {
  let behind: Instance;
  let world: GiteaWorld;

  beforeEach(async () => {
    behind = await Instance.standIn();
    world = await GiteaWorld.create(
      new Instance(behind.url, behind.token, undefined),
    );
  });

  afterEach(async () => {
    await world.remove();
    await behind.stop();
  });

  it('is the world that the contract wants', async () => {
    const { host, repository, git, name } = world;
    expect(git).toBeInstanceOf(ClonedRepository);
    const base = await git.tip('main');
    expect(await git.file('main', 'README.md')).toContain('deploy');
    const headCommit = await world.push('ana', 'dev', { 'a.yaml': 'a: 1\n' });
    const { number } = await host.openPullRequest({
      repository,
      headBranch: 'dev',
      baseBranch: 'main',
      content: { title: 'Promote', body: '', labels: [] },
    });
    await world.review('ravi', number, 'approved');
    expect(await host.getPullRequest(repository, number)).toMatchObject({
      headCommit,
      lastPusher: 'ana',
    });
    await world.merge('ravi', number, 'merge');
    expect(await git.file('main', 'a.yaml')).toBe('a: 1\n');
    const tip = (await git.tip('main')) ?? '';
    expect((await git.read(tip))?.parents).toEqual([base, headCommit]);
    await git.branchMany(['x', 'y'], tip);
    const [one, two] = await git.commitMany('x', 2);
    expect(await git.between(tip, 'x')).toEqual([one, two]);
    expect(await behind.standIn?.git(name).tip('x')).toBe(two);
  });

  it('is made again where its accounts are there already', async () => {
    const again = await GiteaWorld.create(
      new Instance(behind.url, behind.token, undefined),
    );
    expect(again.repository).not.toBe(world.repository);
    await again.remove();
    await expect(
      again.host.getPullRequest(again.repository, 1),
    ).rejects.toMatchObject({ name: 'TerminalHostError' });
  });
});
