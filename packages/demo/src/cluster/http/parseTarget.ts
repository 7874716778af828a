import { Target } from './ApiRequest';

function resourceTarget(
  group: string,
  version: string,
  rest: string[],
): Target {
  const [first = '', second, ...others] = rest;
  // `namespaces/x` and its two doors are about the namespace itself.
  const inside =
    first === 'namespaces' &&
    second !== undefined &&
    others[0] !== undefined &&
    !(group === '' && ['status', 'finalize'].includes(others[0]));
  const [plural = '', name, ...doors] = inside ? others : rest;
  return {
    kind: 'resource',
    group,
    version,
    plural,
    namespace: inside ? second : undefined,
    name,
    subresource: doors.length > 0 ? doors.join('/') : undefined,
  };
}

/**
 * Reads the path of a request: `/api/v1/...` for the core group,
 * `/apis/<group>/<version>/...` for the others, anything else as a plain path.
 */
export function parseTarget(path: string): Target {
  const [root, ...parts] = path
    .split('/')
    .filter(part => part !== '')
    .map(decodeURIComponent);
  if (root === 'api') {
    const [version, ...rest] = parts;
    if (version !== undefined && rest.length > 0) {
      return resourceTarget('', version, rest);
    }
  }
  if (root === 'apis') {
    const [group, version, ...rest] = parts;
    if (group !== undefined && version !== undefined && rest.length > 0) {
      return resourceTarget(group, version, rest);
    }
  }
  return { kind: 'path', path };
}
