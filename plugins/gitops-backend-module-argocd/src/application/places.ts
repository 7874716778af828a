import { placeKey } from '@backstage-gitops/cluster';
import { type Application, type ApplicationSource, sourcesOf } from './shape';

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

/** Every place in Git that an Application takes its state from. */
export function placesOf(application: Application): string[] {
  const sources = sourcesOf(application);
  const keys = sources.flatMap(({ repoURL, path, chart, ref }) => {
    if (!repoURL || chart) return [];
    const folders = [
      ...(path === undefined && ref ? [] : [path ?? '']),
      ...(ref ? valueFolders(ref, sources) : []),
    ];
    return folders.map(folder => placeKey(repoURL, folder));
  });
  return [...new Set(keys)];
}
