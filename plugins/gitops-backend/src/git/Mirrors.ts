import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { NotFoundError } from '@backstage/errors';
import type { GitHost } from '@backstage-gitops/plugin-gitops-node';
import { Mirror } from './Mirror';
import { SerialQueue } from './SerialQueue';

/** A repository's host and mirror. */
export interface HostedRepository {
  repository: string;
  host: GitHost;
  mirror: Mirror;
}

/** The one spelling of a repository's URL: without `.git` and without a trailing slash. */
export function normalizeRepository(url: string): string {
  return url.replace(/\/+$/, '').replace(/\.git$/, '');
}

/** One mirror per repository, made when it is first asked for. */
export class Mirrors {
  readonly #hosts: GitHost[];
  readonly #directory: string;
  readonly #mirrors = new Map<string, Promise<Mirror>>();

  /** Writes to one branch wait for each other here; across replicas the push's expected parent decides. */
  readonly writes = new SerialQueue();

  /** @param options - `directory` is this process' own. */
  static create(options: { hosts: GitHost[]; directory: string }): Mirrors {
    return new Mirrors(options.hosts, options.directory);
  }

  private constructor(hosts: GitHost[], directory: string) {
    this.#hosts = hosts;
    this.#directory = directory;
  }

  /** The configured host that owns a repository. */
  hostOf(url: string): GitHost | undefined {
    const repository = normalizeRepository(url);
    return this.#hosts.find(candidate => candidate.owns(repository));
  }

  /** @throws NotFoundError where no configured host owns the repository: nothing else is ever called. */
  async get(url: string): Promise<HostedRepository> {
    const repository = normalizeRepository(url);
    const host = this.hostOf(repository);
    if (!host) {
      throw new NotFoundError(
        `No configured Git host serves ${repository}; configured are ${
          this.#hosts.map(({ type }) => type).join(', ') || 'none'
        }. Add it below gitops.hosts.`,
      );
    }
    let mirror = this.#mirrors.get(repository);
    if (!mirror) {
      const name = createHash('sha256').update(repository).digest('hex');
      mirror = Mirror.create({
        directory: join(this.#directory, `${name.slice(0, 32)}.git`),
        remote: () => host.remote(repository),
      });
      this.#mirrors.set(repository, mirror);
      mirror.catch(() => this.#mirrors.delete(repository));
    }
    return { repository, host, mirror: await mirror };
  }

  /** The file that a URL of one of the hosts names. */
  parseFileUrl(url: string) {
    for (const host of this.#hosts) {
      const file = host.parseFileUrl(url);
      if (file) return file;
    }
    return undefined;
  }
}
