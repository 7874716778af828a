import { NotFoundError } from '@backstage/errors';
import {
  type Candidate,
  gitopsReleaseCreatePermission,
  gitopsReleaseRejectPermission,
} from '@backstage-gitops/plugin-gitops-common';
import type { Request, Router } from 'express';
import type { Admitted } from '../announcers/admit';
import { personOf } from '../decisions/Decisions';
import { releaseSubject } from '../decisions/subjects';
import { judgedBy } from '../history/judgedBy';
import {
  type Announcement,
  announceRelease,
} from '../releases/announceRelease';
import {
  type Doors,
  page,
  type PipelineParams,
  readCursor,
  type RouteOptions,
} from './doors';

/** How many releases a page has where the caller does not say. */
const DEFAULT_LIMIT = 20;

const PATH = '/pipelines/:kind/:namespace/:name/releases';

const CANDIDATES = '/pipelines/:kind/:namespace/:name/candidates';

/** Releases: listing, announcing, rejecting; and what is none. */
export function addReleaseRoutes(
  router: Router,
  doors: Doors,
  { access, announceDoor, services, views, announce }: RouteOptions,
): void {
  router.get(PATH, async (req, res) => {
    const caller = await doors.caller(req);
    const pipeline = await doors.pipeline(caller, req.params);
    const query: { limit?: number; cursor?: string } = req.query;
    const { limit = DEFAULT_LIMIT, cursor } = query;
    const all = await views.releases(pipeline);
    const after = readCursor(cursor);
    const start = after ? all.findIndex(({ id }) => id === after) + 1 : 0;
    res.json(page(all.slice(start), { limit, cursorOf: ({ id }) => id }));
  });

  router.get(CANDIDATES, async (req, res) => {
    const caller = await doors.caller(req);
    const pipeline = await doors.pipeline(caller, req.params);
    const query: { limit?: number; cursor?: string } = req.query;
    const { limit = DEFAULT_LIMIT, cursor } = query;
    const all = await views.candidates(pipeline);
    const cursorOf = ({ on, name, images }: Candidate) =>
      [on, name, ...images].join(' ');
    const after = readCursor(cursor);
    const start = after ? all.findIndex(one => cursorOf(one) === after) + 1 : 0;
    res.json(page(all.slice(start), { limit, cursorOf }));
  });

  /** By credentials of Backstage, for those whom the door for CI did not let in. */
  const admit = async (req: Request<PipelineParams>): Promise<Admitted> => {
    const caller = await doors.caller(req);
    const pipeline = await doors.pipeline(caller, req.params);
    await access.authorizePipeline(
      caller,
      gitopsReleaseCreatePermission,
      pipeline,
    );
    const complete = (announcement: Announcement) => announcement;
    return { pipeline, by: access.nameOf(caller), complete };
  };

  router.post(PATH, async (req, res) => {
    const { pipeline, by, complete } =
      announceDoor.admitted(req) ?? (await admit(req));
    const release = await announceRelease(services, pipeline, {
      announcement: complete(req.body),
      announcedBy: by,
    });
    await announce(pipeline.entityRef);
    const shown = (await views.releases(pipeline)).find(
      ({ id }) => id === release.id,
    );
    res.status(202).json(shown);
  });

  const decide = async (
    req: Request<PipelineParams & { release: string }>,
    status: 'inForce' | 'ended',
    reason: string,
  ) => {
    const caller = await doors.caller(req);
    const pipeline = await doors.pipeline(caller, req.params);
    await access.authorizePipeline(
      caller,
      gitopsReleaseRejectPermission,
      pipeline,
    );
    const { entityRef } = pipeline;
    const release = await services.releases.get(entityRef, req.params.release);
    if (!release) {
      throw new NotFoundError(
        `${entityRef} has no release ${req.params.release}.`,
      );
    }
    const by = access.userOf(caller);
    const at = new Date().toISOString();
    await services.decisions.record(
      (pipeline.declaration?.environments ?? []).map(
        ({ place }) => place.repository,
      ),
      {
        kind: 'rejection',
        subject: releaseSubject(entityRef, release.id),
        status,
        reason,
        by,
        at,
      },
    );
    await services.history.append({
      entityRef,
      key: `rejection:${entityRef}:${release.id}:${at}`,
      at,
      kind: status === 'inForce' ? 'releaseRejected' : 'rejectionCleared',
      by: personOf(by),
      reason,
      release: { id: release.id, version: release.version, mutable: false },
      ...judgedBy({ pipeline }, []),
      summary:
        status === 'inForce'
          ? `${release.version} was rejected: it is promoted nowhere until this is cleared.`
          : `The rejection of ${release.version} was cleared.`,
    });
    await services.environments.wake({ entityRef });
    await announce(entityRef);
  };

  router.post(`${PATH}/:release/reject`, async (req, res) => {
    await decide(req, 'inForce', req.body.reason);
    res.status(204).end();
  });

  router.delete(`${PATH}/:release/reject`, async (req, res) => {
    await decide(req, 'ended', 'Cleared.');
    res.status(204).end();
  });
}
