import type { EngineEnvironment } from '@backstage-gitops/plugin-gitops-node';

function splitUrl(url: string): [host: string, path: string] | undefined {
  const found = /^(?:https?|ssh):\/\/(?:[^@/]+@)?([^/]+)\/(.+)$/.exec(url);
  return found ? [found[1].replace(/:\d+$/, ''), found[2]] : undefined;
}

/** One spelling of a repository's URL, whether it is fetched over HTTPS or SSH. */
function repositoryOf(url: string): string {
  const written = url.replace(/\/+$/, '').replace(/\.git$/, '');
  const scp = /^(?:[^@/]+@)?([^:/]+):(?!\/)(.+)$/.exec(written);
  const [host, path] = scp
    ? [scp[1], scp[2]]
    : splitUrl(written) ?? [written, ''];
  return `${host.toLowerCase()}/${path}`;
}

function folderOf(path: string): string {
  return path
    .split('/')
    .filter(part => part !== '' && part !== '.')
    .join('/');
}

export function isSameRepository(one: string, other: string): boolean {
  return repositoryOf(one) === repositoryOf(other);
}

/** Names a folder of a repository, however its URL and its path are written. */
export function placeKey(repository: string, path: string): string {
  return [repositoryOf(repository), folderOf(path)].join('\n');
}

/** The place of an environment. */
export function placeOfEnvironment({ place }: EngineEnvironment): string {
  return placeKey(place.repository, place.path);
}
