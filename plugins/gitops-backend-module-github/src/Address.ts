import type { RepositoryFile } from '@backstage-gitops/plugin-gitops-node';

/** What may stand in the names of accounts, and of repositories: no name is a step of a path. */
const NAME = /^(?!\.{1,2}$)[\w.-]+$/;

/** A repository of one host. */
export interface RepositoryName {
  owner: string;
  repo: string;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function isFilePath(path: string): boolean {
  return path.split('/').every(step => !['', '.', '..'].includes(step));
}

/** The addresses of one GitHub: how people write them and what they name. */
export class Address {
  /** Scheme, host and port. */
  readonly #origin: string;

  /** @param url - where people find the host, such as `https://github.com` */
  constructor(url: string) {
    this.#origin = new URL(url).origin;
  }

  /** The repository that a URL names, or undefined. Another scheme than the host's is no address of it. */
  repositoryAt(url: string): RepositoryName | undefined {
    const [owner, name, ...rest] = this.#steps(url) ?? [];
    const repo = name?.replace(/\.git$/, '');
    return rest.length === 0 && NAME.test(owner ?? '') && NAME.test(repo ?? '')
      ? { owner, repo }
      : undefined;
  }

  /** Reads `<repository>/blob|raw/<branch>/<path>`. A slash in a branch is written `%2F`; `HEAD` is the default branch. */
  parseFileUrl(url: string): RepositoryFile | undefined {
    const [owner, repo, view, ref, ...steps] = this.#steps(url) ?? [];
    const name = this.repositoryAt(`${this.#origin}/${owner}/${repo}`);
    const branch = decode(ref ?? '');
    const path = decode(steps.join('/'));
    if (!name || !['blob', 'raw'].includes(view)) return undefined;
    if (!branch || !path || !isFilePath(path)) return undefined;
    return {
      repository: this.urlOf(name),
      ...(branch === 'HEAD' ? {} : { branch }),
      path,
    };
  }

  /** As pipeline files write it. */
  urlOf({ owner, repo }: RepositoryName): string {
    return `${this.#origin}/${owner}/${repo}`;
  }

  /** The steps of the path of a URL on this host. Nothing is normalised: `..` stays, and is no name. */
  #steps(url: string): string[] | undefined {
    if (!url.startsWith(`${this.#origin}/`)) return undefined;
    return url
      .slice(this.#origin.length + 1)
      .replace(/[?#].*$/, '')
      .replace(/\/$/, '')
      .split('/');
  }
}
