import { NotFoundError } from '@backstage/errors';
import {
  gitopsPipelineReadPermission,
  gitopsPromotionApprovePermission,
  gitopsPromotionBypassPermission,
  gitopsPromotionCancelPermission,
  gitopsPromotionCreatePermission,
  gitopsPromotionMergePermission,
} from '@backstage-gitops/plugin-gitops-common';
import type { Router } from 'express';
import type { StoredPromotion } from '../store/PromotionStore';
import { promotionView } from '../views/promotionView';
import { type Doors, page, readCursor, type RouteOptions } from './doors';

/** How many promotions a page has where the caller does not say. */
const DEFAULT_LIMIT = 20;

const PATH = '/pipelines/:kind/:namespace/:name/promotions';

/** Promotions: requesting, approving, bypassing, merging, cancelling. */
export function addPromotionRoutes(
  router: Router,
  doors: Doors,
  { access, services, desk, announce }: RouteOptions,
): void {
  const show = async (promotion: StoredPromotion) =>
    promotionView(
      promotion,
      promotion.release
        ? await services.releases.get(promotion.entityRef, promotion.release)
        : undefined,
    );
  const answer = async (id: string) => {
    const promotion = await services.promotions.get(id);
    if (!promotion) throw new NotFoundError(`There is no promotion ${id}.`);
    await announce(promotion.entityRef);
    return show(promotion);
  };

  router.get(PATH, async (req, res) => {
    const caller = await doors.caller(req);
    const pipeline = await doors.pipeline(caller, req.params);
    const query: { limit?: number; cursor?: string; environment?: string } =
      req.query;
    const { limit = DEFAULT_LIMIT, cursor, environment } = query;
    const [createdAt, id] = readCursor(cursor)?.split(' ') ?? [];
    const found = await services.promotions.list({
      entityRefs: [pipeline.entityRef],
      environment,
      limit: limit + 1,
      after: createdAt && id ? { createdAt, id } : undefined,
    });
    const { items, nextCursor } = page(found, {
      limit,
      cursorOf: one => `${one.createdAt} ${one.id}`,
    });
    res.json({ items: await Promise.all(items.map(show)), nextCursor });
  });

  router.post(PATH, async (req, res) => {
    const caller = await doors.caller(req);
    const pipeline = await doors.pipeline(caller, req.params);
    const body: {
      environment: string;
      release: string;
      reason?: string;
      dryRun?: boolean;
    } = req.body;
    const environment = await doors.environment(pipeline, body.environment);
    await access.authorizeEnvironment(
      caller,
      gitopsPromotionCreatePermission,
      pipeline,
      environment,
    );
    const release = await services.releases.get(
      pipeline.entityRef,
      body.release,
    );
    if (!release) {
      throw new NotFoundError(
        `${pipeline.entityRef} has no release ${body.release}.`,
      );
    }
    const plan = await desk.promote({
      pipeline,
      environment,
      release,
      by: access.userOf(caller),
      reason: body.reason,
      mode: body.dryRun ? 'plan' : 'do',
    });
    if (!body.dryRun) await announce(pipeline.entityRef);
    res.json(plan);
  });

  router.get('/promotions/:id', async (req, res) => {
    const caller = await doors.caller(req);
    const { promotion } = await doors.promotion(
      caller,
      req.params.id,
      gitopsPipelineReadPermission,
    );
    res.json({
      ...(await show(promotion)),
      differences: await desk.differences(promotion),
    });
  });

  router.post('/promotions/:id/approve', async (req, res) => {
    const caller = await doors.caller(req);
    const { promotion } = await doors.promotion(
      caller,
      req.params.id,
      gitopsPromotionApprovePermission,
    );
    await desk.approve(promotion, access.userOf(caller), req.body.headCommit);
    res.json(await answer(promotion.id));
  });

  router.post('/promotions/:id/bypass', async (req, res) => {
    const caller = await doors.caller(req);
    const { promotion } = await doors.promotion(
      caller,
      req.params.id,
      gitopsPromotionBypassPermission,
    );
    const { gate, reason } = req.body;
    await desk.bypass(promotion, access.userOf(caller), gate, reason);
    res.json(await answer(promotion.id));
  });

  router.post('/promotions/:id/merge', async (req, res) => {
    const caller = await doors.caller(req);
    const { promotion } = await doors.promotion(
      caller,
      req.params.id,
      gitopsPromotionMergePermission,
    );
    await desk.merge(promotion, access.userOf(caller));
    res.json(await answer(promotion.id));
  });

  router.post('/promotions/:id/cancel', async (req, res) => {
    const caller = await doors.caller(req);
    const { promotion } = await doors.promotion(
      caller,
      req.params.id,
      gitopsPromotionCancelPermission,
    );
    await desk.cancel(promotion, access.userOf(caller), req.body.reason);
    res.json(await answer(promotion.id));
  });
}
