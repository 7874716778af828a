import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import { LocalGitHost } from '../LocalGitHost';
import { LocalRepositories } from '../LocalRepositories';
import type { LocalRepository } from '../LocalRepository';
import { runGit } from '../runGit';

export const URL_OF_HOST = 'http://127.0.0.1:7080';
export const BOT = 'gitops-bot';
export const author = { name: 'Ana', email: 'ana@example.com' };

/** A host in a folder of its own with the repository `acme/deploy`, whose branch `main` is protected. */
export class TestHost {
  static async create(): Promise<TestHost> {
    const folder = await mkdtemp(join(tmpdir(), 'local-host-'));
    const repositories = LocalRepositories.at({
      root: join(folder, 'repositories'),
      url: URL_OF_HOST,
      bot: BOT,
    });
    const deploy = await repositories.create('acme/deploy', {
      protectedBranches: ['main'],
    });
    const host = new TestHost(folder, repositories, deploy);
    await host.commit('main', { 'README.md': 'deploy\n' });
    return host;
  }

  readonly port: LocalGitHost;

  private constructor(
    readonly folder: string,
    readonly repositories: LocalRepositories,
    readonly deploy: LocalRepository,
  ) {
    this.port = new LocalGitHost(repositories);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  async commit(
    branch: string,
    files: Record<string, string | undefined>,
  ): Promise<string> {
    return this.deploy.commitFiles({
      branch,
      files: new Map(Object.entries(files)),
      message: `change ${branch}\n`,
      author,
    });
  }

  /** A branch off `main` as it is now, with files of its own. */
  async branch(name: string, files: Record<string, string>): Promise<string> {
    const main = await this.git('rev-parse', 'refs/heads/main');
    await this.git('update-ref', `refs/heads/${name}`, main);
    return this.commit(name, files);
  }

  /** Opens a pull request into `main` as `ana`. */
  async open(headBranch: string): Promise<PullRequest> {
    return this.deploy.pulls.open({
      headBranch,
      baseBranch: 'main',
      title: `Change ${headBranch}`,
      body: 'Because.',
      labels: ['gitops'],
      as: 'ana',
    });
  }

  async git(...args: string[]): Promise<string> {
    return (await runGit(this.deploy.directory, args)).trim();
  }

  /** Pushes a commit as a client does, through the hooks. Rejects with what git said. */
  async push(refspec: string, options: { login?: string } = {}) {
    const clone = await mkdtemp(join(this.folder, 'clone-'));
    const git = (...args: string[]) =>
      runGit(join(clone, '.git'), args, {
        env: options.login ? { GITOPS_LOCAL_LOGIN: options.login } : {},
      });
    await runGit(clone, ['init', '--quiet', clone], {
      env: { GIT_DIR: join(clone, '.git') },
    });
    await git(
      'fetch',
      '--quiet',
      this.deploy.directory,
      '+refs/heads/*:refs/heads/*',
      '--update-head-ok',
    );
    await git('push', '--quiet', this.deploy.directory, refspec);
  }
}
