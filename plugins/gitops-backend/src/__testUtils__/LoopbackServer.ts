import {
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
  type Server,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSigned } from './selfSigned';

/** What a server was sent. */
export interface Received {
  path?: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A server on loopback that remembers what it was sent. */
export class LoopbackServer {
  readonly received: Received[] = [];
  readonly #server: Server;

  /** Answers each request by `answer`, once it was read. */
  static async start(
    answer: RequestListener,
    scheme: 'http' | 'https' = 'http',
  ): Promise<LoopbackServer> {
    const server = new LoopbackServer(
      scheme === 'http' ? createServer() : createTlsServer(selfSigned),
    );
    server.#server.on('request', async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      server.received.push({
        path: request.url,
        headers: request.headers,
        body: Buffer.concat(parts).toString(),
      });
      answer(request, response);
    });
    await new Promise<void>(resolve => {
      server.#server.listen(0, '127.0.0.1', resolve);
    });
    return server;
  }

  private constructor(server: Server) {
    this.#server = server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}

/** Answers JSON. */
export function json(body: object): RequestListener {
  return (_, response) => {
    response
      .writeHead(200, { 'Content-Type': 'application/json' })
      .end(JSON.stringify(body));
  };
}
