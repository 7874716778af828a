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
import { ClusterApi } from '../access/ClusterApi';
import type { ClusterTransport } from '../access/ClusterTransport';
import { type CacheListener, KindCache } from './KindCache';
import { collectionOf, Discovery, type ServedKind } from './Discovery';

/** How a cluster reads objects of a kind. */
export interface KindSchema {
  schema: TypeSchema;
  traits: KindTraits;
}

/** Everything that is kept of one cluster: its kinds, their types, and the objects that environments want. */
export class ClusterCache {
  readonly api: ClusterApi;
  readonly discovery: Discovery;
  readonly #schemas = new Map<string, Promise<SchemaCatalog>>();
  readonly #kinds = new Map<string, KindCache>();

  constructor(cluster: string, transport: ClusterTransport) {
    this.api = new ClusterApi(cluster, transport);
    this.discovery = new Discovery(this.api);
  }

  /** The types of a group version are read when its first object is compared. */
  async schemaOf(apiVersion: string, kind: string): Promise<KindSchema> {
    const catalog = await this.#catalog(apiVersion);
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
    const cache = new KindCache(this.api, path);
    this.#kinds.set(path, cache);
    return cache;
  }

  /** Stops keeping an object; a kind of which nothing is wanted any more is no longer watched. */
  unwant(cache: KindCache, key: string, listener: CacheListener): void {
    cache.unwant(key, listener);
    if (cache.isWanted) return;
    cache.stop();
    for (const [path, one] of this.#kinds) {
      if (one === cache) this.#kinds.delete(path);
    }
  }

  #catalog(apiVersion: string): Promise<SchemaCatalog> {
    const known = this.#schemas.get(apiVersion);
    if (known) return known;
    const read = this.#read(apiVersion).catch(error => {
      this.#schemas.delete(apiVersion);
      throw error;
    });
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
