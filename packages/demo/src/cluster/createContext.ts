import { Authorizer } from './access/Authorizer';
import { ClusterContext } from './ClusterContext';
import { Faults } from './faults/Faults';
import { ResourceRegistry } from './resources/ResourceRegistry';
import { Schemas } from './schema/Schemas';
import { ObjectStore } from './store/ObjectStore';
import { WatchHub } from './watch/WatchHub';

/** An empty cluster: nothing in it, nothing listens. */
export function createContext(clock: () => Date): ClusterContext {
  const store = new ObjectStore();
  const registry = new ResourceRegistry();
  const watches = new WatchHub();
  return {
    store,
    registry,
    watches,
    clock,
    schemas: new Schemas(registry),
    authorizer: new Authorizer(store, registry),
    faults: new Faults(store, watches, clock),
  };
}
