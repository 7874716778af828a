import type { Router } from 'express';
import { type Doors, page, readCursor, type RouteOptions } from './doors';

/** How many entries a page has where the caller does not say. */
const DEFAULT_LIMIT = 50;

/** The board, adding a pipeline, one pipeline and its preflight. */
export function addPipelineRoutes(
  router: Router,
  doors: Doors,
  { access, services, creations, views }: RouteOptions,
): void {
  router.get('/pipelines', async (req, res) => {
    const caller = await doors.caller(req);
    const query: {
      limit?: number;
      cursor?: string;
      owner?: string;
      waiting?: boolean;
    } = req.query;
    const { limit = DEFAULT_LIMIT, cursor, owner, waiting } = query;
    const filter = await access.rowsToRead(caller);
    const stored = filter
      ? await services.pipelines.list({
          after: readCursor(cursor),
          limit: limit + 1,
          owner,
          filter,
        })
      : [];
    const { items, nextCursor } = page(stored, {
      limit,
      cursorOf: pipeline => pipeline.entityRef,
    });
    const shown = await Promise.all(
      items.map(pipeline => views.pipeline(caller, pipeline)),
    );
    const waits = shown.filter(({ environments }) =>
      environments.some(({ next }) =>
        ['approve', 'merge', 'resume', 'unfreeze', 'fix'].includes(
          next?.action ?? '',
        ),
      ),
    );
    res.json({ items: waiting ? waits : shown, nextCursor });
  });

  router.post('/pipelines', async (req, res) => {
    const caller = await doors.caller(req);
    const by = await access.authorizeCreation(caller);
    res.json(await creations.create(req.body, { caller, by }));
  });

  router.get('/pipelines/:kind/:namespace/:name', async (req, res) => {
    const caller = await doors.caller(req);
    const pipeline = await doors.pipeline(caller, req.params);
    res.json(await views.pipeline(caller, pipeline));
  });

  router.get(
    '/pipelines/:kind/:namespace/:name/preflight',
    async (req, res) => {
      const caller = await doors.caller(req);
      const pipeline = await doors.pipeline(caller, req.params);
      res.json({ items: await views.preflight(pipeline) });
    },
  );
}
