/** What the names in a route such as `pulls/:number` stand for in a path, or undefined where it is of another route. */
export function matchPath(
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
