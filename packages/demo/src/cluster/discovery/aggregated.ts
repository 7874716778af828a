import { JsonObject } from '../objects/json';
import { Resource } from '../resources/Resource';
import { groupVersions } from './groups';
import { doorOf } from './subresources';

function entry(resource: Resource): JsonObject {
  return {
    resource: resource.plural,
    responseKind: {
      group: resource.group,
      version: resource.version,
      kind: resource.kind,
    },
    scope: resource.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: resource.singular,
    verbs: [...resource.verbs],
    ...(resource.shortNames.length > 0
      ? { shortNames: [...resource.shortNames] }
      : {}),
    ...(resource.categories.length > 0
      ? { categories: [...resource.categories] }
      : {}),
    ...(resource.subresources.length > 0
      ? {
          subresources: resource.subresources.map(subresource => {
            const { kind, verbs } = doorOf(resource, subresource);
            return { subresource, responseKind: kind, verbs };
          }),
        }
      : {}),
  };
}

/**
 * Discovery in one document, `apidiscovery.k8s.io/v2`: of the core group for
 * `/api`, of all others for `/apis`.
 */
export function aggregatedDiscovery(
  resources: readonly Resource[],
  root: 'core' | 'groups',
): JsonObject {
  const items = new Map<string, JsonObject[]>();
  for (const found of groupVersions(resources)) {
    if ((found.group === '') !== (root === 'core')) continue;
    items.set(found.group, [
      ...(items.get(found.group) ?? []),
      {
        version: found.version,
        resources: found.resources.map(entry),
        freshness: 'Current',
      },
    ]);
  }
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: [...items].map(
      ([group, versions]): JsonObject => ({
        metadata: group === '' ? {} : { name: group },
        versions,
      }),
    ),
  };
}
