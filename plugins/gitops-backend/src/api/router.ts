import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import express, { type Router } from 'express';
import { Doors, type RouteOptions } from './doors';
import { addDecisionRoutes } from './decisions';
import { addDriftRoutes } from './drift';
import { addEnvironmentRoutes } from './environments';
import { addHistoryRoutes } from './history';
import { openApiDocument } from './openapi.generated';
import { addPipelineRoutes } from './pipelines';
import { addPolicyRoutes } from './policies';
import { addPromotionRoutes } from './promotions';
import { addReleaseRoutes } from './releases';
import { addWaitingRoutes } from './waiting';
import { addViolationRoutes } from './violations';

/** Largest request body. */
const MAX_BODY = '256kb';

/**
 * A router whose requests the OpenAPI document validates.
 *
 * @remarks
 *
 * It is used as a plain router: the typed one of the utilities wants the document as mutable JSON, and types routes by
 * paths that Express writes differently. What handlers answer is typed by the views.
 */
export async function createRouter(options: RouteOptions): Promise<Router> {
  const router = createValidatedOpenApiRouter(
    openApiDocument as unknown as Parameters<
      typeof createValidatedOpenApiRouter
    >[0],
    {
      middleware: [express.json({ limit: MAX_BODY })],
    },
  ) as unknown as Router;
  const doors = new Doors(options);
  addPipelineRoutes(router, doors, options);
  addReleaseRoutes(router, doors, options);
  addPolicyRoutes(router, doors, options);
  addPromotionRoutes(router, doors, options);
  addEnvironmentRoutes(router, doors, options);
  addDriftRoutes(router, doors, options);
  addViolationRoutes(router, doors, options);
  addDecisionRoutes(router, doors, options);
  addHistoryRoutes(router, doors, options);
  addWaitingRoutes(router, doors, options);
  return router;
}
