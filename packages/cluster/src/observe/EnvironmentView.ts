import { isJsonObject, type JsonObject, Mask } from '@backstage-gitops/drift';
import {
  type DesiredState,
  type EngineEnvironment,
  objectId,
  type ObjectReference,
  type ObservedObject,
} from '@backstage-gitops/plugin-gitops-node';
import { ApiError } from '../access/ApiError';
import { metadataOf } from '../access/ClusterApi';
import { fromCached } from '../cache/CachedObject';
import type { ClusterCache } from '../cache/ClusterCache';
import type { ServedKind } from '../cache/Discovery';
import { type CacheListener, type KindCache, keyOf } from '../cache/KindCache';
import { Autoscalers } from './Autoscalers';
import { compareObject } from './compareObject';
import { Comparisons } from './Comparisons';
import { type DefinedKind, kindsDefinedBy } from './definitions';
import type { HealthAssessor } from './health';
import type { Ownership } from './Ownership';
import { placeOf } from './place';
import { placed, prepare } from './prepare';

/** An object that is kept because this environment wants it. */
export interface Kept {
  reference: ObjectReference;
  served: ServedKind;
  cache: KindCache;
  key: string;
}

/** What Git says, told apart by what the cluster can do with it. */
type Resolved =
  | { status: 'kept'; object: JsonObject; kept: Kept }
  | { status: 'settled'; observed: ObservedObject };

/** How often an object that keeps changing is compared before that is put off. */
const TRIES = 3;

function missing(reference: ObjectReference, problem?: string): ObservedObject {
  return {
    ...reference,
    sync: 'Missing',
    health: 'Missing',
    fields: [],
    ...(problem === undefined ? {} : { problem }),
  };
}

function unknown(reference: ObjectReference, problem: string): ObservedObject {
  return { ...reference, sync: 'Unknown', fields: [], problem };
}

/** Answers what a cluster's refusal means for an object; an error of any other kind is thrown. */
async function orUnknown<T>(
  reference: ObjectReference,
  object: JsonObject,
  attempt: () => Promise<T>,
): Promise<T | ObservedObject> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return unknown(reference, new Mask([object]).text(error.message));
  }
}

/** What is seen of an environment's objects. */
export interface SeenObjects {
  objects: ObservedObject[];
  /** As of when, in milliseconds since 1970. */
  asOf: number;
}

/** One environment's objects in a cluster: keeps them in view and compares them. */
export class EnvironmentView {
  readonly #environment: EngineEnvironment;
  readonly #cluster: ClusterCache;
  readonly #ownership: Ownership;
  readonly #listener: CacheListener;
  readonly #kept = new Map<string, Kept>();
  readonly #comparisons: Comparisons;
  readonly #health: HealthAssessor;
  readonly #autoscalers: Autoscalers;
  /** Objects that a controller scaled. */
  readonly #scaled = new Set<string>();

  constructor(options: {
    environment: EngineEnvironment;
    cluster: ClusterCache;
    ownership: Ownership;
    health: HealthAssessor;
    changed: () => void;
  }) {
    this.#environment = options.environment;
    this.#cluster = options.cluster;
    this.#ownership = options.ownership;
    this.#listener = options.changed;
    this.#health = options.health;
    this.#comparisons = new Comparisons(options.cluster.clock, options.health);
    this.#autoscalers = new Autoscalers({
      cluster: options.cluster,
      namespace: options.environment.target.namespace,
      changed: () => {
        for (const id of this.#scaled) this.#comparisons.forget(id);
        this.#scaled.clear();
        options.changed();
      },
    });
  }

  /** Keeps nothing any more. */
  close(): void {
    for (const { cache, key } of this.#kept.values()) {
      this.#cluster.unwant(cache, key, this.#listener);
    }
    this.#kept.clear();
    this.#autoscalers.close();
  }

  /**
   * Compares.
   *
   * @param options - `applied` is what was applied before; what of it Git has no more is seen as orphaned.
   */
  async observe(
    desired: DesiredState,
    applied: Promise<readonly ObjectReference[]>,
  ): Promise<SeenObjects> {
    const defined = kindsDefinedBy(desired.objects);
    // All at once, so that one list of a kind answers for all its objects.
    const [inventory, ...resolutions] = await Promise.all([
      applied,
      ...desired.objects.map(object => this.#resolve(object, defined)),
    ]);
    const inGit = new Set<string>();
    const wanted = new Set<string>();
    const objects: ObservedObject[] = [];
    for (const resolved of resolutions) {
      if (resolved.status === 'settled') {
        inGit.add(objectId(resolved.observed));
        objects.push(resolved.observed);
        continue;
      }
      const id = objectId(resolved.kept.reference);
      inGit.add(id);
      wanted.add(id);
      objects.push(await this.#compare(resolved.object, resolved.kept));
    }
    for (const reference of inventory) {
      const id = objectId(reference);
      if (inGit.has(id) || wanted.has(id)) continue;
      const orphan = await this.#orphan(reference);
      if (!orphan) continue;
      wanted.add(id);
      objects.push(orphan);
    }
    this.#release(wanted);
    return { objects, asOf: this.#oldest() };
  }

  /** What is kept of an object. */
  find(id: string): Kept | undefined {
    return this.#kept.get(id);
  }

  live({ cache, key }: Kept): JsonObject | undefined {
    const cached = cache.get(key);
    return cached && fromCached(cached);
  }

  /** See {@link Autoscalers.fieldsOf}. */
  async autoscaled(
    reference: ObjectReference,
    live: JsonObject | undefined,
  ): Promise<string[]> {
    return this.#autoscalers.fieldsOf(reference, live);
  }

  #oldest(): number {
    let oldest = this.#cluster.clock.now();
    for (const { cache } of this.#kept.values()) {
      if (cache.state.status === 'current') {
        oldest = Math.min(oldest, cache.answeredAt);
      }
    }
    return oldest;
  }

  async #resolve(
    object: JsonObject,
    defined: readonly DefinedKind[],
  ): Promise<Resolved> {
    const apiVersion = String(object.apiVersion);
    const kind = String(object.kind);
    const environment = this.#environment;
    const unserved = placeOf({
      object,
      served: undefined,
      defined,
      environment,
    });
    const resolved = await orUnknown(
      unserved.reference,
      object,
      async (): Promise<Kept | ObservedObject> => {
        const served = await this.#cluster.discovery.find(apiVersion, kind);
        const place = placeOf({ object, served, defined, environment });
        const { reference } = place;
        switch (place.status) {
          case 'served':
            return this.#keep(reference, place.served);
          case 'refused':
            return unknown(reference, place.reason);
          default:
            return missing(
              reference,
              place.inGit
                ? undefined
                : `Cluster ${
                    this.#cluster.api.cluster
                  } has no kind ${kind} in ${apiVersion}.`,
            );
        }
      },
    );
    return 'sync' in resolved
      ? { status: 'settled', observed: resolved }
      : { status: 'kept', object, kept: resolved };
  }

  async #keep(reference: ObjectReference, served: ServedKind): Promise<Kept> {
    const id = objectId(reference);
    const known = this.#kept.get(id);
    if (known && known.served.version === served.version) {
      await known.cache.ready;
      return known;
    }
    if (known) this.#forget(id, known);
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
    await cache.want(kept.key, this.#listener);
    this.#kept.set(id, kept);
    await cache.ready;
    return kept;
  }

  #release(wanted: ReadonlySet<string>): void {
    for (const [id, kept] of this.#kept) {
      const { state } = kept.cache;
      const gone = state.status === 'unknown' && state.cause === 'notServed';
      if (gone) this.#cluster.discovery.forget(apiVersionOf(kept.reference));
      if (gone || !wanted.has(id)) this.#forget(id, kept);
    }
  }

  #forget(id: string, { cache, key }: Kept): void {
    this.#cluster.unwant(cache, key, this.#listener);
    this.#kept.delete(id);
    this.#comparisons.forget(id);
    this.#scaled.delete(id);
  }

  async #compare(object: JsonObject, kept: Kept): Promise<ObservedObject> {
    const { reference } = kept;
    const { state } = kept.cache;
    if (state.status === 'unknown') return unknown(reference, state.reason);
    const cached = kept.cache.get(kept.key);
    if (!cached) return missing(reference);
    return this.#comparisons.of(objectId(reference), object, cached, () =>
      orUnknown(reference, object, () =>
        this.#compareNow(fromCached(cached), object, kept),
      ),
    );
  }

  async #compareNow(
    live: JsonObject,
    object: JsonObject,
    kept: Kept,
    left = TRIES,
  ): Promise<ObservedObject> {
    try {
      return await this.#compareWith(live, object, kept);
    } catch (error) {
      const moved = error instanceof ApiError && error.kind === 'conflict';
      if (!moved || left <= 1) throw error;
      const path = pathOf(kept.reference, kept.served);
      const current = await this.#cluster.api.find(path);
      return current
        ? this.#compareNow(current, object, kept, left - 1)
        : missing(kept.reference);
    }
  }

  async #compareWith(
    live: JsonObject,
    object: JsonObject,
    { reference, served }: Kept,
  ): Promise<ObservedObject> {
    const { api } = this.#cluster;
    const autoscaled = await this.autoscaled(reference, live);
    if (autoscaled.length > 0) this.#scaled.add(objectId(reference));
    const { desired, stripped } = prepare({
      object,
      reference,
      live,
      environment: this.#environment,
      ownership: this.#ownership,
      autoscaled,
    });
    return compareObject({
      reference,
      desired,
      stripped,
      autoscaled: { pointers: autoscaled, git: object },
      live,
      schema: await this.#cluster.schemaOf(
        String(object.apiVersion),
        String(object.kind),
      ),
      health: this.#health,
      ownership: this.#ownership,
      dryRun: api.canDryRun
        ? () =>
            // Compared with any other version, what others did since would look like ours.
            api.apply(pathOf(reference, served), atVersionOf(live, desired), {
              manager: this.#ownership.manager,
              mode: 'dryRun',
            })
        : undefined,
    });
  }

  /** An object of the inventory that Git has no more; undefined where it is gone. */
  async #orphan(
    reference: ObjectReference,
  ): Promise<ObservedObject | undefined> {
    return orUnknown(
      reference,
      {},
      async (): Promise<ObservedObject | undefined> => {
        const apiVersion = apiVersionOf(reference);
        const served = await this.#cluster.discovery.find(
          apiVersion,
          reference.kind,
        );
        if (!served) return undefined;
        const kept = await this.#keep(reference, served);
        const { state } = kept.cache;
        if (state.status === 'unknown') return unknown(reference, state.reason);
        const live = this.live(kept);
        if (!live) return undefined;
        const observed = await compareObject({
          reference,
          desired: placed({ apiVersion, kind: reference.kind }, reference),
          stripped: [],
          live,
          schema: await this.#cluster.schemaOf(apiVersion, reference.kind),
          health: this.#health,
          ownership: this.#ownership,
          dryRun: async () => live,
        });
        return { ...observed, sync: 'Orphaned', fields: [] };
      },
    );
  }
}

/** The object for a server that shall take it for that version only. */
function atVersionOf(live: JsonObject, desired: JsonObject): JsonObject {
  const metadata = isJsonObject(desired.metadata) ? desired.metadata : {};
  const resourceVersion = metadataOf(live, 'resourceVersion');
  return { ...desired, metadata: { ...metadata, resourceVersion } };
}

function apiVersionOf({ group, version }: ObjectReference): string {
  return group ? `${group}/${version}` : version;
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
