import type { JsonObject } from '@backstage-gitops/drift';
import { isObject } from '@backstage-gitops/cluster';

/** What others depend on comes first, what depends on others last (gitops-engine, "sync_tasks.go"). */
const FIRST = [
  'Namespace',
  'CustomResourceDefinition',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'Ingress',
];

const WAVE_ANNOTATION = 'argocd.argoproj.io/sync-wave';

function waveOf(object: JsonObject): number {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const annotations = isObject(metadata.annotations)
    ? metadata.annotations
    : {};
  const wave = Number(annotations[WAVE_ANNOTATION] ?? 0);
  return Number.isInteger(wave) ? wave : 0;
}

function rankOf(object: JsonObject): number {
  const rank = FIRST.indexOf(String(object.kind));
  return rank < 0 ? FIRST.length : rank;
}

/** Objects in the order in which they are applied: by wave, then namespaces and definitions first. */
export function inOrder<T>(items: T[], objectOf: (item: T) => JsonObject): T[] {
  return [...items].sort((a, b) => {
    const [one, two] = [objectOf(a), objectOf(b)];
    return waveOf(one) - waveOf(two) || rankOf(one) - rankOf(two);
  });
}
