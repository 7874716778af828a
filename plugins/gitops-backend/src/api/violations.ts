import { gitopsPromotionBypassPermission } from '@backstage-gitops/plugin-gitops-common';
import type { Router } from 'express';
import { acceptViolation } from '../protection/acceptViolation';
import { type Doors, type RouteOptions } from './doors';

const PATH = '/pipelines/:kind/:namespace/:name/environments/:environment';

/** Violations: letting one stand. */
export function addViolationRoutes(
  router: Router,
  doors: Doors,
  { access, services, announce }: RouteOptions,
): void {
  router.post(`${PATH}/violations/:commit/accept`, async (req, res) => {
    const { caller, pipeline, environment } = await doors.place(
      req,
      gitopsPromotionBypassPermission,
    );
    const body: { reason: string } = req.body;
    await acceptViolation({
      services,
      key: { entityRef: pipeline.entityRef, name: environment.name },
      commit: req.params.commit,
      by: access.userOf(caller, 'themselves'),
      reason: body.reason,
    });
    await announce(pipeline.entityRef);
    res.status(204).end();
  });
}
