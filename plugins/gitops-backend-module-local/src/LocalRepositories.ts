import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError } from '@backstage/errors';
import { installHooks } from './hooks';
import { LocalRepository } from './LocalRepository';
import { runGit, tryGit } from './runGit';

/** Refs that clients neither see nor push. */
const HIDDEN = [
  'refs/pull',
  'refs/pull-open',
  'refs/pull-merged',
  'refs/statuses',
  'refs/pushers',
];

const NAME = /^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/;

/**
 * The repositories of the embedded host: `<root>/<owner>/<name>.git`.
 *
 * @public
 */
export class LocalRepositories {
  readonly root: string;
  readonly url: string;
  readonly bot: string;

  /** @param options - `root` is relative to the working directory of the process, or absolute. */
  static at(options: {
    root: string;
    url: string;
    bot: string;
  }): LocalRepositories {
    return new LocalRepositories(options);
  }

  private constructor(options: { root: string; url: string; bot: string }) {
    this.root = resolve(options.root);
    this.url = options.url.replace(/\/+$/, '');
    this.bot = options.bot;
  }

  /** `<owner>/<name>` of a URL of this host or of such a name itself; undefined where it is neither. */
  nameOf(urlOrName: string): string | undefined {
    const path = urlOrName.startsWith(`${this.url}/`)
      ? urlOrName.slice(this.url.length + 1)
      : urlOrName;
    const name = path.replace(/\/+$/, '').replace(/\.git$/, '');
    return NAME.test(name) && !name.includes('..') ? name : undefined;
  }

  /** @throws InputError where this is no name of a repository. */
  get(urlOrName: string): LocalRepository {
    const name = this.nameOf(urlOrName);
    if (!name) {
      throw new InputError(
        `"${urlOrName}" is no repository of this host; write <owner>/<name> or ${this.url}/<owner>/<name>`,
      );
    }
    return new LocalRepository({
      name,
      directory: join(this.root, `${name}.git`),
      url: `${this.url}/${name}`,
      bot: this.bot,
    });
  }

  /** Makes an empty repository; one that exists gets its settings and hooks again. */
  async create(
    name: string,
    options: { protectedBranches?: string[] } = {},
  ): Promise<LocalRepository> {
    const repository = this.get(name);
    const { directory } = repository;
    await mkdir(directory, { recursive: true });
    await runGit(directory, [
      'init',
      '--quiet',
      '--bare',
      '--initial-branch=main',
      directory,
    ]);
    await runGit(directory, ['config', 'gitops.bot', this.bot]);
    await runGit(directory, ['config', 'http.receivepack', 'true']);
    await runGit(directory, ['config', 'gc.auto', '0']);
    await runGit(directory, [
      'config',
      '--replace-all',
      'transfer.hideRefs',
      HIDDEN[0],
    ]);
    for (const ref of HIDDEN.slice(1)) {
      await runGit(directory, ['config', '--add', 'transfer.hideRefs', ref]);
    }
    if (options.protectedBranches) {
      await tryGit(directory, ['config', '--unset-all', 'gitops.protected']);
    }
    for (const branch of options.protectedBranches ?? []) {
      await runGit(directory, ['config', '--add', 'gitops.protected', branch]);
    }
    await installHooks(directory);
    return repository;
  }

  /** Every repository below the root. */
  async list(): Promise<LocalRepository[]> {
    const repositories: LocalRepository[] = [];
    for (const owner of await readdir(this.root).catch(() => [])) {
      for (const name of await readdir(join(this.root, owner)).catch(
        () => [],
      )) {
        if (name.endsWith('.git')) {
          repositories.push(this.get(`${owner}/${name.slice(0, -4)}`));
        }
      }
    }
    return repositories;
  }
}
