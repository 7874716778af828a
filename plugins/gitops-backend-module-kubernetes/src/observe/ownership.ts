import type { JsonObject } from '@backstage-gitops/drift';
import { isObject, metadataOf } from '../access/ClusterApi';

/** The annotation by which an environment knows its own objects: `<entity reference>/<environment>`. */
export const OWNER_ANNOTATION = 'backstage-gitops.dev/owner';

/** The field manager that Git is applied as. */
export const MANAGER = 'gitops';

function text(
  object: JsonObject,
  part: 'labels' | 'annotations',
  name: string,
) {
  const metadata = object.metadata;
  const values = isObject(metadata) ? metadata[part] : undefined;
  const value = isObject(values) ? values[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** What other engines write on objects that are theirs. */
const OTHER_ENGINES: Array<
  [part: 'labels' | 'annotations', name: string, engine: string]
> = [
  ['annotations', 'argocd.argoproj.io/tracking-id', 'Argo CD'],
  ['labels', 'argocd.argoproj.io/instance', 'Argo CD'],
  ['labels', 'kustomize.toolkit.fluxcd.io/name', 'Flux'],
  ['labels', 'helm.toolkit.fluxcd.io/name', 'Flux'],
  ['annotations', 'meta.helm.sh/release-name', 'Helm'],
];

/**
 * Why this suite never writes to an object, or undefined where it may: another engine or environment has it, it is
 * being deleted, or a controller made it.
 */
export function untouchable(
  live: JsonObject,
  owner: string,
): string | undefined {
  for (const [part, name, engine] of OTHER_ENGINES) {
    const found = text(live, part, name);
    if (found) return `${engine} has this object (${name}: ${found}).`;
  }
  const other = text(live, 'annotations', OWNER_ANNOTATION);
  if (other !== undefined && other !== owner) {
    return `${other} has this object.`;
  }
  if (metadataOf(live, 'deletionTimestamp')) {
    return 'It is being deleted.';
  }
  return undefined;
}
