import { ClusterContext } from '../ClusterContext';
import { notFound } from '../errors/failures';
import { JsonObject } from '../objects/json';
import { collectionOf, Resource } from '../resources/Resource';
import { servedAs } from './selection';

/** An object by name in the asked version; throws 404 where there is none. */
export function findObject(
  { store }: ClusterContext,
  resource: Resource,
  namespace: string | undefined,
  name: string,
): JsonObject {
  const object = store.get(collectionOf(resource), namespace, name);
  if (!object) {
    throw notFound({ group: resource.group, plural: resource.plural, name });
  }
  return servedAs(resource, object);
}
