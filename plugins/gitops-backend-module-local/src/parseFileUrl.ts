import type { RepositoryFile } from '@backstage-gitops/plugin-gitops-node';
import type { LocalRepositories } from './LocalRepositories';

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Is this the path of a file, without steps that lead elsewhere? */
function isFilePath(path: string): boolean {
  return path
    .split('/')
    .every(step => step !== '' && step !== '.' && step !== '..');
}

/** Reads `<url>/<owner>/<name>/blob|raw/<branch>/<path>`; a slash in a branch is written `%2F`. */
export function parseFileUrl(
  repositories: LocalRepositories,
  url: string,
): RepositoryFile | undefined {
  if (!url.startsWith(`${repositories.url}/`)) return undefined;
  const match = /^([^/]+\/[^/]+)\/(?:blob|raw)\/([^/]+)\/(.+)$/.exec(
    url.slice(repositories.url.length + 1).replace(/[?#].*$/, ''),
  );
  if (!match) return undefined;
  const name = repositories.nameOf(match[1]);
  const branch = decode(match[2]);
  const path = decode(match[3]);
  if (!name || !branch || !path || !isFilePath(path)) return undefined;
  return { repository: `${repositories.url}/${name}`, branch, path };
}
