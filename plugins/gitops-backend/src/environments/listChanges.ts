import { ConflictError } from '@backstage/errors';
import type { Change } from '@backstage-gitops/plugin-gitops-common';
import type { StoredPipeline } from '../pipelines/Declaration';
import { declarationOf } from '../pipelines/declarationOf';
import { type Services } from '../promotions/services';
import type { StoredEnvironment } from '../store/EnvironmentStore';
import { indexChanges } from './indexChanges';

/** Earlier states of an environment from the mirror, newest first; the first is what its branch holds now. */
export async function listChanges(options: {
  services: Services;
  pipeline: StoredPipeline;
  environment: StoredEnvironment;
  limit: number;
}): Promise<Change[]> {
  const { services, pipeline, environment, limit } = options;
  const { declaration } = pipeline;
  const declared = declaration?.environments.find(
    ({ name }) => name === environment.name,
  );
  if (!declaration || !declared || declared.blocked.length > 0) {
    throw new ConflictError(
      `${environment.name} cannot be read: ${
        declared?.blocked.join(' ') ?? 'it is not declared any more.'
      }`,
    );
  }
  const hosted = await services.mirrors.get(environment.repository);
  const head =
    hosted.mirror.head(environment.branch) ?? environment.observation?.head;
  if (!head) return [];
  const records = await hosted.mirror.log({
    from: head,
    paths: [environment.path],
    limit,
  });
  const changes = await indexChanges({
    services,
    hosted,
    entityRef: pipeline.entityRef,
    declaration: declarationOf(declaration, declared),
    environment: declared,
    records,
  });
  return changes
    .reverse()
    .map(({ change }, index) => ({ ...change, current: index === 0 }));
}
