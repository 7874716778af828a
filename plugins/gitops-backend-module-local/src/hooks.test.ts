import { TestHost } from './__testUtils__/TestHost';

describe('pushing to a repository', () => {
  let host: TestHost;

  beforeEach(async () => {
    host = await TestHost.create();
    await host.branch('promote', { 'a.yaml': 'a\n' });
  });

  afterEach(() => host.remove());

  it('refuses a protected branch with its rule', async () => {
    await expect(host.push('promote:main')).rejects.toThrow(
      'protected branch main: changes need a pull request (rule: protected branch)',
    );
    expect(await host.deploy.readFile('main', 'a.yaml')).toBeUndefined();
  });

  it.each([
    'refs/pull/1/meta',
    'refs/pull-merged/x',
    'refs/statuses/x',
    'refs/pushers/heads/promote',
    'refs/notes/x',
  ])('refuses %s, which is no branch', async ref => {
    await expect(host.push(`promote:${ref}`)).rejects.toThrow(
      /hidden ref|belongs to the host/,
    );
  });

  it.each([
    { login: 'dana', expected: 'dana' },
    { login: undefined, expected: 'gitops-bot' },
  ])('remembers that $expected pushed', async ({ login, expected }) => {
    await host.open('promote');
    await host.push('+main:promote', { login });

    const pull = await host.deploy.pulls.get(1);
    expect(pull?.lastPusher).toBe(expected);
    expect(pull?.headCommit).toBe(await host.deploy.head('main'));

    await host.commit('promote', { 'b.yaml': 'b\n' });
    expect((await host.deploy.pulls.get(1))?.lastPusher).toBeUndefined();
  });

  it('shows clients nothing of the host', async () => {
    await host.open('promote');
    const shown = await host.git('ls-remote', host.deploy.directory);
    expect(shown).toContain('refs/heads/promote');
    expect(shown).not.toMatch(/refs\/(pull|statuses|pushers)/);
  });
});
