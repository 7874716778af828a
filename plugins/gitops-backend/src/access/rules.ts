import {
  createPermissionResourceRef,
  createPermissionRule,
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  RESOURCE_TYPE_ENVIRONMENT,
  RESOURCE_TYPE_PIPELINE,
} from '@backstage-gitops/plugin-gitops-common';
import type { Knex } from 'knex';
import { z } from 'zod';

/** A pipeline as access is decided on it. */
export interface PipelineResource {
  entityRef: string;
  owners: string[];
}

/** An environment as access is decided on it. */
export interface EnvironmentResource extends PipelineResource {
  name: string;
  tier?: string;
  protected: boolean;
}

/** A rule as a condition on rows that have `entity_ref` and, for environments, `name`, `tier` and `protected`. */
export type RowCondition = (query: Knex.QueryBuilder) => void;

/** @internal */
export const pipelineResourceRef = createPermissionResourceRef<
  PipelineResource,
  RowCondition
>().with({ pluginId: 'gitops', resourceType: RESOURCE_TYPE_PIPELINE });

/** @internal */
export const environmentResourceRef = createPermissionResourceRef<
  EnvironmentResource,
  RowCondition
>().with({ pluginId: 'gitops', resourceType: RESOURCE_TYPE_ENVIRONMENT });

const claims = z.object({
  claims: z
    .array(z.string())
    .describe('Entity references, one of which must own the entity'),
});

function ownedBy(params: { claims: string[] }): RowCondition {
  return query =>
    query.whereIn('entity_ref', owned =>
      owned
        .select('entity_ref')
        .from('gitops_owners')
        .whereIn('owner_ref', params.claims),
    );
}

const owner = {
  name: 'IS_ENTITY_OWNER',
  description: 'One of the claims owns the entity that declares the pipeline',
  paramsSchema: claims,
  apply: (resource: PipelineResource, params: { claims: string[] }) =>
    resource.owners.some(ref => params.claims.includes(ref)),
  toQuery: ownedBy,
};

/** Rules on pipelines. */
export const pipelineRules = [
  createPermissionRule({ ...owner, resourceRef: pipelineResourceRef }),
];

/** Rules on environments. */
export const environmentRules = [
  createPermissionRule({ ...owner, resourceRef: environmentResourceRef }),
  createPermissionRule({
    name: 'IS_ENVIRONMENT',
    description: 'The environment has one of these names',
    resourceRef: environmentResourceRef,
    paramsSchema: z.object({ names: z.array(z.string()) }),
    apply: (resource, { names }) => names.includes(resource.name),
    toQuery:
      ({ names }) =>
      query =>
        query.whereIn('name', names),
  }),
  createPermissionRule({
    name: 'IS_TIER',
    description: 'The environment has one of these tiers',
    resourceRef: environmentResourceRef,
    paramsSchema: z.object({ tiers: z.array(z.string()) }),
    apply: (resource, { tiers }) =>
      resource.tier !== undefined && tiers.includes(resource.tier),
    toQuery:
      ({ tiers }) =>
      query =>
        query.whereIn('tier', tiers),
  }),
  createPermissionRule({
    name: 'IS_PROTECTED',
    description: 'The environment is protected',
    resourceRef: environmentResourceRef,
    apply: resource => resource.protected,
    toQuery: () => query => query.where('protected', true),
  }),
];

/** Applies conditions of a policy to a query. */
export function whereCriteria(
  query: Knex.QueryBuilder,
  criteria: PermissionCriteria<RowCondition>,
): Knex.QueryBuilder {
  if (isAndCriteria(criteria)) {
    for (const part of criteria.allOf) {
      query.where(inner => whereCriteria(inner, part));
    }
  } else if (isOrCriteria(criteria)) {
    query.where(inner => {
      for (const part of criteria.anyOf) {
        inner.orWhere(one => whereCriteria(one, part));
      }
    });
  } else if (isNotCriteria(criteria)) {
    query.whereNot(inner => whereCriteria(inner, criteria.not));
  } else {
    criteria(query);
  }
  return query;
}
