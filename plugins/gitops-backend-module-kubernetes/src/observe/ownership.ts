import {
  isObject,
  metadataOf,
  type Ownership,
} from '@backstage-gitops/cluster';
import type { JsonObject } from '@backstage-gitops/drift';
import type { EngineEnvironment } from '@backstage-gitops/plugin-gitops-node';

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

/** How an environment is called in a cluster. */
export function ownerOf({ entityRef, name }: EngineEnvironment): string {
  return `${entityRef}/${name}`;
}

/** The object marked as an environment's own. */
export function owned(object: JsonObject, owner: string): JsonObject {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const annotations = isObject(metadata.annotations)
    ? metadata.annotations
    : {};
  return {
    ...object,
    metadata: {
      ...metadata,
      annotations: { ...annotations, [OWNER_ANNOTATION]: owner },
    },
  };
}

/** As this suite itself. What was never applied by it is not drifted for the lack of its mark. */
export function ownershipOf(environment: EngineEnvironment): Ownership {
  const owner = ownerOf(environment);
  return {
    manager: MANAGER,
    untouchable: live => untouchable(live, owner),
    marked: (desired, live) =>
      text(live, 'annotations', OWNER_ANNOTATION) === undefined
        ? desired
        : owned(desired, owner),
  };
}
