import type { ClusterState } from '@backstage-gitops/plugin-gitops-common';

const ENGINES: Record<ClusterState['engine'], string> = {
  kubernetes: 'Kubernetes',
  argocd: 'Argo CD',
  flux: 'Flux',
};

const MODES: Record<ClusterState['mode'], string> = {
  observe: 'only observed',
  sync: 'synced when Git changes',
  heal: 'synced, and healed where it drifts',
};

/** Where an environment runs, who reconciles it, and how far that goes. */
export function describePlace(state: ClusterState): string {
  const { engine, cluster, namespace, mode } = state;
  return `${ENGINES[engine]}, cluster ${cluster}, namespace ${namespace}, ${MODES[mode]}`;
}
