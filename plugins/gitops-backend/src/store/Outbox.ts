import { createHash } from 'node:crypto';
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
  topic: string;
  message: string;
  attempts: number;
}

function digestOf(...texts: string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex');
}

/** What a message is about. */
function topicOf({ kind, repository, commit, status }: OutboxMessage): string {
  return digestOf(kind, repository, commit, status.context);
}

/**
 * What is to be told to others. A message is written with the facts it follows from, and sent until it arrives. Of what
 * is told about one thing only the newest is true: what was told last is not told again, what has been overtaken is not
 * told any more, and what changes there and back is told each time.
 */
export class Outbox {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  async add(message: OutboxMessage): Promise<void> {
    const topic = topicOf(message);
    const text = JSON.stringify(message);
    const last = await this.#newest(topic);
    if (last?.message === text) return;
    await this.#database('gitops_outbox')
      .insert({
        // The same successor of the same message is one, whichever replica writes it.
        key: digestOf(topic, String(last?.id ?? 0), text),
        topic,
        message: text,
        due_at: 0,
      })
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
        if ((await this.#newest(row.topic))?.id === row.id) {
          await send(JSON.parse(row.message));
        }
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

  async #newest(topic: string): Promise<OutboxRow | undefined> {
    return this.#database<OutboxRow>('gitops_outbox')
      .where({ topic })
      .orderBy('id', 'desc')
      .first();
  }
}
