import type { ObservedObject } from '@backstage-gitops/plugin-gitops-common';

/** How an object is called among those of its environment, such as "Deployment web". */
export function objectTitle({ kind, name }: ObservedObject): string {
  return `${kind} ${name}`;
}

/** What else tells an object from others: its API and namespace. */
export function objectScope(object: ObservedObject): string {
  const { group, version, namespace } = object;
  const api = group === '' ? version : `${group}/${version}`;
  return namespace === undefined ? api : `${api} in ${namespace}`;
}
