/** What the names in a route such as `pulls/:number` stand for in a path, or undefined where it is of another route. */
function paramsOf(
  route: string,
  path: string,
): Record<string, string> | undefined {
  const names = route.split('/');
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
export function findRoute<T extends { method: string; path: string }>(
  routes: readonly T[],
  method: string,
  path: string,
): { route: T; params: Record<string, string> } | undefined {
  for (const route of routes) {
    const params =
      route.method === method ? paramsOf(route.path, path) : undefined;
    if (params) return { route, params };
  }
  return undefined;
}
