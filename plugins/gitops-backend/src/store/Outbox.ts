import type { CommitStatus } from '@backstage-gitops/plugin-gitops-node';
import type { Knex } from 'knex';

/** Longest wait between two tries of one message, in milliseconds. */
const LONGEST_WAIT = 10 * 60_000;

/** Something to tell a host; repeating it changes nothing there. */
export interface OutboxMessage {
  kind: 'status';
  repository: string;
  commit: string;
  status: CommitStatus;
}

interface OutboxRow {
  id: number;
  key: string;
  message: string;
  attempts: number;
}

/**
 * What is to be told to others. A message is written with the facts it follows from, and sent until it arrives; a key
 * makes the same message one message, whichever replica writes it.
 */
export class Outbox {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  async add(key: string, message: OutboxMessage): Promise<void> {
    await this.#database('gitops_outbox')
      .insert({ key, message: JSON.stringify(message), due_at: 0 })
      .onConflict('key')
      .ignore();
  }

  /** Sends what is due, oldest first. What fails is tried again later, without end. */
  async deliver(
    send: (message: OutboxMessage) => Promise<void>,
  ): Promise<void> {
    const now = Date.now();
    const rows: OutboxRow[] = await this.#database('gitops_outbox')
      .whereNull('done_at')
      .where('due_at', '<=', now)
      .orderBy('id')
      .limit(50);
    for (const row of rows) {
      try {
        await send(JSON.parse(row.message));
        await this.#database('gitops_outbox')
          .where({ id: row.id })
          .update({ done_at: new Date().toISOString() });
      } catch {
        const wait = Math.min(1_000 * 2 ** row.attempts, LONGEST_WAIT);
        await this.#database('gitops_outbox')
          .where({ id: row.id })
          .update({ attempts: row.attempts + 1, due_at: now + wait });
      }
    }
  }
}
