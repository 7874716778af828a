import type { Ownership } from '@backstage-gitops/cluster';

/**
 * As Argo CD. It marks what it applies in the way its installation was told, and Git has no such mark: what differs is
 * judged without it.
 */
export const ownership: Ownership = {
  manager: 'argocd-controller',
  untouchable: () => undefined,
  marked: desired => desired,
};
