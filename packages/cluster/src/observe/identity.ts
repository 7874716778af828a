import type { JsonObject } from '@backstage-gitops/drift';
import type { ObjectReference } from '@backstage-gitops/plugin-gitops-node';
import { metadataOf } from '../access/ClusterApi';
import { splitApiVersion } from '../cache/Discovery';

/** What an object of Git is called; its namespace is filled in or left out by the scope of its kind. */
export function referenceOf(
  object: JsonObject,
  namespaced: boolean,
  namespace: string,
): ObjectReference {
  const [group, version] = splitApiVersion(String(object.apiVersion));
  return {
    group,
    version,
    kind: String(object.kind),
    ...(namespaced
      ? { namespace: metadataOf(object, 'namespace') || namespace }
      : {}),
    name: metadataOf(object, 'name'),
  };
}

/** May a pipeline have this kind? `Deployment`, `apps/Deployment`, `apps/*` or `*`. */
export function isAllowed(
  { group, kind, namespace }: ObjectReference,
  kinds: string[] | undefined,
): boolean {
  // Without a list: everything that lives in the pipeline's own namespace, and nothing else.
  if (kinds === undefined) return namespace !== undefined;
  return kinds.some(one =>
    ['*', kind, `${group}/${kind}`, `${group}/*`].includes(one),
  );
}
