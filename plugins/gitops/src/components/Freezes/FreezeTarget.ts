import type {
  Environment,
  Pipeline,
} from '@backstage-gitops/plugin-gitops-common';
import { environmentScope } from '../../api/environmentScope';
import { scopeName } from './scopeName';

/** What is frozen in one act. */
export interface FreezeTarget {
  /** Such as `production` or `the system store`. */
  name: string;
  scopes: string[];
  /** Which of what stops is not on the page that shows it, as a sentence. */
  beyond?: string;
}

/** One environment alone. */
export function environmentTarget(
  entityRef: string,
  { name }: Pick<Environment, 'name'>,
): FreezeTarget {
  return {
    name,
    scopes: [environmentScope({ entityRef, environment: name })],
  };
}

/**
 * What can be frozen from the head of a pipeline's page: all its environments, its system and its domain. Only where the
 * viewer may freeze each environment they see; what else is in a system the server knows.
 */
export function pipelineTargets(pipeline: Pipeline): FreezeTarget[] {
  const { entityRef, environments, scopes } = pipeline;
  const mayAll = environments.every(({ allowed }) =>
    allowed.includes('environment.freeze'),
  );
  if (!mayAll || environments.length === 0) {
    return [];
  }
  return [
    {
      name: `all environments of ${pipeline.title}`,
      scopes: environments.flatMap(
        environment => environmentTarget(entityRef, environment).scopes,
      ),
    },
    ...scopes.map(scope => ({
      name: scopeName(scope),
      scopes: [scope],
      beyond: `This stops every pipeline in ${scopeName(scope)}, not ${
        pipeline.title
      } alone.`,
    })),
  ];
}
