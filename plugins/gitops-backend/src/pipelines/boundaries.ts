import type { Entity } from '@backstage/catalog-model';
import { evaluateFilterPredicate } from '@backstage/filter-predicates';
import type { Boundary } from '../config';
import type { Place } from './Declaration';

/** Is a path within a folder of the same repository, or the folder itself? */
export function covers(allowed: string, path: string): boolean {
  const folder = allowed.replace(/^\.?\/+|\/+$/g, '');
  return (
    folder === '' ||
    folder === '.' ||
    path === folder ||
    path.startsWith(`${folder}/`)
  );
}

/**
 * May this entity's pipeline use a place in Git? Default: its own repository only.
 *
 * @returns why not, or undefined where it may.
 */
export function outsideBoundary(options: {
  entity: Entity;
  ownRepository: string;
  place: Place;
  boundaries: Boundary[];
}): string | undefined {
  const { entity, ownRepository, place, boundaries } = options;
  if (place.repository === ownRepository) return undefined;
  const allowed = boundaries
    .filter(boundary => evaluateFilterPredicate(boundary.entities, entity))
    .flatMap(boundary => boundary.repositories)
    .some(
      repository =>
        repository.url === place.repository &&
        repository.paths.some(path => covers(path, place.path)),
    );
  return allowed
    ? undefined
    : `${place.path} of ${place.repository} is outside this entity's boundary; the platform team can add it below gitops.boundaries.`;
}

/** May this entity's pipeline use anything of a repository? Nothing else is read. */
export function mayUseRepository(options: {
  entity: Entity;
  ownRepository: string;
  repository: string;
  boundaries: Boundary[];
}): boolean {
  const { entity, ownRepository, repository, boundaries } = options;
  return (
    repository === ownRepository ||
    boundaries
      .filter(boundary => evaluateFilterPredicate(boundary.entities, entity))
      .some(boundary =>
        boundary.repositories.some(({ url }) => url === repository),
      )
  );
}

/** What an entity's pipeline may have in a cluster. */
export type ClusterScope =
  | { status: 'inside'; kinds?: string[] }
  | { status: 'outside'; reason: string };

/** May this entity's pipeline have an environment in this namespace? Default: nowhere. */
export function clusterScope(options: {
  entity: Entity;
  target: { cluster: string; namespace: string };
  boundaries: Boundary[];
}): ClusterScope {
  const { entity, target, boundaries } = options;
  const allowed = boundaries
    .filter(boundary => evaluateFilterPredicate(boundary.entities, entity))
    .flatMap(boundary => boundary.clusters)
    .filter(
      cluster =>
        cluster.name === target.cluster &&
        cluster.namespaces.some(
          namespace => namespace === '*' || namespace === target.namespace,
        ),
    );
  if (allowed.length === 0) {
    return {
      status: 'outside',
      reason: `Namespace ${target.namespace} of cluster ${target.cluster} is outside this entity's boundary; the platform team can add it below gitops.boundaries.`,
    };
  }
  const unlimited = allowed.some(({ kinds }) => kinds === undefined);
  return {
    status: 'inside',
    ...(unlimited
      ? {}
      : { kinds: [...new Set(allowed.flatMap(({ kinds }) => kinds ?? []))] }),
  };
}
