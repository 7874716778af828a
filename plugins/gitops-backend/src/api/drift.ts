import { ConflictError, InputError } from '@backstage/errors';
import {
  gitopsEnvironmentAdoptPermission,
  gitopsEnvironmentIgnorePermission,
  gitopsEnvironmentReconcilePermission,
} from '@backstage-gitops/plugin-gitops-common';
import type { Request, Router } from 'express';
import { driftReport } from '../views/driftReport';
import {
  type Doors,
  type EnvironmentPermission,
  type PipelineParams,
  type RouteOptions,
} from './doors';

const PATH = '/pipelines/:kind/:namespace/:name/environments/:environment';

/** What runs against what Git says, and what people do about it: to the cluster, or to Git. */
export function addDriftRoutes(
  router: Router,
  doors: Doors,
  { access, services, adoptions, announce, lookAgain }: RouteOptions,
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

  const editGit = async (
    req: Request<PipelineParams & { environment: string }>,
    permission: EnvironmentPermission,
  ) => {
    const { caller, pipeline, environment } = await doors.place(
      req,
      permission,
    );
    const {
      dryRun,
      mode: how,
      ...body
    }: {
      object: string;
      fields?: string[];
      reason?: string;
      seen?: string;
      mode?: 'strip' | 'adopt';
      dryRun?: boolean;
    } = req.body;
    const mode = dryRun ? ('plan' as const) : ('do' as const);
    const by = access.userOf(caller);
    return { ...body, how, pipeline, environment, by, mode };
  };

  router.post(`${PATH}/adopt`, async (req, res) => {
    const request = await editGit(req, gitopsEnvironmentAdoptPermission);
    const edit = await adoptions.adopt(request);
    if (request.mode === 'do') await announce(request.pipeline.entityRef);
    res.json(edit);
  });

  router.post(`${PATH}/ignore`, async (req, res) => {
    const request = await editGit(req, gitopsEnvironmentIgnorePermission);
    const edit = await adoptions.ignore(request);
    if (request.mode === 'do') await announce(request.pipeline.entityRef);
    res.json(edit);
  });
}
