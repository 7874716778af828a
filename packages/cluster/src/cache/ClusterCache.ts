import {
  isJsonObject,
  type JsonObject,
  type KindTraits,
  readOpenApi,
  SchemaCatalog,
  ANY,
  type TypeSchema,
} from '@backstage-gitops/drift';
import { ApiError } from '../access/ApiError';
import { type Clock, systemClock } from '../access/Clock';
import { ClusterApi } from '../access/ClusterApi';
import type { ClusterTransport } from '../access/ClusterTransport';
import { type CacheListener, KindCache } from './KindCache';
import { collectionOf, Discovery, type ServedKind } from './Discovery';

/** How a cluster reads objects of a kind. */
export interface KindSchema {
  schema: TypeSchema;
  traits: KindTraits;
}

/** Types that were not found are looked for again after so long, in milliseconds. */
const UNPUBLISHED = 5_000;

interface ReadCatalog {
  catalog: Promise<SchemaCatalog>;
  /** Milliseconds since 1970. */
  readAt: number;
}

/** Everything that is kept of one cluster: its kinds, their types, and the objects that environments want. */
export class ClusterCache {
  readonly api: ClusterApi;
  readonly discovery: Discovery;
  readonly clock: Clock;
  readonly #schemas = new Map<string, ReadCatalog>();
  readonly #kinds = new Map<string, KindCache>();

  constructor(
    cluster: string,
    transport: ClusterTransport,
    clock: Clock = systemClock,
  ) {
    this.clock = clock;
    this.api = new ClusterApi(cluster, transport, clock);
    this.discovery = new Discovery(this.api);
  }

  /** The types of a group version are read when its first object is compared. */
  async schemaOf(apiVersion: string, kind: string): Promise<KindSchema> {
    const catalog = await this.#catalogWith(apiVersion, kind);
    return {
      schema: catalog.typeOf(apiVersion, kind) ?? ANY,
      traits: catalog.traitsOf(apiVersion, kind),
    };
  }

  /** A definition changed: its types are read again. */
  forgetSchemas(): void {
    this.#schemas.clear();
  }

  /** The cache of a kind in a namespace, or of a kind that has none. */
  kind(served: ServedKind, namespace: string): KindCache {
    const path = collectionOf(served, namespace);
    const known = this.#kinds.get(path);
    if (known) return known;
    const cache = new KindCache(this.api, path, this.clock);
    this.#kinds.set(path, cache);
    return cache;
  }

  /** Stops keeping an object; a kind of which nothing is wanted any more is no longer watched. */
  unwant(cache: KindCache, key: string, listener: CacheListener): void {
    cache.unwant(key, listener);
    this.#endUnwanted(cache);
  }

  /** Stops keeping all objects of a kind for this listener. */
  unwantAll(cache: KindCache, listener: CacheListener): void {
    cache.unwantAll(listener);
    this.#endUnwanted(cache);
  }

  #endUnwanted(cache: KindCache): void {
    if (cache.isWanted) return;
    cache.stop();
    for (const [path, one] of this.#kinds) {
      if (one === cache) this.#kinds.delete(path);
    }
  }

  /** A definition's types are published a little after its kind is served. */
  async #catalogWith(apiVersion: string, kind: string): Promise<SchemaCatalog> {
    const known = this.#catalog(apiVersion);
    const catalog = await known.catalog;
    const age = this.clock.now() - known.readAt;
    if (catalog.typeOf(apiVersion, kind) || age < UNPUBLISHED) return catalog;
    if (this.#schemas.get(apiVersion) === known) {
      this.#schemas.delete(apiVersion);
    }
    return this.#catalog(apiVersion).catalog;
  }

  #catalog(apiVersion: string): ReadCatalog {
    const known = this.#schemas.get(apiVersion);
    if (known) return known;
    const catalog = this.#read(apiVersion).catch(error => {
      this.#schemas.delete(apiVersion);
      throw error;
    });
    const read = { catalog, readAt: this.clock.now() };
    this.#schemas.set(apiVersion, read);
    return read;
  }

  async #read(apiVersion: string): Promise<SchemaCatalog> {
    const name = apiVersion.includes('/')
      ? `apis/${apiVersion}`
      : `api/${apiVersion}`;
    let document: JsonObject;
    try {
      const index = await this.api.get('/openapi/v3');
      const paths = isJsonObject(index.paths) ? index.paths : {};
      const entry = paths[name];
      const url = isJsonObject(entry) ? entry.serverRelativeURL : undefined;
      document = await this.api.get(
        typeof url === 'string' ? url : `/openapi/v3/${name}`,
      );
    } catch (error) {
      // Without types a comparison is coarser, and the server's dry run decides.
      if (error instanceof ApiError && error.kind !== 'retry') {
        return new SchemaCatalog({ types: {}, kinds: {} });
      }
      throw error;
    }
    return readOpenApi(document);
  }
}
