import type {
  EngineSource,
  EngineSubject,
} from '@backstage-gitops/plugin-gitops-node';
import { find, healthOf, toConditions, WAITS } from './health';
import { commitOf } from './revision';
import type { Condition, HelmRelease, Kustomization, Source } from './shape';

const SUSPENDED =
  'It is suspended: Flux does nothing until somebody resumes it.';

function followsOf(source: Source): { follows?: string } {
  const { branch, commit, name, semver, tag } = source.spec?.ref ?? {};
  const follows = commit ?? name ?? semver ?? tag ?? branch;
  return follows ? { follows } : {};
}

function toSource(
  { spec, status }: Kustomization,
  source: Source | undefined,
): EngineSource[] {
  const repository = source?.spec?.url;
  if (!source || !repository) return [];
  const applied = status?.lastAppliedRevision;
  return [
    {
      repository,
      ...(spec?.path ? { path: spec.path } : {}),
      ...followsOf(source),
      ...(applied ? { revision: commitOf(applied) ?? applied } : {}),
    },
  ];
}

/** Those it waits for, where it says that it does. */
function blockedBy(
  namespace: string,
  conditions: Condition[],
  dependsOn: Array<{ namespace?: string; name: string }>,
): string[] {
  return find(conditions, 'Ready')?.reason === WAITS
    ? dependsOn.map(one => `${one.namespace ?? namespace}/${one.name}`)
    : [];
}

function syncOf(synced: boolean | undefined): EngineSubject['sync'] {
  if (synced === undefined) return 'Unknown';
  return synced ? 'Synced' : 'OutOfSync';
}

function failure(conditions: Condition[]): { healthMessage?: string } {
  const ready = find(conditions, 'Ready');
  return ready?.status === 'False' && ready.message
    ? { healthMessage: ready.message }
    : {};
}

/** A Kustomization in Flux' own words. It is synced where it has applied what its source has now. */
export function kustomizationSubject(
  kustomization: Kustomization,
  source: Source | undefined,
): EngineSubject {
  const { metadata, spec, status } = kustomization;
  const conditions = status?.conditions ?? [];
  const applied = status?.lastAppliedRevision;
  const newest = source?.status?.artifact?.revision;
  const isReady = find(conditions, 'Ready')?.status === 'True';
  return {
    kind: 'Kustomization',
    namespace: metadata.namespace,
    name: metadata.name,
    sync: syncOf(applied && newest ? isReady && applied === newest : undefined),
    health: healthOf({
      conditions,
      suspended: spec?.suspend,
      generation: metadata.generation,
      observedGeneration: status?.observedGeneration,
    }),
    ...failure(conditions),
    sources: toSource(kustomization, source),
    images: [],
    conditions: toConditions(conditions),
    history: (status?.history ?? [])
      .flatMap(({ lastReconciled: at, metadata: about }) => {
        const revision = about?.revision;
        return revision
          ? [{ revisions: [commitOf(revision) ?? revision], at }]
          : [];
      })
      .sort((a, b) => (a.at < b.at ? 1 : -1)),
    ...(spec?.suspend ? { suspended: SUSPENDED } : {}),
    blockedBy: blockedBy(metadata.namespace, conditions, spec?.dependsOn ?? []),
  };
}

/** A HelmRelease in Flux' own words. */
export function helmReleaseSubject(release: HelmRelease): EngineSubject {
  const { metadata, spec, status } = release;
  const conditions = status?.conditions ?? [];
  const released = find(conditions, 'Released')?.status;
  const drifted = find(conditions, 'Drifted')?.status === 'True';
  const synced = released === 'True' && !drifted;
  return {
    kind: 'HelmRelease',
    namespace: metadata.namespace,
    name: metadata.name,
    sync: syncOf(released === undefined ? undefined : synced),
    health: healthOf({
      conditions,
      suspended: spec?.suspend,
      generation: metadata.generation,
      observedGeneration: status?.observedGeneration,
    }),
    ...failure(conditions),
    sources: [],
    images: [],
    conditions: toConditions(conditions),
    history: (status?.history ?? [])
      .map(({ chartName, chartVersion, lastDeployed: at }) => ({
        revisions: [`${chartName}@${chartVersion}`],
        at,
      }))
      .sort((a, b) => (a.at < b.at ? 1 : -1)),
    ...(spec?.suspend ? { suspended: SUSPENDED } : {}),
    blockedBy: blockedBy(metadata.namespace, conditions, spec?.dependsOn ?? []),
  };
}
