import type { RepositoryFile } from '@backstage-gitops/plugin-gitops-node';

/** What may stand in the names of groups and projects. */
const NAME = /^[a-zA-Z0-9_.][\w.-]*$/;

/** Names that GitLab keeps for its own pages: what begins with one of them is no part of a project's path. */
const PAGES = new Set(
  '- badges blame blob builds commits create create_dir edit files find_file new preview raw refs tree update wikis'.split(
    ' ',
  ),
);

function isName(step: string): boolean {
  return NAME.test(step) && step !== '.' && step !== '..' && !PAGES.has(step);
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

/** The addresses of one GitLab: how people write them and what they name. */
export class Address {
  /** With the path below which the host is, if it is below one, and without a slash at its end. */
  readonly #url: string;

  /** @param url - where people find the host, such as `https://gitlab.com` or `https://example.com/gitlab` */
  constructor(url: string) {
    const { origin, pathname } = new URL(url);
    this.#url = `${origin}${pathname}`.replace(/\/+$/, '');
  }

  /**
   * The path of the project that a URL names, such as `acme/platform/deploy`, or undefined. Another scheme than the
   * host's is no address of it.
   */
  projectAt(url: string): string | undefined {
    const steps = this.#steps(url) ?? [];
    const names = [...steps.slice(0, -1), steps.at(-1)?.replace(/\.git$/, '')];
    return names.length > 1 && names.every(name => isName(name ?? ''))
      ? names.join('/')
      : undefined;
  }

  /**
   * Reads `<project>/-/blob|raw/<branch>/<path>`, with or without the `-`. A slash in a branch is written `%2F`; `HEAD`
   * is the default branch.
   */
  parseFileUrl(url: string): RepositoryFile | undefined {
    const steps = this.#steps(url) ?? [];
    const end = steps.findIndex(step => PAGES.has(step));
    const project = this.projectAt(
      `${this.#url}/${steps.slice(0, Math.max(0, end)).join('/')}`,
    );
    const [view, ref, ...rest] = steps.slice(
      steps[end] === '-' ? end + 1 : end,
    );
    const branch = decode(ref ?? '');
    const path = decode(rest.join('/'));
    if (!project || !['blob', 'raw'].includes(view)) return undefined;
    if (!branch || !path || !isFilePath(path)) return undefined;
    return {
      repository: this.urlOf(project),
      ...(branch === 'HEAD' ? {} : { branch }),
      path,
    };
  }

  /**
   * The username in the annotation of a user. Backstage's own provider writes the address of their page; a username alone
   * is understood, too.
   */
  usernameIn(annotation: string): string | undefined {
    const [name, ...rest] = this.#steps(annotation) ?? [annotation];
    return rest.length === 0 && isName(name) ? name : undefined;
  }

  /** As pipeline files write it. */
  urlOf(project: string): string {
    return `${this.#url}/${project}`;
  }

  /** The steps of the path of a URL on this host. Nothing is normalised: `..` stays, and is no name. */
  #steps(url: string): string[] | undefined {
    if (!url.startsWith(`${this.#url}/`)) return undefined;
    return url
      .slice(this.#url.length + 1)
      .replace(/[?#].*$/, '')
      .replace(/\/$/, '')
      .split('/');
  }
}
