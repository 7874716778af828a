import { Agent, createServer, request as send, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import express from 'express';
import { Refusals } from '../../network/Refusals';
import { configuredReceivers } from '../judgeDelivery';
import type { RequestCounter } from '../RequestCounter';
import { RECEIVER_TYPES } from '../receivers';
import { createWebhookRouter, type WebhookDoor } from '../webhookRouter';
import type { WebhookRequest } from '../receivers/Receiver';

/** What all receivers of the server are set up with. */
export const SECRET = 'a secret of tests';

/** The door for webhooks over HTTP, with a receiver of every sender that is named as it. It counts how requests ended. */
export class HookServer {
  /** By receiver and outcome, such as `github stored`. */
  readonly counts = new Map<string, number>();
  /** Of whoever connected last. */
  lastSocket?: Socket;
  readonly #server: Server;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });

  static async start(
    options: Pick<WebhookDoor, 'inbox'> & Partial<WebhookDoor>,
  ): Promise<HookServer> {
    const app = express();
    const server = new HookServer(createServer(app));
    const counter: RequestCounter = {
      count: (receiver, outcome) => server.#count(`${receiver} ${outcome}`),
    };
    const router = createWebhookRouter({
      receivers: configuredReceivers(
        Object.fromEntries(
          RECEIVER_TYPES.map(type => [
            type,
            { type, secret: SECRET, previous: [] },
          ]),
        ),
      ),
      counter,
      stored: () => {},
      refusals: new Refusals({ now: Date.now, most: Infinity }),
      ...options,
    });
    app.use(router);
    await new Promise<void>(resolve => {
      server.#server.listen(0, '127.0.0.1', resolve);
    });
    return server;
  }

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', socket => {
      this.lastSocket = socket;
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  /**
   * Sends a request to a receiver, and answers the status.
   *
   * @param from - an address of this machine that it comes from.
   */
  post(
    receiver: string,
    { headers, query, body }: WebhookRequest,
    from?: string,
  ): Promise<number> {
    return new Promise((resolve, reject) => {
      send({
        agent: from ? false : this.#agent,
        localAddress: from,
        port: this.port,
        host: '127.0.0.1',
        method: 'POST',
        path: `/webhooks/${receiver}?${query}`,
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': body.length,
        },
      })
        .on('response', response => {
          response.resume().on('end', () => resolve(response.statusCode ?? 0));
        })
        .on('error', reject)
        .end(body);
    });
  }

  /** How many requests ended in one of these ways, at whichever receiver. */
  ended(...outcomes: string[]): number {
    return [...this.counts].reduce(
      (sum, [key, count]) =>
        outcomes.includes(key.split(' ')[1]) ? sum + count : sum,
      0,
    );
  }

  #count(key: string): void {
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }
}
