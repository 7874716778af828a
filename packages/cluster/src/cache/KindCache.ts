import type { JsonObject } from '@backstage-gitops/drift';
import { ApiError } from '../access/ApiError';
import { type ClusterApi, metadataOf } from '../access/ClusterApi';
import { type Clock, systemClock } from '../access/Clock';
import { type CachedObject, hasSameBody, toCached } from './CachedObject';

/** The first wait before a broken connection is opened again, in milliseconds; doubled each time. */
const FIRST_WAIT = 500;

/** The longest such wait, in milliseconds. */
const LONGEST_WAIT = 30_000;

/** After so long without an answer what is kept is old, in milliseconds. */
const STALE_AFTER = 60_000;

/** A watch that ends sooner than this, and says nothing, was not really taken; in milliseconds. */
const SHORT_WATCH = 1_000;

/** What is known of a kind in a namespace, or everywhere. */
export type CacheState =
  | { status: 'current' }
  | {
      status: 'unknown';
      reason: string;
      /** `cluster` where it does not answer; else it answers, but not for this kind. */
      cause: 'cluster' | 'forbidden' | 'notServed';
    };

/** Called with the key of an object that changed; `status` where nothing else of it did. */
export type CacheListener = (key: string, what: 'body' | 'status') => void;

/** Names an object among those of its kind. */
export function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

function causeOf(
  error: unknown,
): Extract<CacheState, { status: 'unknown' }>['cause'] {
  switch (error instanceof ApiError ? error.kind : undefined) {
    case 'forbidden':
      return 'forbidden';
    case 'notFound':
      return 'notServed';
    default:
      return 'cluster';
  }
}

function keyOfObject(object: JsonObject): string {
  return keyOf(metadataOf(object, 'namespace'), metadataOf(object, 'name'));
}

/**
 * One list, then one watch: what a kind's wanted objects are now, without asking again. Objects that nobody wants are
 * not kept.
 */
export class KindCache {
  readonly #api: ClusterApi;
  readonly #path: string;
  readonly #clock: Clock;
  readonly #objects = new Map<string, CachedObject>();
  readonly #wanted = new Map<string, Set<CacheListener>>();
  /** Who wants whatever there is. */
  readonly #wantedAll = new Set<CacheListener>();
  /** Objects that the list passed over and that are being read. */
  readonly #reading = new Map<string, Promise<void>>();
  readonly #stop = new AbortController();
  #state: CacheState = {
    status: 'unknown',
    reason: 'It is being listed.',
    cause: 'cluster',
  };
  /** The first list has ended, well or badly. */
  readonly ready: Promise<void>;
  #becomeReady: () => void = () => {};
  #answeredAt = 0;
  /** Has the first page of a list been gone through? What is wanted later was not looked for in it. */
  #sorted = false;
  #brokenSince: number | undefined;
  /** The version that is known, and from which a watch goes on; undefined where only a list can tell. */
  #from: string | undefined;
  /** Attempts that failed since the last that worked. */
  #failures = 0;

  /** @param path - the collection, such as `/apis/apps/v1/namespaces/shop/deployments`. */
  constructor(api: ClusterApi, path: string, clock: Clock = systemClock) {
    this.#api = api;
    this.#path = path;
    this.#clock = clock;
    this.ready = new Promise(resolve => (this.#becomeReady = resolve));
    void this.#run();
  }

  stop(): void {
    this.#stop.abort();
  }

  get isWanted(): boolean {
    return this.#wanted.size > 0 || this.#wantedAll.size > 0;
  }

  /** What is kept, provided it can be trusted. */
  get state(): CacheState {
    if (
      this.#state.status === 'current' &&
      this.#brokenSince !== undefined &&
      this.#clock.now() - this.#brokenSince > STALE_AFTER
    ) {
      return {
        status: 'unknown',
        cause: 'cluster',
        reason: `Cluster ${
          this.#api.cluster
        } has not answered for a while, so what is known of it is old.`,
      };
    }
    return this.#state;
  }

  /** When the cluster was last heard of, in milliseconds since 1970. */
  get answeredAt(): number {
    return this.#brokenSince === undefined
      ? this.#clock.now()
      : this.#answeredAt;
  }

  get(key: string): CachedObject | undefined {
    return this.#objects.get(key);
  }

  /** All that is kept. */
  objects(): CachedObject[] {
    return [...this.#objects.values()];
  }

  /**
   * Keeps an object from now on. One that the list passed over is read once.
   *
   * @throws ApiError where it cannot be read; then it is not kept.
   */
  async want(key: string, listener: CacheListener): Promise<void> {
    const listeners = this.#wanted.get(key);
    if (listeners) {
      listeners.add(listener);
    } else {
      this.#wanted.set(key, new Set([listener]));
      if (this.#sorted) this.#reading.set(key, this.#readPassedOver(key));
    }
    try {
      await this.#reading.get(key);
    } catch (error) {
      this.unwant(key, listener);
      throw error;
    }
  }

  /** Keeps every object from now on. */
  async wantAll(listener: CacheListener): Promise<void> {
    if (this.#wantedAll.has(listener)) return;
    this.#wantedAll.add(listener);
    if (!this.#sorted) return;
    try {
      for (const item of await this.#api.listAll(this.#path)) {
        if (!this.#objects.has(keyOfObject(item))) this.#keep(item);
      }
    } catch (error) {
      this.unwantAll(listener);
      throw error;
    }
  }

  async #readPassedOver(key: string): Promise<void> {
    try {
      await this.ready;
      if (this.#state.status !== 'current' || this.#objects.has(key)) return;
      const name = key.slice(key.indexOf('/') + 1);
      const namespace = key.slice(0, key.indexOf('/'));
      const found = await this.#api.find(this.#objectPath(namespace, name));
      // The watch may have brought a newer one meanwhile.
      if (found && !this.#objects.has(key)) this.#keep(found);
    } finally {
      this.#reading.delete(key);
    }
  }

  unwant(key: string, listener: CacheListener): void {
    const listeners = this.#wanted.get(key);
    listeners?.delete(listener);
    if (listeners?.size === 0) {
      this.#wanted.delete(key);
      if (this.#wantedAll.size === 0) this.#objects.delete(key);
    }
  }

  unwantAll(listener: CacheListener): void {
    this.#wantedAll.delete(listener);
    if (this.#wantedAll.size > 0) return;
    for (const key of [...this.#objects.keys()]) {
      if (!this.#wanted.has(key)) this.#objects.delete(key);
    }
  }

  #objectPath(namespace: string, name: string): string {
    const everywhere = !this.#path.includes('/namespaces/');
    if (!namespace || !everywhere) return `${this.#path}/${name}`;
    const end = this.#path.lastIndexOf('/');
    return `${this.#path.slice(
      0,
      end,
    )}/namespaces/${namespace}${this.#path.slice(end)}/${name}`;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        this.#from ??= await this.#list();
        await this.#watch(this.#from);
      } catch (error) {
        if (signal.aborted) return;
        const expired = error instanceof ApiError && error.kind === 'expired';
        if (expired) this.#from = undefined;
        this.#broke(error, expired);
        await this.#clock.wait(this.#waitAfter(error), signal);
      }
    }
  }

  /** Longer with each failure, and never shorter than the server asks for. */
  #waitAfter(error: unknown): number {
    this.#failures += 1;
    const backoff = Math.min(
      FIRST_WAIT * 2 ** (this.#failures - 1),
      LONGEST_WAIT,
    );
    // All caches of a cluster that comes back must not ask it at the same moment.
    const spread = backoff * (0.5 + Math.random());
    const asked = error instanceof ApiError ? error.retryAfter : undefined;
    return asked === undefined ? spread : asked + spread;
  }

  #broke(error: unknown, expired: boolean): void {
    this.#brokenSince ??= this.#clock.now();
    const lasting = causeOf(error) !== 'cluster';
    if (lasting || (this.#state.status === 'unknown' && !expired)) {
      this.#state = {
        status: 'unknown',
        reason: `${this.#path} of cluster ${
          this.#api.cluster
        } cannot be listed: ${
          error instanceof Error ? error.message : String(error)
        }`,
        cause: causeOf(error),
      };
      this.#becomeReady();
    }
  }

  #answered(): void {
    this.#answeredAt = this.#clock.now();
    this.#brokenSince = undefined;
  }

  async #list(): Promise<string> {
    const seen = new Set<string>();
    let next: string | undefined;
    let version: string;
    do {
      const page = await this.#api.list(this.#path, next);
      this.#sorted = true;
      for (const item of page.items) {
        seen.add(keyOfObject(item));
        this.#keep(item);
      }
      next = page.next;
      version = page.resourceVersion;
    } while (next);
    for (const key of [...this.#objects.keys()]) {
      if (!seen.has(key)) this.#drop(key);
    }
    this.#answered();
    this.#state = { status: 'current' };
    this.#becomeReady();
    return version;
  }

  /** Until the server ends the watch, which it does now and then. */
  async #watch(from: string): Promise<void> {
    const { signal } = this.#stop;
    const asked = this.#clock.now();
    let version: string | undefined;
    for await (const event of this.#api.watch(this.#path, from, signal)) {
      this.#answered();
      switch (event.type) {
        case 'OPENED':
          continue;
        case 'BOOKMARK':
          version = event.resourceVersion;
          break;
        case 'DELETED':
          version = metadataOf(event.object, 'resourceVersion');
          this.#drop(keyOfObject(event.object));
          break;
        default:
          version = metadataOf(event.object, 'resourceVersion');
          this.#keep(event.object);
      }
      this.#failures = 0;
      // Should the stream break, it goes on here.
      this.#from = version;
    }
    if (version !== undefined) return;
    // A watch from a version that the server has not reached ends without a word too: only a list can tell.
    this.#from = undefined;
    if (this.#clock.now() - asked < SHORT_WATCH) {
      await this.#clock.wait(this.#waitAfter(undefined), signal);
    } else {
      this.#failures = 0;
    }
  }

  #keep(object: JsonObject): void {
    const key = keyOfObject(object);
    if (!this.#wanted.has(key) && this.#wantedAll.size === 0) return;
    const before = this.#objects.get(key);
    const cached = toCached(object);
    this.#objects.set(key, cached);
    if (before && hasSameBody(before, cached)) {
      // The same text is shared, so that holding on to either costs nothing more.
      cached.body = before.body;
      if (before.resourceVersion !== cached.resourceVersion) {
        this.#tell(key, 'status');
      }
      return;
    }
    this.#tell(key, 'body');
  }

  #drop(key: string): void {
    if (this.#objects.delete(key)) this.#tell(key, 'body');
  }

  #tell(key: string, what: 'body' | 'status'): void {
    const listeners = [...(this.#wanted.get(key) ?? []), ...this.#wantedAll];
    for (const listener of listeners) listener(key, what);
  }
}
