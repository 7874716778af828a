import {
  type CacheListener,
  type ClusterCache,
  fromCached,
  keyOf,
  type KindCache,
  type ServedKind,
} from '@backstage-gitops/cluster';
import type { EngineEnvironment } from '@backstage-gitops/plugin-gitops-node';
import { type Inventory, inventoryReference, readInventory } from './Inventory';

const CONFIG_MAP: ServedKind = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  resource: 'configmaps',
  namespaced: true,
};

/** What is known of an environment's inventory. */
export type InventorySeen =
  | { status: 'seen'; inventory: Inventory; asOf: number }
  /** The cluster answers, but not for this. */
  | { status: 'hidden'; reason: string }
  | { status: 'unreachable'; reason: string };

/** An environment's inventory, kept in view. */
export class KeptInventory {
  readonly #environment: EngineEnvironment;
  readonly #cluster: ClusterCache;
  readonly #key: string;
  readonly #listener: CacheListener;
  #cache: KindCache | undefined;

  constructor(options: {
    environment: EngineEnvironment;
    cluster: ClusterCache;
    changed: () => void;
  }) {
    this.#environment = options.environment;
    this.#cluster = options.cluster;
    this.#listener = options.changed;
    const { namespace, name } = inventoryReference(options.environment);
    this.#key = keyOf(namespace, name);
  }

  close(): void {
    if (this.#cache) {
      this.#cluster.unwant(this.#cache, this.#key, this.#listener);
    }
    this.#cache = undefined;
  }

  async read(): Promise<InventorySeen> {
    // Every server has ConfigMaps; asking waits for the same answer as the ConfigMaps of Git do.
    await this.#cluster.discovery.find('v1', 'ConfigMap');
    const { namespace } = this.#environment.target;
    const cache = this.#cluster.kind(CONFIG_MAP, namespace);
    await cache.want(this.#key, this.#listener);
    this.#cache = cache;
    await cache.ready;
    return this.seen();
  }

  /** What was applied before, as far as that is known now. */
  seen(): InventorySeen {
    const cache = this.#cache;
    if (!cache) return { status: 'hidden', reason: 'It was not read yet.' };
    const { state } = cache;
    if (state.status === 'unknown') {
      return {
        status: state.cause === 'cluster' ? 'unreachable' : 'hidden',
        reason: state.reason,
      };
    }
    const cached = cache.get(this.#key);
    return {
      status: 'seen',
      inventory: readInventory(cached && fromCached(cached), this.#environment),
      asOf: cache.answeredAt,
    };
  }
}
