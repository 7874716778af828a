import { pipeline as pipe } from 'node:stream/promises';
import type { Router } from 'express';
import {
  exportHistory,
  exportName,
  type HistoryFormat,
  MEDIA_TYPES,
} from '../history/exportHistory';
import { type Doors, page, readCursor, type RouteOptions } from './doors';

/** How many entries a page has where the caller does not say. */
const DEFAULT_LIMIT = 50;

const PATH = '/pipelines/:kind/:namespace/:name/history';

/** What happened: a page at a time, or all of it as a file. */
export function addHistoryRoutes(
  router: Router,
  doors: Doors,
  { services }: RouteOptions,
): void {
  router.get(PATH, async (req, res) => {
    const caller = await doors.caller(req);
    const pipeline = await doors.pipeline(caller, req.params);
    const query: { limit?: number; cursor?: string; environment?: string } =
      req.query;
    const { limit = DEFAULT_LIMIT, cursor, environment } = query;
    const before = Number(readCursor(cursor));
    const entries = await services.history.list({
      entityRef: pipeline.entityRef,
      environment,
      before: Number.isFinite(before) ? before : undefined,
      limit: limit + 1,
    });
    res.json(page(entries, { limit, cursorOf: ({ id }) => id }));
  });

  router.get(`${PATH}/export`, async (req, res) => {
    const caller = await doors.caller(req);
    const { entityRef } = await doors.pipeline(caller, req.params);
    const format = req.query.format as HistoryFormat;
    res.attachment(exportName(entityRef, format));
    res.type(`${MEDIA_TYPES[format]}; charset=utf-8`);
    res.set('Cache-Control', 'no-store');
    try {
      await pipe(exportHistory(services.history.all(entityRef), format), res);
    } catch (error) {
      // The answer has begun: it is cut off, so that nobody takes a part for the whole.
      services.logger.warn(`The history of ${entityRef} was not sent whole`, {
        error: String(error),
      });
      res.destroy();
    }
  });
}
