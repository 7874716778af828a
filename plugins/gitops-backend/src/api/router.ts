import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import express, { type Router } from 'express';
import { Doors, type RouteOptions } from './doors';
import { addDecisionRoutes } from './decisions';
import { addEnvironmentRoutes } from './environments';
import { openApiDocument } from './openapi.generated';
import { addPipelineRoutes } from './pipelines';
import { addPromotionRoutes } from './promotions';
import { addReleaseRoutes } from './releases';

/** Largest request body. */
const MAX_BODY = '256kb';

/** A plain router whose requests the OpenAPI document validates. */
export async function createRouter(options: RouteOptions): Promise<Router> {
  const router = createValidatedOpenApiRouter(
    openApiDocument as unknown as Parameters<
      typeof createValidatedOpenApiRouter
    >[0],
    {
      middleware: [express.json({ limit: MAX_BODY })],
      // Query parameters arrive as text: the document says which of them are numbers and booleans.
      validatorOptions: {
        validateRequests: {
          coerceTypes: true,
          allowUnknownQueryParameters: false,
        },
      },
    },
  ) as unknown as Router;
  const doors = new Doors(options);
  addPipelineRoutes(router, doors, options);
  addReleaseRoutes(router, doors, options);
  addPromotionRoutes(router, doors, options);
  addEnvironmentRoutes(router, doors, options);
  addDecisionRoutes(router, doors, options);
  return router;
}
