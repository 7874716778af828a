import { isJsonObject, type JsonObject } from '@backstage-gitops/drift';

/** What a definition among the objects of Git will make the cluster serve. */
export interface DefinedKind {
  apiVersion: string;
  kind: string;
  namespaced: boolean;
}

/** The kinds that Git itself brings, with the objects of them perhaps. */
export function kindsDefinedBy(objects: readonly JsonObject[]): DefinedKind[] {
  return objects.flatMap(object => {
    const { kind, spec } = object;
    if (kind !== 'CustomResourceDefinition' || !isJsonObject(spec)) return [];
    const names = isJsonObject(spec.names) ? spec.names : {};
    const versions = Array.isArray(spec.versions) ? spec.versions : [];
    return versions.filter(isJsonObject).map(version => ({
      apiVersion: `${spec.group}/${version.name}`,
      kind: String(names.kind),
      namespaced: spec.scope !== 'Cluster',
    }));
  });
}

/** The definition in Git of an object's kind, where there is one. */
export function definitionOf(
  object: JsonObject,
  defined: readonly DefinedKind[],
): DefinedKind | undefined {
  return defined.find(
    ({ apiVersion, kind }) =>
      apiVersion === object.apiVersion && kind === object.kind,
  );
}
