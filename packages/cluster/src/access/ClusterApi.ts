import {
  type JsonObject,
  type JsonValue,
  parseJson,
  printJson,
} from '@backstage-gitops/drift';
import { ApiError, toApiError } from './ApiError';
import { type Clock, systemClock } from './Clock';
import type { ClusterTransport, Sender } from './ClusterTransport';
import { readLines } from './readLines';

/** How long an answer that is no watch may take, in milliseconds. */
const TIMEOUT = 30_000;

/** How long a server keeps a watch open, in seconds; it ends it by itself, which is no error. */
const WATCH_SECONDS = 300;

/** How much longer than that a watch is waited for, in milliseconds: a dead connection ends by itself never. */
const WATCH_GRACE = 30_000;

/** Objects asked for in one page of a list. */
const PAGE = 500;

/** One event of a watch. */
export type WatchEvent =
  /** The server took the request: from here on silence means that nothing happens. */
  | { type: 'OPENED' }
  | { type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: JsonObject }
  | { type: 'BOOKMARK'; resourceVersion: string };

/** A page of a list. */
export interface ListPage {
  items: JsonObject[];
  resourceVersion: string;
  next?: string;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text field of an object's metadata. */
export function metadataOf(object: JsonObject, field: string): string {
  const metadata = object.metadata;
  const value = isObject(metadata) ? metadata[field] : undefined;
  return typeof value === 'string' ? value : '';
}

/** An API server's verbs. Every refusal is an {@link ApiError}; a server that cannot be reached is one to retry. */
export class ClusterApi {
  readonly cluster: string;
  readonly #transport: ClusterTransport;
  readonly #clock: Clock;
  /** Until when the server asked to be left alone, in milliseconds since 1970. */
  #closedUntil = 0;

  constructor(
    cluster: string,
    transport: ClusterTransport,
    clock: Clock = systemClock,
  ) {
    this.cluster = cluster;
    this.#transport = transport;
    this.#clock = clock;
  }

  get canDryRun(): boolean {
    return this.#transport.canDryRun(this.cluster);
  }

  get mayWrite() {
    return this.#transport.mayWrite(this.cluster);
  }

  async get(path: string, as: Sender = 'reader'): Promise<JsonObject> {
    return this.#object({ path, as });
  }

  /** @returns undefined where there is no such object. */
  async find(
    path: string,
    as: Sender = 'reader',
  ): Promise<JsonObject | undefined> {
    try {
      return await this.get(path, as);
    } catch (error) {
      if (error instanceof ApiError && error.kind === 'notFound') {
        return undefined;
      }
      throw error;
    }
  }

  /** One page; `next` goes on where it ended. */
  async list(path: string, next?: string): Promise<ListPage> {
    const query = new URLSearchParams({ limit: String(PAGE) });
    if (next) query.set('continue', next);
    const answer = await this.get(`${path}?${query}`);
    const items = Array.isArray(answer.items) ? answer.items : [];
    // Servers leave both out of the items of a list of built-in kinds.
    const type = {
      apiVersion: answer.apiVersion,
      kind: String(answer.kind).replace(/List$/, ''),
    };
    return {
      items: items.filter(isObject).map(item => ({ ...type, ...item })),
      resourceVersion: metadataOf(answer, 'resourceVersion'),
      next: metadataOf(answer, 'continue') || undefined,
    };
  }

  /** Everything in a collection, once. */
  async listAll(path: string): Promise<JsonObject[]> {
    const items: JsonObject[] = [];
    let next: string | undefined;
    do {
      const page = await this.list(path, next);
      items.push(...page.items);
      next = page.next;
    } while (next);
    return items;
  }

  /**
   * Events from a resource version on, until the server or the signal ends them.
   *
   * @throws ApiError `expired` where the version is too old: a server says so in the stream, with status 200.
   */
  async *watch(
    path: string,
    resourceVersion: string,
    signal: AbortSignal,
  ): AsyncGenerator<WatchEvent> {
    const query = new URLSearchParams({
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion,
      timeoutSeconds: String(WATCH_SECONDS),
    });
    const response = await this.#send({
      path: `${path}?${query}`,
      as: 'reader',
      signal: AbortSignal.any([
        signal,
        AbortSignal.timeout(WATCH_SECONDS * 1000 + WATCH_GRACE),
      ]),
    });
    yield { type: 'OPENED' };
    for await (const line of readLines(response)) {
      const event = parseJson(line);
      if (!isObject(event) || !isObject(event.object)) continue;
      const { object } = event;
      switch (event.type) {
        case 'ADDED':
        case 'MODIFIED':
        case 'DELETED':
          yield { type: event.type, object };
          break;
        case 'BOOKMARK':
          yield {
            type: 'BOOKMARK',
            resourceVersion: metadataOf(object, 'resourceVersion'),
          };
          break;
        case 'ERROR':
          throw toApiError({
            code: typeof object.code === 'number' ? object.code : 500,
            text: printJson(object),
            now: this.#clock.now(),
          });
        default:
      }
    }
  }

  /** Server-side apply as one field manager, taking over what others own. */
  async apply(
    path: string,
    object: JsonObject,
    options: { manager: string; mode: 'dryRun' | 'write' },
  ): Promise<JsonObject> {
    const query = new URLSearchParams({
      fieldManager: options.manager,
      force: 'true',
      ...(options.mode === 'dryRun' ? { dryRun: 'All' } : {}),
    });
    return this.#object({
      path: `${path}?${query}`,
      as: 'writer',
      method: 'PATCH',
      contentType: 'application/apply-patch+yaml',
      body: printJson(object),
    });
  }

  /** A JSON patch. */
  async patch(
    path: string,
    operations: JsonValue[],
    options: { manager: string; mode: 'dryRun' | 'write' },
  ): Promise<JsonObject> {
    const query = new URLSearchParams({
      fieldManager: options.manager,
      ...(options.mode === 'dryRun' ? { dryRun: 'All' } : {}),
    });
    return this.#object({
      path: `${path}?${query}`,
      as: 'writer',
      method: 'PATCH',
      contentType: 'application/json-patch+json',
      body: printJson(operations),
    });
  }

  /** Deletes exactly the object that was seen; one that is gone already is as wished. */
  async delete(
    path: string,
    seen: { uid: string; resourceVersion: string },
  ): Promise<void> {
    try {
      await this.#object({
        path,
        as: 'writer',
        method: 'DELETE',
        contentType: 'application/json',
        body: JSON.stringify({
          apiVersion: 'v1',
          kind: 'DeleteOptions',
          propagationPolicy: 'Foreground',
          preconditions: seen,
        }),
      });
    } catch (error) {
      const gone = error instanceof ApiError && error.kind === 'notFound';
      if (!gone) throw error;
    }
  }

  async #object(request: Parameters<ClusterTransport['send']>[1]) {
    const response = await this.#send({
      ...request,
      signal: request.signal ?? AbortSignal.timeout(TIMEOUT),
    });
    const text = await this.#read(response);
    let value: JsonValue;
    try {
      value = parseJson(text);
    } catch {
      value = text;
    }
    if (isObject(value)) return value;
    // A proxy's page, or an answer that was cut off: the server itself would have said more.
    throw new ApiError({
      kind: 'retry',
      code: response.status,
      message: `Cluster ${this.cluster} answered something that is no object.`,
    });
  }

  async #read(response: Response): Promise<string> {
    try {
      return await response.text();
    } catch (error) {
      throw this.#unreachable(error);
    }
  }

  #unreachable(error: unknown): ApiError {
    return new ApiError({
      kind: 'retry',
      code: 0,
      message: `Cluster ${this.cluster} cannot be reached: ${
        error instanceof Error ? error.message : String(error)
      }`,
    });
  }

  async #send(
    request: Parameters<ClusterTransport['send']>[1],
  ): Promise<Response> {
    const left = this.#closedUntil - this.#clock.now();
    if (left > 0) {
      throw new ApiError({
        kind: 'retry',
        code: 429,
        message: `Cluster ${
          this.cluster
        } asked for no request for another ${Math.ceil(left / 1000)} s.`,
        retryAfter: left,
      });
    }
    let response: Response;
    try {
      response = await this.#transport.send(this.cluster, request);
    } catch (error) {
      throw this.#unreachable(error);
    }
    if (response.ok) return response;
    const error = toApiError({
      code: response.status,
      text: await this.#read(response),
      retryAfter: response.headers.get('retry-after'),
      now: this.#clock.now(),
    });
    if (error.retryAfter !== undefined) {
      this.#closedUntil = Math.max(
        this.#closedUntil,
        this.#clock.now() + error.retryAfter,
      );
    }
    throw error;
  }
}
