import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { author, TestHost } from './__testUtils__/TestHost';
import { runGit } from './runGit';

describe('LocalRepositories', () => {
  let host: TestHost;

  beforeEach(async () => {
    host = await TestHost.create();
  });

  afterEach(() => host.remove());

  it('lists what it made, and makes it again without loss', async () => {
    await host.repositories.create('acme/payments');
    await host.repositories.create('acme/deploy', {
      protectedBranches: ['main', 'stable'],
    });

    const names = (await host.repositories.list()).map(({ name }) => name);
    expect(names.sort()).toEqual(['acme/deploy', 'acme/payments']);
    expect(await host.deploy.readFile('main', 'README.md')).toBe('deploy\n');
    expect(await host.git('config', '--get-all', 'gitops.protected')).toBe(
      'main\nstable',
    );
  });

  it.each(['deploy', '../deploy', 'acme/../x', 'acme/a b', 'https://x/a/b'])(
    'knows no repository "%s"',
    name => {
      expect(() => host.repositories.get(name)).toThrow(
        'is no repository of this host',
      );
    },
  );

  it('deletes a file and refuses what is no name of a branch', async () => {
    await host.commit('main', { 'a.yaml': 'a\n', 'README.md': undefined });
    expect(await host.deploy.readFile('main', 'a.yaml')).toBe('a\n');
    expect(await host.deploy.readFile('main', 'README.md')).toBeUndefined();
    await expect(
      host.deploy.commitFiles({
        branch: 'x\ndelete refs/heads/main',
        files: new Map(),
        message: 'x',
        author,
      }),
    ).rejects.toThrow('is no name of a branch');
  });

  it('never touches a repository that its folder stands in', async () => {
    await runGit(host.folder, ['init', '--quiet', host.folder], {
      env: { GIT_DIR: join(host.folder, '.git') },
    });
    const { directory, pulls } = host.repositories.get('acme/unfinished');
    await mkdir(directory, { recursive: true });

    await expect(pulls.list()).rejects.toThrow('not a git repository');
  });
});
