import { findRoute as findRouteIn } from '../standIn/findRoute';
import type { Route } from './Call';
import { commitRoutes } from './routes/commits';
import { hookRoutes } from './routes/hooks';
import { mergingRoutes } from './routes/merging';
import { pullRoutes } from './routes/pulls';
import { reviewRoutes } from './routes/reviews';
import { statusRoutes } from './routes/statuses';

const ROUTES: Route[] = [
  ...commitRoutes,
  ...hookRoutes,
  ...mergingRoutes,
  ...pullRoutes,
  ...reviewRoutes,
  ...statusRoutes,
];

/** The route of a path below a repository's address, with what its names stand for. */
export function findRoute(method: string, path: string) {
  return findRouteIn(ROUTES, method, path);
}
