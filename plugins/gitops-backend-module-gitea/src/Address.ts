import type { RepositoryFile } from '@backstage-gitops/plugin-gitops-node';

/** What may stand in the names of accounts, and of repositories: no name is a step of a path. */
const NAME = /^(?!\.{1,2}$)[\w.-]+$/;

/** Where Gitea shows a file of a branch, and where it gives its bytes. */
const VIEWS = ['src', 'raw'];

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

/** The addresses of one Gitea: how people write them and what they name. */
export class Address {
  /** With the path that the host lies below, and without a slash at the end. */
  readonly #base: string;

  /** @param url - where people find the host, such as `https://gitea.example.com` or `https://example.com/gitea` */
  constructor(url: string) {
    const { origin, pathname } = new URL(url);
    this.#base = `${origin}${pathname.replace(/\/$/, '')}`;
  }

  /** The repository that a URL names, or undefined. Another scheme than the host's is no address of it. */
  repositoryAt(url: string): RepositoryName | undefined {
    const [owner, name, ...rest] = this.#steps(url) ?? [];
    const repo = name?.replace(/\.git$/, '');
    return rest.length === 0 && NAME.test(owner ?? '') && NAME.test(repo ?? '')
      ? { owner, repo }
      : undefined;
  }

  /**
   * Reads `<repository>/src|raw/branch/<branch>/<path>`. A slash in a branch is written `%2F`: Gitea takes that too, and
   * where it is written plainly only the host could tell where the branch ends.
   */
  parseFileUrl(url: string): RepositoryFile | undefined {
    const [owner, repo, view, kind, ref, ...steps] = this.#steps(url) ?? [];
    const name = this.repositoryAt(`${this.#base}/${owner}/${repo}`);
    const branch = decode(ref ?? '');
    const path = decode(steps.join('/'));
    if (!name || !VIEWS.includes(view) || kind !== 'branch') return undefined;
    if (!branch || !path || !isFilePath(path)) return undefined;
    return { repository: this.urlOf(name), branch, path };
  }

  /** As pipeline files write it. */
  urlOf({ owner, repo }: RepositoryName): string {
    return `${this.#base}/${owner}/${repo}`;
  }

  /** The steps of the path of a URL on this host. Nothing is normalised: `..` stays, and is no name. */
  #steps(url: string): string[] | undefined {
    if (!url.startsWith(`${this.#base}/`)) return undefined;
    return url
      .slice(this.#base.length + 1)
      .replace(/[?#].*$/, '')
      .replace(/\/$/, '')
      .split('/');
  }
}
