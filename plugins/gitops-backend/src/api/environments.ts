import { InputError } from '@backstage/errors';
import {
  gitopsEnvironmentHoldPermission,
  gitopsEnvironmentRollbackPermission,
  gitopsReleaseRejectPermission,
  type Restore,
} from '@backstage-gitops/plugin-gitops-common';
import type { Request, Router } from 'express';
import { personOf } from '../decisions/Decisions';
import { environmentSubject } from '../decisions/subjects';
import { listChanges } from '../environments/listChanges';
import { judgedBy } from '../history/judgedBy';
import { type Doors, type PipelineParams, type RouteOptions } from './doors';

/** How many earlier states are shown where the caller does not say. */
const DEFAULT_LIMIT = 20;

const PATH = '/pipelines/:kind/:namespace/:name/environments/:environment';

/** One environment: its earlier states, rolling back, holding and resuming. */
export function addEnvironmentRoutes(
  router: Router,
  doors: Doors,
  { access, services, rollbacks, announce }: RouteOptions,
): void {
  router.get(`${PATH}/changes`, async (req, res) => {
    const { pipeline, environment } = await doors.place(req);
    const query: { limit?: number } = req.query;
    res.json({
      items: await listChanges({
        services,
        pipeline,
        environment,
        limit: query.limit ?? DEFAULT_LIMIT,
      }),
    });
  });

  router.post(`${PATH}/rollback`, async (req, res) => {
    const { caller, pipeline, environment } = await doors.place(
      req,
      gitopsEnvironmentRollbackPermission,
    );
    const body: {
      commit: string;
      restore?: Restore;
      reason?: string;
      reject?: boolean;
      dryRun?: boolean;
    } = req.body;
    if (body.reject) {
      await access.authorizePipeline(
        caller,
        gitopsReleaseRejectPermission,
        pipeline,
      );
    }
    const plan = await rollbacks.rollBack({
      pipeline,
      environment,
      commit: body.commit,
      restore: body.restore,
      readable: await access.rowsToRead(caller),
      by: access.userOf(caller),
      reason: body.reason,
      reject: body.reject ? 'rejectCurrent' : 'keepCurrent',
      mode: body.dryRun ? 'plan' : 'do',
    });
    if (!body.dryRun) await announce(pipeline.entityRef);
    res.json(plan);
  });

  const decide = async (
    req: Request<PipelineParams & { environment: string }>,
    decision:
      | { status: 'inForce'; reason: string; expiresAt?: string }
      | { status: 'ended'; reason: string },
  ) => {
    const { caller, pipeline, environment } = await doors.place(
      req,
      gitopsEnvironmentHoldPermission,
    );
    const expiresAt = 'expiresAt' in decision ? decision.expiresAt : undefined;
    if (expiresAt && Date.parse(expiresAt) <= Date.now()) {
      throw new InputError(
        'expiresAt is in the past; leave it out, or choose a later time.',
      );
    }
    const by = access.userOf(
      caller,
      decision.status === 'ended' ? 'themselves' : 'orOnBehalf',
    );
    const at = new Date().toISOString();
    const current = await services.promotions.current(environment);
    await services.decisions.record([environment.repository], {
      kind: 'hold',
      subject: environmentSubject(environment),
      by,
      at,
      ...decision,
    });
    await services.history.append({
      entityRef: pipeline.entityRef,
      environment: environment.name,
      key: `hold:${pipeline.entityRef}:${environment.name}:${at}`,
      at,
      kind: decision.status === 'inForce' ? 'held' : 'resumed',
      by: personOf(by),
      reason: decision.reason,
      ...judgedBy(
        {
          pipeline,
          environment: pipeline.declaration?.environments.find(
            ({ name }) => name === environment.name,
          ),
        },
        current?.view?.gates ?? [],
      ),
      summary:
        decision.status === 'inForce'
          ? `Automation of ${environment.name} is held.`
          : `Automation of ${environment.name} goes on.`,
    });
    await services.environments.wake({ entityRef: pipeline.entityRef });
    await announce(pipeline.entityRef);
  };

  router.put(`${PATH}/hold`, async (req, res) => {
    const body: { reason: string; expiresAt?: string } = req.body;
    await decide(req, {
      status: 'inForce',
      reason: body.reason,
      ...(body.expiresAt
        ? { expiresAt: new Date(body.expiresAt).toISOString() }
        : {}),
    });
    res.status(204).end();
  });

  router.delete(`${PATH}/hold`, async (req, res) => {
    await decide(req, { status: 'ended', reason: 'Resumed.' });
    res.status(204).end();
  });
}
