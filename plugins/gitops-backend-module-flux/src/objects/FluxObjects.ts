import {
  type CacheState,
  type ClusterCache,
  fromCached,
  type KindCache,
  PlaceIndex,
  placeKey,
} from '@backstage-gitops/cluster';
import type { JsonObject } from '@backstage-gitops/drift';
import {
  type HelmRelease,
  type Kustomization,
  readHelmRelease,
  readKustomization,
  readSource,
  type Source,
} from './shape';

/** A Kustomization with the source that it takes its state from. */
export interface Sourced {
  kustomization: Kustomization;
  source: Source;
}

/** What Flux writes on objects that a Kustomization applied. */
const OWNER_NAME = 'kustomize.toolkit.fluxcd.io/name';
const OWNER_NAMESPACE = 'kustomize.toolkit.fluxcd.io/namespace';

function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

function sourceKeyOf({ metadata, spec }: Kustomization): string | undefined {
  const reference = spec?.sourceRef;
  return reference?.kind === 'GitRepository'
    ? keyOf(reference.namespace ?? metadata.namespace, reference.name)
    : undefined;
}

function ownerKeyOf({ metadata: { labels } }: HelmRelease): string {
  return keyOf(labels[OWNER_NAMESPACE] ?? '', labels[OWNER_NAME] ?? '');
}

function keep<T>(map: Map<string, T>, key: string, value: T | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}

/** What Flux has in one cluster, kept in view: Kustomizations are found by the place in Git that they apply. */
export class FluxObjects {
  readonly #cluster: ClusterCache;
  readonly #places = new PlaceIndex();
  readonly #kustomizations = new Map<string, Kustomization>();
  readonly #sources = new Map<string, Source>();
  readonly #releases = new Map<string, HelmRelease>();
  /** Ends each of the watches. */
  readonly #watches = new Map<KindCache, () => void>();
  #opened: Promise<void> | undefined;

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

  /** What is known of them. The first to ask waits for the first lists. */
  async state(): Promise<CacheState> {
    this.#opened ??= this.#open().catch(error => {
      this.#close();
      throw error;
    });
    await this.#opened;
    const caches = [...this.#watches.keys()];
    if (caches.length === 0) {
      // It may be installed any time.
      this.#close();
      return {
        status: 'unknown',
        cause: 'notServed',
        reason: `Cluster ${
          this.#cluster.api.cluster
        } has no Kustomizations of Flux.`,
      };
    }
    await Promise.all(caches.map(({ ready }) => ready));
    return (
      caches
        .map(({ state }) => state)
        .find(({ status }) => status === 'unknown') ?? { status: 'current' }
    );
  }

  /** As of when they are known, in milliseconds since 1970. */
  get asOf(): number {
    const caches = [...this.#watches.keys()];
    return Math.min(...caches.map(({ answeredAt }) => answeredAt));
  }

  at(place: string): Sourced[] {
    return this.#places.at(place).flatMap(key => {
      const kustomization = this.#kustomizations.get(key);
      const source = kustomization && this.#sourceOf(kustomization);
      return kustomization && source ? [{ kustomization, source }] : [];
    });
  }

  /** The HelmReleases that a Kustomization brought. */
  releasesOf({ metadata }: Kustomization): HelmRelease[] {
    const owner = keyOf(metadata.namespace, metadata.name);
    return [...this.#releases.values()].filter(
      one => ownerKeyOf(one) === owner,
    );
  }

  async #open(): Promise<void> {
    const isThere = await this.#watch(
      'kustomize.toolkit.fluxcd.io/v1',
      'Kustomization',
      (key, object) => {
        keep(this.#kustomizations, key, readKustomization(object));
        this.#place(key);
      },
    );
    if (!isThere) return;
    await this.#watch(
      'source.toolkit.fluxcd.io/v1',
      'GitRepository',
      (key, object) => {
        keep(this.#sources, key, readSource(object));
        for (const [taking, one] of this.#kustomizations) {
          if (sourceKeyOf(one) === key) this.#place(taking);
        }
      },
    );
    await this.#watch(
      'helm.toolkit.fluxcd.io/v2',
      'HelmRelease',
      (key, object) => {
        const owners = [this.#releases.get(key), readHelmRelease(object)];
        keep(this.#releases, key, owners[1]);
        for (const one of owners) if (one) this.#place(ownerKeyOf(one));
      },
    );
  }

  /** @returns whether the cluster has the kind. */
  async #watch(
    apiVersion: string,
    kind: string,
    changed: (key: string, object: JsonObject | undefined) => void,
  ): Promise<boolean> {
    const served = await this.#cluster.discovery.find(apiVersion, kind);
    if (!served) return false;
    const cache = this.#cluster.kind(served, '');
    const listener = (key: string) => {
      const cached = cache.get(key);
      changed(key, cached && fromCached(cached));
    };
    this.#watches.set(cache, () => this.#cluster.unwantAll(cache, listener));
    await cache.wantAll(listener);
    return true;
  }

  #close(): void {
    for (const end of this.#watches.values()) end();
    this.#watches.clear();
    this.#opened = undefined;
    for (const map of [this.#kustomizations, this.#sources, this.#releases]) {
      map.clear();
    }
    this.#places.clear();
  }

  #sourceOf(kustomization: Kustomization): Source | undefined {
    const key = sourceKeyOf(kustomization);
    return key === undefined ? undefined : this.#sources.get(key);
  }

  /** Where a Kustomization takes its state from now; whoever follows that place is told. */
  #place(key: string): void {
    const kustomization = this.#kustomizations.get(key);
    const url = kustomization && this.#sourceOf(kustomization)?.spec?.url;
    this.#places.set(
      key,
      url ? [placeKey(url, kustomization.spec?.path ?? '')] : [],
    );
  }
}
