import { createHmac, randomUUID } from 'node:crypto';
import { presentEvent } from './present/event';
import type { Links } from './present/links';
import type { State, StoredHook, StoredRepository } from './state';

/** Longest that a receiver is waited for, in milliseconds. */
const PATIENCE = 10_000;

/** Something that was sent to a receiver, or that nobody took. */
export interface Delivery {
  hook: StoredHook;
  /** The same whenever it is sent again. */
  id: string;
  event: string;
  payload: Record<string, unknown>;
}

/** Tells receivers what happens, each in the order in which it happened. Whether they took it is their business. */
export class Webhooks {
  readonly deliveries: Delivery[] = [];
  #sending: Promise<void> = Promise.resolve();

  constructor(links: Links, state: State) {
    state.listen(async (repository, by, happening) => {
      const { event, payload } = await presentEvent(
        links,
        repository,
        by,
        happening,
      );
      this.tell(repository, event, payload);
    });
  }

  /** Sends an event to all who want it. */
  tell(
    { hooks }: StoredRepository,
    event: string,
    payload: Record<string, unknown>,
  ): void {
    for (const hook of hooks) {
      const isWanted = event === 'ping' || hook.events.includes(event);
      if (hook.active && isWanted) {
        this.#deliver({ hook, id: randomUUID(), event, payload });
      }
    }
  }

  /** Sends everything once more, the newest first. */
  redeliver(): void {
    for (const delivery of this.deliveries.splice(0).reverse()) {
      this.#deliver(delivery);
    }
  }

  /** Waits until all was sent. */
  async settled(): Promise<void> {
    await this.#sending;
  }

  #deliver(delivery: Delivery): void {
    this.deliveries.push(delivery);
    this.#sending = this.#sending.then(() => send(delivery));
  }
}

async function send({ hook, id, event, payload }: Delivery): Promise<void> {
  const body = JSON.stringify(payload);
  const digest =
    hook.secret && createHmac('sha256', hook.secret).update(body).digest('hex');
  try {
    await fetch(hook.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'GitHub-Hookshot/stand-in',
        'x-github-event': event,
        'x-github-delivery': id,
        'x-github-hook-id': String(hook.id),
        ...(digest ? { 'x-hub-signature-256': `sha256=${digest}` } : {}),
      },
      body,
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    // As with the host: nobody is told, and it can be sent again.
  }
}
