import { createServer, type Server } from 'node:http';
import type { ReceivedHook } from './HostWorld';

/** Somebody whom hosts tell what happens, over HTTP. */
export class HookReceiver {
  static async start(): Promise<HookReceiver> {
    const server = createServer();
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return new HookReceiver(server);
  }

  /** The first that came is the first. */
  readonly received: ReceivedHook[] = [];
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server) {
    const address = server.address();
    if (address === null || typeof address === 'string') {
      throw new Error('The receiver listens, but not on a port');
    }
    this.url = `http://127.0.0.1:${address.port}/webhooks/deploy`;
    this.#server = server;
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [
            name,
            String(value),
          ]),
        );
        this.received.push({ headers, body: Buffer.concat(chunks) });
        response.writeHead(202).end();
      });
    });
  }

  async stop(): Promise<void> {
    const closed = new Promise(resolve => {
      this.#server.close(resolve);
    });
    this.#server.closeAllConnections();
    await closed;
  }
}
