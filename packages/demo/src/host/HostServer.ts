import { createServer, type Server } from 'node:http';
import type { World } from '../world/World';
import { handleRequest } from './handleRequest';

/** Loopback as a number, and nothing else: the host lets anyone who reaches it read. */
const LISTEN_ADDRESS = '127.0.0.1';

/** The Git host of the embedded world: pages, raw files, and Git's smart protocol over HTTP. */
export class HostServer {
  /**
   * Starts to listen.
   *
   * @param port - 0 for any that is free
   */
  static async start(options: {
    world: World;
    port: number;
  }): Promise<HostServer> {
    const server = createServer((request, response) => {
      handleRequest(options.world, request, response).catch(error => {
        process.stderr.write(`demo: ${request.url}: ${error}\n`);
        if (!response.headersSent) response.writeHead(500);
        response.end('The demo failed to answer; its output says why\n');
      });
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', error =>
        reject(
          new Error(
            `The demo's Git host cannot listen on ${LISTEN_ADDRESS}:${options.port} (${error.message}). If the demo runs in another terminal, end it there.`,
            { cause: error },
          ),
        ),
      );
      server.listen(options.port, LISTEN_ADDRESS, resolve);
    });
    const address = server.address();
    if (address === null || typeof address === 'string') {
      throw new Error('The Git host listens, but not on a port');
    }
    return new HostServer(server, `http://${LISTEN_ADDRESS}:${address.port}`);
  }

  /** Where it listens, without a trailing slash. */
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  /** Ends what is under way and stops listening. */
  async stop(): Promise<void> {
    const closed = new Promise<void>(resolve => {
      this.#server.close(() => resolve());
    });
    this.#server.closeAllConnections();
    await closed;
  }
}
