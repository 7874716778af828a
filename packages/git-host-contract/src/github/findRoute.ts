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

function paramsOf(route: Route, path: string) {
  const names = route.path.split('/');
  const steps = path.split('/');
  if (names.length !== steps.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    if (name.startsWith(':')) {
      params[name.slice(1)] = decodeURIComponent(steps[index]);
    } else if (name !== steps[index]) return undefined;
  }
  return params;
}

/** The route of a path below a repository's address, with what its names stand for. */
export function findRoute(
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | undefined {
  for (const route of ROUTES) {
    const params = route.method === method ? paramsOf(route, path) : undefined;
    if (params) return { route, params };
  }
  return undefined;
}
