import { gitopsEnvironmentApprovePermission } from '@backstage-gitops/plugin-gitops-common';
import type { Router } from 'express';
import type { StoredEnvironment } from '../store/EnvironmentStore';
import { type Doors, type RouteOptions } from './doors';

/** Accepting an edit of the pipeline file that weakens protected environments. */
export function addPolicyRoutes(
  router: Router,
  doors: Doors,
  { access, policies, announce }: RouteOptions,
): void {
  router.post(
    '/pipelines/:kind/:namespace/:name/policy/:commit/approve',
    async (req, res) => {
      const caller = await doors.caller(req);
      const pipeline = await doors.pipeline(caller, req.params);
      const { reason, dryRun }: { reason?: string; dryRun?: boolean } =
        req.body;
      const authorize = async (environments: StoredEnvironment[]) => {
        for (const environment of environments) {
          await access.authorizeEnvironment(
            caller,
            gitopsEnvironmentApprovePermission,
            pipeline,
            environment,
          );
        }
      };
      await authorize(
        await policies.concerned(pipeline.entityRef, pipeline.pendingPolicy),
      );
      // The file may have changed since it was looked at last, and more may be weaker.
      const seen = await policies.look(pipeline);
      await authorize(seen.concerned);
      const edit = await policies.accept({
        pipeline,
        seen,
        commit: req.params.commit,
        by: access.userOf(caller, 'themselves'),
        reason,
        mode: dryRun ? 'plan' : 'do',
      });
      if (!dryRun) await announce(pipeline.entityRef);
      res.json(edit);
    },
  );
}
