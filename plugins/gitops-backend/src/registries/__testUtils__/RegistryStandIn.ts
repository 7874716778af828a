import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from '../../__testUtils__/LoopbackServer';
import type { BuiltImage, Content } from './buildImage';

/** Answers a request in place of the registry, and says whether it did. */
export type Quirk = (
  request: IncomingMessage,
  response: ServerResponse,
) => boolean;

/** What a real registry may do, and Debian's does not: pages, tokens, 304 for tags; and what none should do. */
export class RegistryStandIn {
  readonly tags = new Map<string, string[]>();
  /** Manifests below `name:reference`, blobs below their digest. */
  readonly contents = new Map<string, Content>();
  /** Each request, such as `GET /v2/acme/app/tags/list`. */
  readonly requests: string[] = [];
  /** `Authorization` of each request that got past the quirks. */
  readonly authorizations: Array<string | undefined> = [];
  readonly quirks: Quirk[] = [];
  /** Most tags on a page, however many are asked for. */
  pageSize = Infinity;
  /** Of lists of tags. */
  etags: 'offered' | 'none' = 'none';
  /** Of manifests, in a header. */
  digests: 'told' | 'untold' = 'told';
  #server!: LoopbackServer;

  static async start(): Promise<RegistryStandIn> {
    const registry = new RegistryStandIn();
    registry.#server = await LoopbackServer.start((request, response) =>
      registry.#answer(request, response),
    );
    return registry;
  }

  /** With its port. */
  get host(): string {
    return `127.0.0.1:${this.#server.port}`;
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }

  push(name: string, tag: string, { blobs, inner, top }: BuiltImage): void {
    this.tags.set(name, [
      ...(this.tags.get(name) ?? []).filter(one => one !== tag),
      tag,
    ]);
    for (const blob of blobs) this.contents.set(blob.digest, blob);
    for (const one of [...inner, top]) {
      this.contents.set(`${name}:${one.digest}`, one);
    }
    this.contents.set(`${name}:${tag}`, top);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', `http://${this.host}`);
    this.requests.push(`${request.method} ${url.pathname}${url.search}`);
    if (this.quirks.some(quirk => quirk(request, response))) return;
    this.authorizations.push(request.headers.authorization);
    const [, name, kind, reference] =
      /^\/v2\/(.+)\/(tags|manifests|blobs)\/([^/]+)$/.exec(url.pathname) ?? [];
    if (kind === 'tags') this.#list(name, url, request, response);
    else if (kind === 'blobs') this.#send(reference, response);
    else this.#send(`${name}:${reference}`, response);
  }

  #list(
    name: string,
    { searchParams, pathname }: URL,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    const all = [...(this.tags.get(name) ?? [])].sort();
    if (all.length === 0) {
      response.writeHead(404).end();
      return;
    }
    const last = searchParams.get('last');
    const begin = last ? all.findIndex(tag => tag > last) : 0;
    const count = Math.min(Number(searchParams.get('n')), this.pageSize);
    const tags = all.slice(begin, begin + count);
    const etag = `"${begin}-${all.length}-${all.join().length}"`;
    if (this.etags === 'offered') {
      if (request.headers['if-none-match'] === etag) {
        response.writeHead(304).end();
        return;
      }
      response.setHeader('ETag', etag);
    }
    if (begin + count < all.length) {
      response.setHeader(
        'Link',
        `<${pathname}?last=${tags.at(-1)}&n=${count}>; rel="next"`,
      );
    }
    response.end(JSON.stringify({ name, tags }));
  }

  #send(key: string, response: ServerResponse): void {
    const found = this.contents.get(key);
    if (!found) {
      response.writeHead(404).end();
      return;
    }
    response
      .writeHead(200, {
        'Content-Type': found.mediaType,
        ...(this.digests === 'told' && {
          'Docker-Content-Digest': found.digest,
        }),
      })
      .end(found.bytes);
  }
}
