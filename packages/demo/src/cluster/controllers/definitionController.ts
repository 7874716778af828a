import { nameOf, namespaceOf } from '../objects/metadata';
import { collectionOf } from '../resources/Resource';
import { customResources } from '../resources/customResources';
import { ClusterContext } from '../ClusterContext';
import { Change } from '../store/ObjectStore';

const COLLECTION = 'customresourcedefinitions.apiextensions.k8s.io';

/**
 * Serves the kinds that definitions define. It works inside the write, unlike
 * the controllers: the next request finds the kind.
 */
export function serveDefinitions({
  store,
  registry,
  schemas,
}: ClusterContext): (change: Change) => void {
  for (const definition of store.list(COLLECTION)) registry.define(definition);
  schemas.refresh();
  return ({ collection, type, object }) => {
    if (collection !== COLLECTION) return;
    if (type === 'DELETED') {
      const [resource] = customResources(object);
      registry.undefine(nameOf(object));
      const gone = resource ? collectionOf(resource) : '';
      for (const item of store.list(gone)) {
        store.remove(gone, namespaceOf(item), nameOf(item));
      }
    } else {
      registry.define(object);
    }
    schemas.refresh();
  };
}
