import { ConflictError, InputError } from '@backstage/errors';
import { gitopsEnvironmentReconcilePermission } from '@backstage-gitops/plugin-gitops-common';
import type { Router } from 'express';
import { driftReport } from '../views/driftReport';
import { type Doors, type RouteOptions } from './doors';

const PATH = '/pipelines/:kind/:namespace/:name/environments/:environment';

/** What runs against what Git says, and asking the engine to do something about it. */
export function addDriftRoutes(
  router: Router,
  doors: Doors,
  { access, services, lookAgain }: RouteOptions,
): void {
  router.get(`${PATH}/drift`, async (req, res) => {
    const { pipeline, environment } = await doors.place(req);
    res.json(await driftReport({ services, pipeline, environment }));
  });

  router.post(`${PATH}/reconcile`, async (req, res) => {
    const { caller, pipeline, environment } = await doors.place(
      req,
      gitopsEnvironmentReconcilePermission,
    );
    const by = access.userOf(caller);
    const body: {
      action: 'refresh' | 'sync' | 'revert';
      objects?: string[];
      reason?: string;
    } = req.body;
    if (body.action !== 'refresh' && !body.reason) {
      throw new InputError(
        `Say why: a ${body.action} writes to the cluster, and its reason is kept in the history.`,
      );
    }
    const declared = pipeline.declaration?.environments.find(
      ({ name }) => name === environment.name,
    );
    if (!declared?.reconciliation) {
      throw new ConflictError(
        `${environment.name} has no cluster; give it a target in the pipeline file.`,
      );
    }
    await services.reconciliations.ask(environment, {
      ...body,
      by,
      at: new Date().toISOString(),
    });
    lookAgain();
    res.status(202).end();
  });
}
