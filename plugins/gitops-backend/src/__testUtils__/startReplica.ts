import {
  type BackendFeature,
  coreServices,
  createServiceFactory,
  type PermissionsService,
  type ServiceFactory,
} from '@backstage/backend-plugin-api';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import localModule from '@backstage-gitops/plugin-gitops-backend-module-local';
import type { Knex } from 'knex';
import gitopsPlugin from '..';
import { liveCatalog } from './liveCatalog';
import { component, organization } from './people';
import { HOST_URL } from './seed';

export type Replica = Awaited<ReturnType<typeof startTestBackend>>;

/** Everyone may do everything, so that a test sees what policy and principals alone decide. */
const allowAll: PermissionsService = {
  authorize: async requests =>
    requests.map(() => ({ result: AuthorizeResult.ALLOW })),
  authorizeConditional: async requests =>
    requests.map(() => ({ result: AuthorizeResult.ALLOW })),
};

/** Starts the backend with the embedded Git host and a catalog of people and the named services. */
export function startReplica(options: {
  config: JsonObject;
  database: Knex;
  services: string[];
  /** What the catalog has besides, whenever it is asked. */
  entities?: () => Promise<Entity[]>;
  permissions?: PermissionsService;
  /** Default: errors go to the terminal. */
  logger?: ServiceFactory;
  /** What is installed besides. */
  features?: BackendFeature[];
}): Promise<Replica> {
  return startTestBackend({
    features: [
      gitopsPlugin,
      localModule,
      mockServices.rootConfig.factory({ data: options.config }),
      mockServices.database.factory({ knex: options.database }),
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      // The one of tests runs a task once, and pipeline files change.
      schedulerServiceFactory,
      options.logger ?? mockServices.rootLogger.factory({ level: 'error' }),
      createServiceFactory({
        service: coreServices.permissions,
        deps: {},
        factory: () => options.permissions ?? allowAll,
      }),
      liveCatalog(async () => [
        ...organization(),
        ...options.services.map(service => component(service, HOST_URL)),
        ...((await options.entities?.()) ?? []),
      ]),
      ...(options.features ?? []),
    ],
  });
}
