import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runGit } from '../git/runGit';
import type { Context } from './Context';

export function describeAddresses(context: Context): void {
  it.each([
    ['itself', '', true],
    ['with .git', '.git', true],
    ['with a slash', '/', true],
    ['with a step below it', '/pulls/1', false],
    ['with a step up', '/../deploy', false],
  ])('owns its repository %s: %s', (_, end, expected) => {
    expect(context.host.owns(`${context.repository}${end}`)).toBe(expected);
  });

  it.each([
    'https://elsewhere.example.com/acme/deploy',
    'acme/deploy',
    'data:text/html,deploy',
    '',
  ])('does not own "%s"', address => {
    expect(context.host.owns(address)).toBe(false);
  });

  it('does not own what only begins like its address', () => {
    const { origin, pathname } = new URL(context.repository);
    for (const end of ['.example.com', '@example.com', '0']) {
      expect(context.host.owns(`${origin}${end}${pathname}`)).toBe(false);
    }
  });

  it.each([
    ['page', 'main/a.yaml', { branch: 'main', path: 'a.yaml' }],
    ['raw', 'main/x/a.yaml?y#z', { branch: 'main', path: 'x/a.yaml' }],
    ['page', 'env%2Fdev/x%20y.yaml', { branch: 'env/dev', path: 'x y.yaml' }],
    ['page', 'main/%zz', undefined],
    ['page', 'main/../a.yaml', undefined],
    ['page', 'main/x/%2E%2E/a.yaml', undefined],
    ['page', 'main/', undefined],
  ] as const)('reads the file of the %s %s', (view, path, expected) => {
    const { host, repository, world } = context;
    const { [view]: place } = world.fileViews ?? { page: 'blob', raw: 'raw' };
    expect(host.parseFileUrl(`${repository}/${place}/${path}`)).toEqual(
      expected && { repository, ...expected },
    );
  });

  it.each(['tree/main/a.yaml', 'pulls/1'])('reads no file of %s', path => {
    const { host, repository } = context;
    expect(host.parseFileUrl(`${repository}/${path}`)).toBeUndefined();
  });

  it('reads no file of another host', () => {
    const { page } = context.world.fileViews ?? { page: 'blob' };
    const url = `https://elsewhere.example.com/acme/deploy/${page}/main/a.yaml`;
    expect(context.host.parseFileUrl(url)).toBeUndefined();
  });

  it('shows a commit on a page of the repository', () => {
    const { host, repository } = context;
    const commit = 'a'.repeat(40);
    const url = host.commitUrl(`${repository}.git`, commit);
    expect(url.startsWith(`${repository}/`)).toBe(true);
    expect(url.endsWith(commit)).toBe(true);
  });

  it('is fetched from and pushed to by git', async () => {
    const { host, repository, world } = context;
    const { url, authorization } = await host.remote(repository);
    const folder = await mkdtemp(join(tmpdir(), 'git-host-clone-'));
    // By the environment, as the port asks.
    const env: Record<string, string> = authorization
      ? {
          GIT_CONFIG_COUNT: '1',
          GIT_CONFIG_KEY_0: 'http.extraHeader',
          GIT_CONFIG_VALUE_0: `Authorization: ${authorization}`,
        }
      : {};
    try {
      await runGit(folder, ['clone', '--quiet', '--bare', url, '.'], { env });
      await runGit(folder, ['push', '--quiet', url, 'main:pushed'], { env });
    } finally {
      await rm(folder, { recursive: true });
    }
    expect(await world.git.tip('pushed')).toBe(await world.git.tip('main'));
    expect(url).not.toContain('@');
  });

  it('is final about a repository that is not there', async () => {
    const { host, repository } = context;
    const absent = repository.replace(/[^/]+$/, 'nothing');
    const answers = await Promise.allSettled([
      host.getPullRequest(absent, 1),
      host.listReviews(absent, 1),
      host.listPullRequests({
        repository: absent,
        baseBranch: 'main',
        state: 'open',
        limit: 10,
      }),
      host.listCommitsBetween({
        repository: absent,
        from: 'a'.repeat(40),
        to: 'b'.repeat(40),
        limit: 10,
      }),
    ]);
    for (const answer of answers) {
      expect(answer).toEqual({
        status: 'rejected',
        reason: expect.any(TerminalHostError),
      });
    }
  });
}
