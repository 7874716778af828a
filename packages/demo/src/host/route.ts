/** What a request to the Git host asks for. */
export type Route =
  | { kind: 'home' }
  | { kind: 'repository'; repository: string; branch?: string }
  | { kind: 'commit'; repository: string; commit: string }
  | { kind: 'pullRequest'; repository: string; number: number }
  | { kind: 'blob'; repository: string; branch: string; path: string }
  | { kind: 'raw'; repository: string; branch: string; path: string }
  | { kind: 'git'; repository: string; service: GitService; call: GitCall }
  | { kind: 'unknown' };

/** The two halves of Git's smart protocol: reading and writing. */
export type GitService = 'git-upload-pack' | 'git-receive-pack';

/** Asking what there is, and the exchange itself. */
export type GitCall = 'advertise' | 'exchange';

const unknown: Route = { kind: 'unknown' };
const namePattern = /^[a-z0-9][a-z0-9._-]*$/;
const commitPattern = /^[0-9a-f]{40}$/;
const numberPattern = /^[1-9][0-9]{0,8}$/;

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function isGitService(value: string | null): value is GitService {
  return value === 'git-upload-pack' || value === 'git-receive-pack';
}

/** Joins what is left of a URL to a path inside a repository; undefined where it tries to leave it. */
function filePath(segments: string[]): string | undefined {
  const decoded = segments.map(decode);
  const proper = decoded.every(
    segment =>
      segment &&
      segment !== '.' &&
      segment !== '..' &&
      !/[/\\\0]/.test(segment),
  );
  return decoded.length > 0 && proper ? decoded.join('/') : undefined;
}

/** A branch takes one segment of a URL: its own slashes are encoded. */
function branchName(segment: string | undefined): string | undefined {
  const branch = segment && decode(segment);
  const proper =
    branch &&
    /^[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(branch) &&
    !/\.\.|\/\/|\/$/.test(branch);
  return proper ? branch : undefined;
}

function gitRoute(
  repository: string,
  method: string,
  rest: string[],
  query: URLSearchParams,
): Route | undefined {
  const call = rest.join('/');
  if (call === 'info/refs' && method === 'GET') {
    const service = query.get('service');
    return isGitService(service)
      ? { kind: 'git', repository, service, call: 'advertise' }
      : undefined;
  }
  return isGitService(call) && method === 'POST'
    ? { kind: 'git', repository, service: call, call: 'exchange' }
    : undefined;
}

function pageRoute(repository: string, rest: string[]): Route {
  const [page, ...parameters] = rest;
  const [first, ...others] = parameters;
  if (page === undefined) return { kind: 'repository', repository };
  if (page === 'tree' && others.length === 0) {
    const branch = branchName(first);
    return branch ? { kind: 'repository', repository, branch } : unknown;
  }
  if (page === 'commit' && others.length === 0 && commitPattern.test(first)) {
    return { kind: 'commit', repository, commit: first };
  }
  if (page === 'pulls' && others.length === 0 && numberPattern.test(first)) {
    return { kind: 'pullRequest', repository, number: Number(first) };
  }
  if (page === 'raw' || page === 'blob') {
    const branch = branchName(first);
    const path = filePath(others);
    return branch && path ? { kind: page, repository, branch, path } : unknown;
  }
  return unknown;
}

/**
 * Reads a request line.
 *
 * Dots that climb are refused rather than resolved, encoded or not: nobody has a good reason to send them.
 *
 * @param method - the HTTP method
 * @param target - path and query as they were sent
 */
export function parseRoute(method: string, target: string): Route {
  const [pathname, search = ''] = target.split(/\?(.*)/s, 2);
  if (!pathname.startsWith('/')) return unknown;
  const segments = pathname.replace(/\/$/, '').split('/').slice(1);
  if (segments.length === 0)
    return method === 'GET' ? { kind: 'home' } : unknown;
  const [owner, name = '', ...rest] = segments;
  const bareName = name.replace(/\.git$/, '');
  if (!namePattern.test(owner) || !namePattern.test(bareName)) return unknown;
  const repository = `${owner}/${bareName}`;
  const git = gitRoute(repository, method, rest, new URLSearchParams(search));
  if (git) return git;
  return method === 'GET' ? pageRoute(repository, rest) : unknown;
}
