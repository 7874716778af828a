import { JsonObject } from '../objects/json';
import { apiVersionOf, Resource } from '../resources/Resource';
import { groupVersions } from './groups';
import { doorOf } from './subresources';

/** `/api` in the old form. */
export const coreVersions = (): JsonObject => ({
  kind: 'APIVersions',
  versions: ['v1'],
  serverAddressByClientCIDRs: [],
});

function groupOf(resources: readonly Resource[], name: string): JsonObject {
  const versions = groupVersions(resources)
    .filter(({ group }) => group === name)
    .map(({ group, version }) => ({
      groupVersion: `${group}/${version}`,
      version,
    }));
  return { name, versions, preferredVersion: versions[0] ?? {} };
}

/** `/apis` in the old form. */
export function groupList(resources: readonly Resource[]): JsonObject {
  const names = new Set(
    resources.map(({ group }) => group).filter(group => group !== ''),
  );
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: [...names].map(name => groupOf(resources, name)),
  };
}

/** `/apis/<group>`. */
export const group = (
  resources: readonly Resource[],
  name: string,
): JsonObject => ({
  kind: 'APIGroup',
  apiVersion: 'v1',
  ...groupOf(resources, name),
});

function entries(resource: Resource): JsonObject[] {
  return [
    {
      name: resource.plural,
      singularName: resource.singular,
      namespaced: resource.namespaced,
      kind: resource.kind,
      verbs: [...resource.verbs],
      ...(resource.shortNames.length > 0
        ? { shortNames: [...resource.shortNames] }
        : {}),
      ...(resource.categories.length > 0
        ? { categories: [...resource.categories] }
        : {}),
    },
    ...resource.subresources.map(subresource => {
      const { kind, verbs } = doorOf(resource, subresource);
      const own =
        kind.group === resource.group && kind.version === resource.version;
      return {
        name: `${resource.plural}/${subresource}`,
        singularName: '',
        namespaced: resource.namespaced,
        ...(own
          ? {}
          : { group: kind.group ?? '', version: kind.version ?? '' }),
        kind: kind.kind ?? '',
        verbs,
      };
    }),
  ];
}

/** `/api/v1` and `/apis/<group>/<version>`. */
export function resourceList(
  resources: readonly Resource[],
  wanted: { group: string; version: string },
): JsonObject {
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf(wanted),
    resources: resources
      .filter(
        ({ group: name, version }) =>
          name === wanted.group && version === wanted.version,
      )
      .flatMap(entries),
  };
}
