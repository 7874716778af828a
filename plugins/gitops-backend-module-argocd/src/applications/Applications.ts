import {
  type CachedObject,
  type CacheState,
  type ClusterCache,
  fromCached,
  type KindCache,
} from '@backstage-gitops/cluster';
import { placesOf } from '../application/places';
import { type Application, readApplication } from '../application/shape';

const GROUP_VERSION = 'argoproj.io/v1alpha1';

/** An Application as it was read when it last changed. */
interface Read {
  application: Application | undefined;
  places: string[];
}

/** All Applications of one cluster, kept in view and found by the place in Git that they deploy. */
export class Applications {
  readonly #cluster: ClusterCache;
  readonly #read = new Map<string, Read>();
  readonly #byPlace = new Map<string, Set<string>>();
  readonly #followers = new Map<string, Set<() => void>>();
  #cache: KindCache | undefined;

  constructor(cluster: ClusterCache) {
    this.#cluster = cluster;
  }

  /** Says when something of a place changes, until it is asked to end. */
  follow(place: string, changed: () => void): () => void {
    const followers = this.#followers.get(place) ?? new Set();
    followers.add(changed);
    this.#followers.set(place, followers);
    return () => {
      followers.delete(changed);
      if (followers.size > 0) return;
      this.#followers.delete(place);
      if (this.#followers.size === 0) this.#close();
    };
  }

  /** What is known of them. The first to ask waits for the first list. */
  async state(): Promise<CacheState> {
    const cache = this.#cache ?? (await this.#open());
    if (!cache) {
      return {
        status: 'unknown',
        cause: 'notServed',
        reason: `Cluster ${
          this.#cluster.api.cluster
        } has no Applications of Argo CD.`,
      };
    }
    await cache.ready;
    return cache.state;
  }

  /** As of when they are known, in milliseconds since 1970. */
  get asOf(): number {
    return this.#cache?.answeredAt ?? 0;
  }

  at(place: string): Application[] {
    return [...(this.#byPlace.get(place) ?? [])].flatMap(
      key => this.#read.get(key)?.application ?? [],
    );
  }

  async #open(): Promise<KindCache | undefined> {
    const served = await this.#cluster.discovery.find(
      GROUP_VERSION,
      'Application',
    );
    if (!served) return undefined;
    const cache = this.#cluster.kind(served, '');
    this.#cache = cache;
    await cache.wantAll(this.#listener);
    return cache;
  }

  #close(): void {
    if (this.#cache) this.#cluster.unwantAll(this.#cache, this.#listener);
    this.#cache = undefined;
    this.#read.clear();
    this.#byPlace.clear();
  }

  readonly #listener = (key: string): void => {
    const before = this.#read.get(key);
    const cached = this.#cache?.get(key);
    for (const place of before?.places ?? []) this.#leave(place, key);
    const after = cached && read(cached);
    if (after) this.#read.set(key, after);
    else this.#read.delete(key);
    for (const place of after?.places ?? []) this.#enter(place, key);
    const places = [...(before?.places ?? []), ...(after?.places ?? [])];
    for (const place of new Set(places)) {
      for (const changed of this.#followers.get(place) ?? []) changed();
    }
  };

  #enter(place: string, key: string): void {
    const keys = this.#byPlace.get(place) ?? new Set();
    this.#byPlace.set(place, keys.add(key));
  }

  #leave(place: string, key: string): void {
    const keys = this.#byPlace.get(place);
    keys?.delete(key);
    if (keys?.size === 0) this.#byPlace.delete(place);
  }
}

function read(cached: CachedObject): Read {
  const application = readApplication(fromCached(cached));
  return {
    application,
    places: application ? placesOf(application) : [],
  };
}

/** Where the API server has an Application. */
export function applicationPath({ metadata }: Application): string {
  const { namespace, name } = metadata;
  return `/apis/${GROUP_VERSION}/namespaces/${namespace}/applications/${name}`;
}
