import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import {
  type gitopsEnvironmentPermissions,
  gitopsPipelineReadPermission,
} from '@backstage-gitops/plugin-gitops-common';
import type { Request } from 'express';
import { type AnnounceDoor } from '../announcers/AnnounceDoor';
import { type Access, type Caller } from '../access/Access';
import { type AdoptionDesk } from '../adoptions/AdoptionDesk';
import { type CreationDesk } from '../creations/CreationDesk';
import type { StoredPipeline } from '../pipelines/Declaration';
import { type PolicyDesk } from '../pipelines/policy/PolicyDesk';
import { type PromotionDesk } from '../promotions/PromotionDesk';
import { type Rollbacks } from '../rollbacks/Rollbacks';
import { type Services } from '../promotions/services';
import type { StoredEnvironment } from '../store/EnvironmentStore';
import type { StoredPromotion } from '../store/PromotionStore';
import { type PipelineViews } from '../views/PipelineViews';
import { type WaitingViews } from '../views/WaitingViews';

/** What every route is served with. */
export interface RouteOptions {
  httpAuth: HttpAuthService;
  access: Access;
  announceDoor: AnnounceDoor;
  services: Services;
  desk: PromotionDesk;
  rollbacks: Rollbacks;
  adoptions: AdoptionDesk;
  creations: CreationDesk;
  policies: PolicyDesk;
  views: PipelineViews;
  waiting: WaitingViews;
  /** Tells open pages that a pipeline changed. */
  announce(entityRef: string): Promise<void>;
  /** Has what people asked of a cluster looked at without delay. */
  lookAgain(): void;
}

/** A permission on one environment. */
export type EnvironmentPermission =
  (typeof gitopsEnvironmentPermissions)[number];

/** The path parameters that name a pipeline. */
export interface PipelineParams {
  kind: string;
  namespace: string;
  name: string;
}

/** Through here every request comes in: who asks, and for what, before anything else is done. */
export class Doors {
  readonly #options: RouteOptions;

  constructor(options: RouteOptions) {
    this.#options = options;
  }

  /** @throws AuthenticationError for anonymous callers. */
  async caller(request: unknown): Promise<Caller> {
    return this.#options.httpAuth.credentials(request as Request, {
      allow: ['user', 'service'],
    });
  }

  /** A pipeline that the caller may see. */
  async pipeline(
    caller: Caller,
    params: PipelineParams,
  ): Promise<StoredPipeline> {
    const entityRef = stringifyEntityRef({
      kind: params.kind,
      namespace: params.namespace,
      name: params.name,
    });
    return this.#options.access.readPipeline(
      caller,
      await this.#options.services.pipelines.get(entityRef),
      entityRef,
    );
  }

  /** An environment that the caller may see. */
  async environment(
    pipeline: StoredPipeline,
    name: string,
  ): Promise<StoredEnvironment> {
    const environment = await this.#options.services.environments.get({
      entityRef: pipeline.entityRef,
      name,
    });
    if (environment) return environment;
    throw new NotFoundError(
      `${pipeline.entityRef} has no environment "${name}"; it has ${(
        pipeline.declaration?.environments ?? []
      )
        .map(one => one.name)
        .join(', ')}.`,
    );
  }

  /** Who asks, and for which environment; with a permission only where they have it. */
  async place(
    request: Request<PipelineParams & { environment: string }>,
    permission?: EnvironmentPermission,
  ): Promise<{
    caller: Caller;
    pipeline: StoredPipeline;
    environment: StoredEnvironment;
  }> {
    const caller = await this.caller(request);
    const pipeline = await this.pipeline(caller, request.params);
    const environment = await this.environment(
      pipeline,
      request.params.environment,
    );
    if (permission) {
      await this.#options.access.authorizeEnvironment(
        caller,
        permission,
        pipeline,
        environment,
      );
    }
    return { caller, pipeline, environment };
  }

  /** A promotion that the caller may see, with what it belongs to. */
  async promotion(
    caller: Caller,
    id: string,
    permission: EnvironmentPermission | typeof gitopsPipelineReadPermission,
  ): Promise<{ promotion: StoredPromotion; pipeline: StoredPipeline }> {
    const { services, access } = this.#options;
    const promotion = await services.promotions.get(id);
    const stored =
      promotion && (await services.pipelines.get(promotion.entityRef));
    if (!promotion || !stored) {
      throw new NotFoundError(`There is no promotion ${id}.`);
    }
    const pipeline = await access
      .readPipeline(caller, stored, stored.entityRef)
      .catch(() => {
        // The same answer as for one that does not exist: whether it does is a secret here.
        throw new NotFoundError(`There is no promotion ${id}.`);
      });
    if (permission.name !== gitopsPipelineReadPermission.name) {
      await access.authorizeEnvironment(
        caller,
        permission as EnvironmentPermission,
        pipeline,
        await this.environment(pipeline, promotion.environment),
      );
    }
    return { promotion, pipeline };
  }
}

/** Splits a list into pages: `cursor` is what {@link page} answered before. */
export function page<T>(
  items: T[],
  options: { limit: number; cursorOf(item: T): string },
): { items: T[]; nextCursor?: string } {
  const shown = items.slice(0, options.limit);
  const last = shown[shown.length - 1];
  return items.length > options.limit && last
    ? {
        items: shown,
        nextCursor: Buffer.from(options.cursorOf(last)).toString('base64url'),
      }
    : { items: shown };
}

/** Reads a cursor. */
export function readCursor(cursor: string | undefined): string | undefined {
  return cursor ? Buffer.from(cursor, 'base64url').toString() : undefined;
}
