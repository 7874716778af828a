import { Resource } from '../resources/Resource';

/** The kinds of one group and version. */
export interface GroupVersion {
  group: string;
  version: string;
  resources: Resource[];
}

// Kubernetes prefers stable versions, then beta, then alpha; higher before
// lower (version priority, apimachinery/pkg/version).
function rank(version: string): [number, number, number] {
  const [, major, stage, minor] =
    /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
  if (major === undefined) return [-1, 0, 0];
  const stages: Record<string, number> = { alpha: 0, beta: 1 };
  return [stages[stage ?? ''] ?? 2, Number(major), Number(minor ?? 0)];
}

function comparePriority(a: string, b: string): number {
  const [left, right] = [rank(a), rank(b)];
  const index = left.findIndex((value, position) => value !== right[position]);
  return index < 0 ? 0 : (right[index] ?? 0) - (left[index] ?? 0);
}

/** Groups in the order they are served, each with its preferred version first. */
export function groupVersions(resources: readonly Resource[]): GroupVersion[] {
  const groups = new Map<string, Map<string, Resource[]>>();
  for (const resource of resources) {
    const versions =
      groups.get(resource.group) ?? new Map<string, Resource[]>();
    groups.set(resource.group, versions);
    versions.set(resource.version, [
      ...(versions.get(resource.version) ?? []),
      resource,
    ]);
  }
  return [...groups].flatMap(([group, versions]) =>
    [...versions]
      .sort(([a], [b]) => comparePriority(a, b))
      .map(([version, found]) => ({ group, version, resources: found })),
  );
}
