import type { JsonObject } from '@backstage-gitops/drift';
import {
  type DesiredState,
  type EngineEnvironment,
  type EngineObservation,
  objectId,
  type ObjectReference,
  type ObservedObject,
} from '@backstage-gitops/plugin-gitops-node';
import { fromCached } from '../cache/CachedObject';
import type { ClusterCache } from '../cache/ClusterCache';
import type { ServedKind } from '../cache/Discovery';
import { type CacheListener, type KindCache, keyOf } from '../cache/KindCache';
import { compareObject } from './compareObject';
import { Comparisons } from './Comparisons';
import { isAllowed, referenceOf } from './identity';
import { type Inventory, inventoryName, readInventory } from './Inventory';
import { MANAGER } from './ownership';
import { ownerOf, placed, prepare } from './prepare';

const CONFIG_MAP: ServedKind = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  resource: 'configmaps',
  namespaced: true,
};

/** An object that is kept because this environment wants it. */
export interface Kept {
  reference: ObjectReference;
  served: ServedKind;
  cache: KindCache;
  key: string;
}

/** What Git says, told apart by what the cluster can do with it. */
type Resolved =
  | { status: 'served'; object: JsonObject; kept: Kept }
  | { status: 'refused'; observed: ObservedObject };

/** One environment's objects in a cluster: keeps them in view and compares them. */
export class EnvironmentView {
  readonly #environment: EngineEnvironment;
  readonly #cluster: ClusterCache;
  readonly #listener: CacheListener;
  readonly #kept = new Map<string, Kept>();
  readonly #comparisons = new Comparisons();

  constructor(options: {
    environment: EngineEnvironment;
    cluster: ClusterCache;
    changed: () => void;
  }) {
    this.#environment = options.environment;
    this.#cluster = options.cluster;
    this.#listener = options.changed;
  }

  /** Keeps nothing any more. */
  close(): void {
    for (const { cache, key } of this.#kept.values()) {
      this.#cluster.unwant(cache, key, this.#listener);
    }
    this.#kept.clear();
  }

  async observe(desired: DesiredState): Promise<EngineObservation> {
    // All at once, so that one list of a kind answers for all its objects.
    const [inventoryKept, ...resolutions] = await Promise.all([
      this.#keepInventory(),
      ...desired.objects.map(object => this.#resolve(object)),
    ]);
    const state = inventoryKept.cache.state;
    if (state.status === 'unknown') return state;
    const inventory = readInventory(
      this.live(inventoryKept),
      this.#environment,
    );
    const wanted = new Set([objectId(inventoryKept.reference)]);
    const objects: ObservedObject[] = [];
    for (const resolved of resolutions) {
      if (resolved.status === 'refused') {
        objects.push(resolved.observed);
        continue;
      }
      const { kept } = resolved;
      wanted.add(objectId(kept.reference));
      if (kept.cache.state.status === 'unknown') return kept.cache.state;
      objects.push(await this.#compare(resolved.object, kept));
    }
    for (const reference of inventory.objects) {
      if (wanted.has(objectId(reference))) continue;
      const orphan = await this.#orphan(reference);
      if (!orphan) continue;
      wanted.add(objectId(reference));
      objects.push(orphan);
    }
    this.#release(wanted);
    const { mayWrite } = this.#cluster.api;
    return {
      status: 'observed',
      asOf: new Date(this.#oldest()).toISOString(),
      objects,
      ...(inventory.applied ? { applied: inventory.applied } : {}),
      inventory: inventory.objects.length,
      ...(mayWrite.status === 'off' ? { writesOff: mayWrite.reason } : {}),
    };
  }

  /** What was applied before, as the cluster has it now. */
  inventory(): Inventory {
    const kept = this.#kept.get(objectId(this.#inventoryReference));
    return readInventory(kept && this.live(kept), this.#environment);
  }

  /** What is kept of an object. */
  find(id: string): Kept | undefined {
    return this.#kept.get(id);
  }

  live({ cache, key }: Kept): JsonObject | undefined {
    const cached = cache.get(key);
    return cached && fromCached(cached);
  }

  get #inventoryReference(): ObjectReference {
    return {
      group: '',
      version: 'v1',
      kind: 'ConfigMap',
      namespace: this.#environment.target.namespace,
      name: inventoryName(this.#environment),
    };
  }

  async #keepInventory(): Promise<Kept> {
    // Every server has ConfigMaps; asking waits for the same answer as the ConfigMaps of Git do.
    await this.#cluster.discovery.find('v1', 'ConfigMap');
    return this.#keep(this.#inventoryReference, CONFIG_MAP);
  }

  #oldest(): number {
    let oldest = Date.now();
    for (const { cache } of this.#kept.values()) {
      oldest = Math.min(oldest, cache.answeredAt);
    }
    return oldest;
  }

  async #resolve(object: JsonObject): Promise<Resolved> {
    const apiVersion = String(object.apiVersion);
    const kind = String(object.kind);
    const { namespace } = this.#environment.target;
    const served = await this.#cluster.discovery.find(apiVersion, kind);
    const reference = referenceOf(
      object,
      served?.namespaced ?? true,
      namespace,
    );
    if (!served) {
      return {
        status: 'refused',
        observed: {
          ...reference,
          sync: 'Missing',
          health: 'Missing',
          fields: [],
          problem: `Cluster ${
            this.#cluster.api.cluster
          } has no kind ${kind} in ${apiVersion}.`,
        },
      };
    }
    const outside =
      reference.namespace !== undefined && reference.namespace !== namespace;
    if (outside || !isAllowed(reference, this.#environment.kinds)) {
      return {
        status: 'refused',
        observed: {
          ...reference,
          sync: 'Unknown',
          fields: [],
          problem: outside
            ? `it is in namespace ${reference.namespace}, and this environment may only use ${namespace}.`
            : `the platform does not let this pipeline have a ${kind}.`,
        },
      };
    }
    return {
      status: 'served',
      object,
      kept: await this.#keep(reference, served),
    };
  }

  async #keep(reference: ObjectReference, served: ServedKind): Promise<Kept> {
    const id = objectId(reference);
    const known = this.#kept.get(id);
    if (known && known.served.version === served.version) return known;
    if (known) this.#cluster.unwant(known.cache, known.key, this.#listener);
    const cache = this.#cluster.kind(
      served,
      this.#environment.target.namespace,
    );
    const kept: Kept = {
      reference,
      served,
      cache,
      key: keyOf(reference.namespace, reference.name),
    };
    this.#kept.set(id, kept);
    await cache.want(kept.key, this.#listener);
    await cache.ready;
    return kept;
  }

  #release(wanted: ReadonlySet<string>): void {
    for (const [id, { cache, key }] of this.#kept) {
      if (wanted.has(id)) continue;
      this.#cluster.unwant(cache, key, this.#listener);
      this.#kept.delete(id);
      this.#comparisons.forget(id);
    }
  }

  async #compare(object: JsonObject, kept: Kept): Promise<ObservedObject> {
    const { reference, served } = kept;
    const cached = kept.cache.get(kept.key);
    if (!cached) {
      return { ...reference, sync: 'Missing', health: 'Missing', fields: [] };
    }
    return this.#comparisons.of(
      objectId(reference),
      object,
      cached,
      async () => {
        const live = fromCached(cached);
        const { desired, stripped } = prepare({
          object,
          reference,
          live,
          environment: this.#environment,
        });
        const { api } = this.#cluster;
        return compareObject({
          reference,
          desired,
          stripped,
          live,
          schema: await this.#cluster.schemaOf(
            String(object.apiVersion),
            String(object.kind),
          ),
          owner: ownerOf(this.#environment),
          dryRun: api.canDryRun
            ? () =>
                api.apply(pathOf(reference, served), desired, {
                  manager: MANAGER,
                  mode: 'dryRun',
                })
            : undefined,
        });
      },
    );
  }

  /** An object of the inventory that Git has no more; undefined where it is gone. */
  async #orphan(
    reference: ObjectReference,
  ): Promise<ObservedObject | undefined> {
    const apiVersion = reference.group
      ? `${reference.group}/${reference.version}`
      : reference.version;
    const served = await this.#cluster.discovery.find(
      apiVersion,
      reference.kind,
    );
    if (!served) return undefined;
    const kept = await this.#keep(reference, served);
    const live = this.live(kept);
    if (!live) return undefined;
    const observed = await compareObject({
      reference,
      desired: placed({ apiVersion, kind: reference.kind }, reference),
      stripped: [],
      live,
      schema: await this.#cluster.schemaOf(apiVersion, reference.kind),
      owner: ownerOf(this.#environment),
      dryRun: async () => live,
    });
    return { ...observed, sync: 'Orphaned', fields: [] };
  }
}

/** Where one object is served. */
export function pathOf(reference: ObjectReference, served: ServedKind): string {
  const root = served.group
    ? `/apis/${served.group}/${served.version}`
    : `/api/${served.version}`;
  const namespace = reference.namespace
    ? `/namespaces/${reference.namespace}`
    : '';
  return `${root}${namespace}/${served.resource}/${reference.name}`;
}
