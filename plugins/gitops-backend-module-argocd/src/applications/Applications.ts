import {
  type CacheState,
  type ClusterCache,
  fromCached,
  type KindCache,
  PlaceIndex,
} from '@backstage-gitops/cluster';
import { placesOf } from '../application/places';
import { type Application, readApplication } from '../application/shape';

const GROUP_VERSION = 'argoproj.io/v1alpha1';

/** All Applications of one cluster, kept in view and found by the place in Git that they deploy. */
export class Applications {
  readonly #cluster: ClusterCache;
  readonly #places = new PlaceIndex();
  readonly #applications = new Map<string, Application>();
  #cache: KindCache | undefined;

  constructor(cluster: ClusterCache) {
    this.#cluster = cluster;
  }

  /** Says when something of a place changes, until it is asked to end. */
  follow(place: string, changed: () => void): () => void {
    const end = this.#places.follow(place, changed);
    return () => {
      end();
      if (!this.#places.isFollowed) this.#close();
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
    return this.#places
      .at(place)
      .flatMap(key => this.#applications.get(key) ?? []);
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
    this.#applications.clear();
    this.#places.clear();
  }

  readonly #listener = (key: string): void => {
    const cached = this.#cache?.get(key);
    const application = cached && readApplication(fromCached(cached));
    if (application) this.#applications.set(key, application);
    else this.#applications.delete(key);
    this.#places.set(key, application ? placesOf(application) : []);
  };
}

/** Where the API server has an Application. */
export function applicationPath({ metadata }: Application): string {
  const { namespace, name } = metadata;
  return `/apis/${GROUP_VERSION}/namespaces/${namespace}/applications/${name}`;
}
