import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BareRepository } from './BareRepository';
import { runGit } from './runGit';

/** A repository on a host that is reached by its address alone: what is read is fetched first, what is written pushed. */
export class ClonedRepository extends BareRepository {
  static async clone(
    url: string,
    authorization: string,
  ): Promise<ClonedRepository> {
    const folder = await mkdtemp(path.join(tmpdir(), 'cloned-repository-'));
    await BareRepository.create(folder);
    return new ClonedRepository(folder, url, authorization);
  }

  readonly #url: string;
  #authorization: string;
  /** What is written is not there yet: a fetch would take it away. */
  #isWriting = false;

  private constructor(directory: string, url: string, authorization: string) {
    super(directory);
    this.#url = url;
    this.#authorization = authorization;
  }

  async remove(): Promise<void> {
    await rm(this.directory, { recursive: true });
  }

  /** Does something with the credentials of somebody. */
  async as<T>(authorization: string, work: () => Promise<T>): Promise<T> {
    const own = this.#authorization;
    this.#authorization = authorization;
    try {
      return await work();
    } finally {
      this.#authorization = own;
    }
  }

  async git(...args: string[]): Promise<string> {
    await this.#fetch();
    return super.git(...args);
  }

  async file(commit: string, name: string): Promise<string | undefined> {
    await this.#fetch();
    return super.file(commit, name);
  }

  async commit(...args: Parameters<BareRepository['commit']>): Promise<string> {
    return this.#write(() => super.commit(...args));
  }

  async commitMany(branch: string, count: number): Promise<string[]> {
    return this.#write(() => super.commitMany(branch, count));
  }

  async branchMany(branches: string[], commit: string): Promise<void> {
    await this.#write(() => super.branchMany(branches, commit));
  }

  async #write<T>(work: () => Promise<T>): Promise<T> {
    await this.#fetch();
    this.#isWriting = true;
    try {
      const result = await work();
      await this.#talk('push', 'refs/heads/*:refs/heads/*');
      return result;
    } finally {
      this.#isWriting = false;
    }
  }

  async #fetch(): Promise<void> {
    if (this.#isWriting) return;
    await this.#talk('fetch', '+refs/heads/*:refs/heads/*');
  }

  async #talk(command: 'fetch' | 'push', refs: string): Promise<void> {
    await runGit(this.directory, [command, '--quiet', this.#url, refs], {
      // No credential is on a command line.
      env: {
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'http.extraHeader',
        GIT_CONFIG_VALUE_0: `Authorization: ${this.#authorization}`,
      },
    });
  }
}
