import type { Router } from 'express';
import { type Doors, readCursor, type RouteOptions } from './doors';

/** How much a page has where the caller does not say. */
const DEFAULT_LIMIT = 50;

/** What waits for whoever asks. */
export function addWaitingRoutes(
  router: Router,
  doors: Doors,
  { waiting }: RouteOptions,
): void {
  router.get('/me/waiting', async (req, res) => {
    const caller = await doors.caller(req);
    const query: { limit?: number; cursor?: string } = req.query;
    const { items, next } = await waiting.page(caller, {
      limit: query.limit ?? DEFAULT_LIMIT,
      after: readCursor(query.cursor),
    });
    res.json({
      items,
      ...(next ? { nextCursor: Buffer.from(next).toString('base64url') } : {}),
    });
  });
}
