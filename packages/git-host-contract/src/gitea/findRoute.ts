import type { Call, Route } from './Call';

function paramsOf(template: string, path: string) {
  const names = template.split('/');
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

/** The route of a path, with what its names stand for. */
export function findRoute<C extends Call>(
  routes: Array<Route<C>>,
  method: string,
  path: string,
): { route: Route<C>; params: Record<string, string> } | undefined {
  for (const route of routes) {
    const params =
      route.method === method ? paramsOf(route.path, path) : undefined;
    if (params) return { route, params };
  }
  return undefined;
}
