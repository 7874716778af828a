import type { JsonObject } from '@backstage-gitops/drift';
import type { ObjectReference } from '@backstage-gitops/plugin-gitops-node';
import { ApiError } from '../access/ApiError';
import { fromCached } from '../cache/CachedObject';
import type { ClusterCache } from '../cache/ClusterCache';
import type { CacheListener, KindCache } from '../cache/KindCache';
import { autoscaledFields, scaledFields } from './autoscaling';

/** The autoscalers of a namespace: looked at, and then watched, from the first object on that a controller scaled. */
export class Autoscalers {
  readonly #cluster: ClusterCache;
  readonly #namespace: string;
  readonly #listener: CacheListener;
  #cache: KindCache | undefined;

  constructor(options: {
    cluster: ClusterCache;
    namespace: string;
    /** An autoscaler came, went or got other bounds. */
    changed: () => void;
  }) {
    this.#cluster = options.cluster;
    this.#namespace = options.namespace;
    this.#listener = (_, what) => what === 'body' && options.changed();
  }

  close(): void {
    if (this.#cache) this.#cluster.unwantAll(this.#cache, this.#listener);
    this.#cache = undefined;
  }

  /**
   * The fields of an object that an autoscaler has, as JSON pointers.
   *
   * @throws ApiError where autoscalers cannot be read: then nobody can say whose those fields are.
   */
  async fieldsOf(
    reference: ObjectReference,
    live: JsonObject | undefined,
  ): Promise<string[]> {
    const scaled = live ? scaledFields(live) : [];
    if (!live || scaled.length === 0) return [];
    const autoscalers = await this.#read();
    return autoscaledFields({ live, reference, scaled, autoscalers });
  }

  async #read(): Promise<JsonObject[]> {
    const served = await this.#cluster.discovery.find(
      'autoscaling/v2',
      'HorizontalPodAutoscaler',
    );
    if (!served) return [];
    const cache = this.#cluster.kind(served, this.#namespace);
    this.#cache = cache;
    await cache.wantAll(this.#listener);
    await cache.ready;
    const { state } = cache;
    if (state.status === 'unknown') {
      throw new ApiError({
        kind: state.cause === 'cluster' ? 'retry' : 'forbidden',
        code: 0,
        message: `Whether an autoscaler has its replicas cannot be seen: ${state.reason}`,
      });
    }
    return cache.objects().map(fromCached);
  }
}
