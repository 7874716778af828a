import { Authorizer } from './access/Authorizer';
import { Faults } from './faults/Faults';
import { ResourceRegistry } from './resources/ResourceRegistry';
import { Schemas } from './schema/Schemas';
import { ObjectStore } from './store/ObjectStore';
import { WatchHub } from './watch/WatchHub';

/** What every part of the simulated server works with. */
export interface ClusterContext {
  store: ObjectStore;
  registry: ResourceRegistry;
  schemas: Schemas;
  authorizer: Authorizer;
  faults: Faults;
  watches: WatchHub;
  clock: () => Date;
}
