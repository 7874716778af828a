import type { EngineEnvironment } from '@backstage-gitops/plugin-gitops-node';
import { type Application, type ApplicationSource, sourcesOf } from './shape';

/** One spelling of a repository's URL, whether it is fetched over HTTPS or SSH. */
function repositoryOf(url: string): string {
  const written = url.replace(/\/+$/, '').replace(/\.git$/, '');
  const scp = /^(?:[^@/]+@)?([^:/]+):(?!\/)(.+)$/.exec(written);
  const [host, path] = scp
    ? [scp[1], scp[2]]
    : splitUrl(written) ?? [written, ''];
  return `${host.toLowerCase()}/${path}`;
}

function splitUrl(url: string): [host: string, path: string] | undefined {
  const found = /^(?:https?|ssh):\/\/(?:[^@/]+@)?([^/]+)\/(.+)$/.exec(url);
  return found ? [found[1].replace(/:\d+$/, ''), found[2]] : undefined;
}

export function isSameRepository(one: string, other: string): boolean {
  return repositoryOf(one) === repositoryOf(other);
}

function folderOf(path: string | undefined): string {
  return (path ?? '')
    .split('/')
    .filter(part => part !== '' && part !== '.')
    .join('/');
}

function keyOf(repository: string, path: string, namespace: string): string {
  return [repositoryOf(repository), folderOf(path), namespace].join('\n');
}

/** Folders from which the other sources of an Application take values: `$values/envs/dev/values.yaml`. */
function valueFolders(
  ref: string,
  sources: readonly ApplicationSource[],
): string[] {
  const prefix = `$${ref}/`;
  return sources
    .flatMap(({ helm }) => helm?.valueFiles ?? [])
    .filter(file => file.startsWith(prefix))
    .map(file => file.slice(prefix.length).split('/').slice(0, -1).join('/'));
}

/** Every place in Git that an Application takes its state from, with the namespace that it deploys to. */
export function placesOf(application: Application): string[] {
  const namespace = application.spec?.destination?.namespace;
  if (!namespace) return [];
  const sources = sourcesOf(application);
  const keys = sources.flatMap(({ repoURL, path, chart, ref }) => {
    if (!repoURL || chart) return [];
    const folders = [
      ...(path === undefined && ref ? [] : [path ?? '']),
      ...(ref ? valueFolders(ref, sources) : []),
    ];
    return folders.map(folder => keyOf(repoURL, folder, namespace));
  });
  return [...new Set(keys)];
}

/** The place of an environment, in the same spelling. */
export function placeOf({ place, target }: EngineEnvironment): string {
  return keyOf(place.repository, place.path, target.namespace);
}
