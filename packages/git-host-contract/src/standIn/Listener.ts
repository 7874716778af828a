import { mkdtemp, rm } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A server on this machine, with a folder of its own. */
export class Listener {
  /** @param name - what the folder's name begins with */
  static async open(name: string): Promise<Listener> {
    const folder = await mkdtemp(path.join(tmpdir(), `${name}-`));
    const server = createServer();
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    if (address === null || typeof address === 'string') {
      throw new Error('The stand-in listens, but not on a port');
    }
    return new Listener(server, folder, `http://127.0.0.1:${address.port}`);
  }

  readonly #server: Server;

  private constructor(
    server: Server,
    readonly folder: string,
    readonly url: string,
  ) {
    this.#server = server;
  }

  /** Answers requests by this from now on. */
  handle(
    answer: (
      request: IncomingMessage,
      response: ServerResponse,
    ) => Promise<void>,
  ): void {
    this.#server.on('request', (request, response) => {
      answer(request, response).catch(error => {
        // It shows in the test, as a failure of the host.
        response.writeHead(500).end(String(error));
      });
    });
  }

  async close(): Promise<void> {
    const closed = new Promise(resolve => {
      this.#server.close(resolve);
    });
    this.#server.closeAllConnections();
    await closed;
    await rm(this.folder, { recursive: true, force: true });
  }
}
