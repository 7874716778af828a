import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';
import { GithubWorld } from './__testUtils__/GithubWorld';

jest.setTimeout(60_000);

describe('createCommit', () => {
  let world: GithubWorld;

  beforeEach(async () => {
    world = await GithubWorld.create();
  });

  afterEach(() => world.remove());

  const commit = (branch: string, expectedHead: string) =>
    world.host.createCommit({
      repository: world.repository,
      branch,
      expectedHead,
      message: 'Deploy 7',
      changes: new Map([['a.yaml', 'a: 1\n']]),
    });

  it('leaves a commit of the app that GitHub signed', async () => {
    const head = (await world.git.tip('main')) ?? '';
    const outcome = await commit('main', head);
    const made = outcome.status === 'created' ? outcome.commit : '';
    expect(await world.git.read(made)).toMatchObject({
      author: { name: 'acme-gitops[bot]' },
      message: 'Deploy 7',
    });
    expect(
      await world.standIn.act('ana', 'GET', `acme/deploy/git/commits/${made}`),
    ).toMatchObject({ verification: { verified: true } });
  });

  it('commits once where the answer was lost', async () => {
    const head = (await world.git.tip('main')) ?? '';
    world.standIn.faults.plan(
      { kind: 'lost' },
      { concerns: (_, path) => path === '/graphql' },
    );
    // Whoever asked finds what it wanted on the new head.
    expect(await commit('main', head)).toEqual({ status: 'headMoved' });
    expect(await world.git.between(head, 'main')).toHaveLength(1);
  });

  it('is final about a branch that is not there', async () => {
    await expect(commit('nowhere', 'a'.repeat(40))).rejects.toBeInstanceOf(
      TerminalHostError,
    );
  });
});
