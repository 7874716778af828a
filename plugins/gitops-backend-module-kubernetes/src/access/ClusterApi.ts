import {
  type JsonObject,
  type JsonValue,
  parseJson,
  printJson,
} from '@backstage-gitops/drift';
import { ApiError, toApiError } from './ApiError';
import type { ClusterTransport, Sender } from './ClusterTransport';
import { readLines } from './readLines';

/** How long an answer that is no watch may take, in milliseconds. */
const TIMEOUT = 30_000;

/** How long a server keeps a watch open, in seconds; it ends it by itself, which is no error. */
const WATCH_SECONDS = 300;

/** Objects asked for in one page of a list. */
const PAGE = 500;

/** One event of a watch. */
export type WatchEvent =
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

  constructor(cluster: string, transport: ClusterTransport) {
    this.cluster = cluster;
    this.#transport = transport;
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
      signal,
    });
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

  /** Deletes exactly the object that was seen. */
  async delete(
    path: string,
    seen: { uid: string; resourceVersion: string },
  ): Promise<void> {
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
  }

  async #object(request: Parameters<ClusterTransport['send']>[1]) {
    const response = await this.#send({
      ...request,
      signal: request.signal ?? AbortSignal.timeout(TIMEOUT),
    });
    const value = parseJson(await response.text());
    if (isObject(value)) return value;
    throw new ApiError({
      kind: 'refused',
      code: response.status,
      message: 'The server answered something that is no object.',
    });
  }

  async #send(
    request: Parameters<ClusterTransport['send']>[1],
  ): Promise<Response> {
    let response: Response;
    try {
      response = await this.#transport.send(this.cluster, request);
    } catch (error) {
      throw new ApiError({
        kind: 'retry',
        code: 0,
        message: `Cluster ${this.cluster} cannot be reached: ${
          error instanceof Error ? error.message : String(error)
        }`,
      });
    }
    if (response.ok) return response;
    throw toApiError({
      code: response.status,
      text: await response.text(),
      retryAfter: response.headers.get('retry-after'),
    });
  }
}
