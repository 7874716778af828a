import { JsonObject } from '../objects/json';
import { Resource } from '../resources/Resource';

interface Door {
  kind: JsonObject;
  verbs: string[];
}

const gvk = (group: string, version: string, kind: string): JsonObject => ({
  group,
  version,
  kind,
});

/** Which kind a subresource speaks, and its verbs. */
export function doorOf(resource: Resource, subresource: string): Door {
  switch (subresource) {
    case 'scale':
      return {
        kind: gvk('autoscaling', 'v1', 'Scale'),
        verbs: ['get', 'patch', 'update'],
      };
    case 'eviction':
      return { kind: gvk('policy', 'v1', 'Eviction'), verbs: ['create'] };
    case 'binding':
      return { kind: gvk('', 'v1', 'Binding'), verbs: ['create'] };
    case 'finalize':
      return { kind: gvk('', 'v1', resource.kind), verbs: ['update'] };
    default:
      return {
        kind: gvk(resource.group, resource.version, resource.kind),
        verbs: ['get', 'patch', 'update'],
      };
  }
}
