import { ConflictError } from '@backstage/errors';
import type {
  ClusterState,
  DriftReport,
} from '@backstage-gitops/plugin-gitops-common';
import { objectId } from '@backstage-gitops/plugin-gitops-node';
import type {
  ReconciliationDeclaration,
  StoredPipeline,
} from '../pipelines/Declaration';
import type { Services } from '../promotions/services';
import { toDriftedObject } from '../reconciliation/toFacts';
import type { StoredEnvironment } from '../store/EnvironmentStore';
import type { ReconciliationView } from '../store/ReconciliationStore';

/** How what runs compares with Git, in a few words. */
export function clusterState(
  declared: ReconciliationDeclaration,
  view: ReconciliationView | undefined,
): ClusterState {
  return {
    engine: declared.engine,
    cluster: declared.target.cluster,
    namespace: declared.target.namespace,
    mode: declared.mode,
    sync: view?.sync ?? 'Unknown',
    health: view?.health ?? 'Unknown',
    drifted: (view?.objects ?? []).filter(
      object => toDriftedObject(object) !== undefined,
    ).length,
    sentence: view?.sentence ?? 'The cluster was not looked at yet.',
    ...(view?.revision ? { revision: view.revision } : {}),
    ...(view?.asOf ? { asOf: view.asOf } : {}),
  };
}

/**
 * The last comparison of one environment, from the store.
 *
 * @throws ConflictError for an environment that has no cluster.
 */
export async function driftReport(options: {
  services: Services;
  pipeline: StoredPipeline;
  environment: StoredEnvironment;
}): Promise<DriftReport> {
  const { services, pipeline, environment } = options;
  const declaration = pipeline.declaration?.environments.find(
    ({ name }) => name === environment.name,
  );
  const declared = declaration?.reconciliation;
  if (!declared) {
    throw new ConflictError(
      declaration?.blocked.join(' ') ||
        `${environment.name} has no cluster to compare with; give it a target in the pipeline file.`,
    );
  }
  const { view } = await services.reconciliations.get(environment);
  const { host, repository } = await services.mirrors.get(
    environment.repository,
  );
  return {
    state: clusterState(declared, view),
    ...(view?.revision
      ? { revisionUrl: host.commitUrl(repository, view.revision) }
      : {}),
    objects: (view?.objects ?? []).map(
      ({ uid: _uid, resourceVersion: _version, ...object }) => ({
        id: objectId(object),
        ...object,
      }),
    ),
    warnings: view?.warnings ?? [],
  };
}
