import { createHash } from 'node:crypto';
import type { CommitStatus } from '@backstage-gitops/plugin-gitops-node';
import type { Knex } from 'knex';
import type { Notice } from '../notifications/Notice';

/** Longest wait between two tries of one message, in milliseconds. */
const LONGEST_WAIT = 10 * 60_000;

/** A commit status to tell a host; repeating it changes nothing there. */
export interface StatusMessage {
  kind: 'status';
  repository: string;
  commit: string;
  status: CommitStatus;
}

/** Something to tell others. */
export type OutboxMessage = StatusMessage | Notice;

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
function topicOf(message: OutboxMessage): string {
  if (message.kind === 'notice') return digestOf(message.kind, message.scope);
  const { kind, repository, commit, status } = message;
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
    // People are told of one thing once, whatever else is to be said of it later.
    const isKnown = message.kind === 'notice' && last !== undefined;
    if (isKnown || last?.message === text) return;
    await this.#database('gitops_outbox')
      .insert({
        // The same successor of the same message is one, whichever replica writes it.
        key:
          message.kind === 'notice'
            ? topic
            : digestOf(topic, String(last?.id ?? 0), text),
        topic,
        message: text,
        due_at: 0,
      })
      .onConflict('key')
      .ignore();
  }

  /**
   * Sends what is due, oldest first. What fails is tried again later, without end. Of several replicas the one sends a
   * message that puts off its next try first.
   */
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
      if (!(await this.#putOff(row, now))) continue;
      try {
        if ((await this.#newest(row.topic))?.id === row.id) {
          await send(JSON.parse(row.message));
        }
        await this.#database('gitops_outbox')
          .where({ id: row.id })
          .update({ done_at: new Date().toISOString() });
      } catch {
        // It is due again by itself.
      }
    }
  }

  /** Puts off the next try of a message, and says whether nobody else did meanwhile. */
  async #putOff({ id, attempts }: OutboxRow, now: number): Promise<boolean> {
    const wait = Math.min(1_000 * 2 ** attempts, LONGEST_WAIT);
    const updated = await this.#database('gitops_outbox')
      .where({ id, attempts })
      .whereNull('done_at')
      .update({ attempts: attempts + 1, due_at: now + wait });
    return updated === 1;
  }

  async #newest(topic: string): Promise<OutboxRow | undefined> {
    return this.#database<OutboxRow>('gitops_outbox')
      .where({ topic })
      .orderBy('id', 'desc')
      .first();
  }
}
