import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { databaseClock, isPostgres } from '../store/clock';
import type { TriggerEvent } from './TriggerEvent';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** After this many attempts nobody tries again by himself. */
export const MOST_ATTEMPTS = 8;

/** Longest wait between two attempts, in milliseconds. */
const LONGEST_WAIT = 10 * MINUTE;

/** How long a delivery that was acted on is remembered, so that a replay is known, in milliseconds. */
const REMEMBERED = 7 * DAY;

/** How long a delivery that could not be acted on is kept, so that people can see why, in milliseconds. */
const KEPT = 30 * DAY;

/**
 * How long a body that was sent again without an id is a replay, in milliseconds. Later it is the same push of the same
 * tag once more: some senders say neither an id nor a time.
 */
const SAME_BODY = 10 * MINUTE;

interface InboxRow {
  id: number;
  receiver: string;
  delivery: string;
  events: string;
  attempts: number;
  due_at: string | number;
  lease_owner: string | null;
  lease_until: string | number;
  done_at: string | number | null;
}

/** What a delivery and its redeliveries have in common. */
export type Identity =
  /** As the sender numbers its deliveries. */
  | { kind: 'id'; id: string }
  /** The sender numbers nothing. */
  | { kind: 'body'; body: Buffer };

/** What a sender delivered, verified and read. */
export interface Delivery {
  receiver: string;
  identity: Identity;
  events: TriggerEvent[];
}

/** A delivery that one replica acts on for a while. */
export interface ClaimedDelivery {
  id: number;
  receiver: string;
  events: TriggerEvent[];
  /** Counts from 1; also the fence: an attempt that was overtaken by a later one settles nothing. */
  attempt: number;
}

function keyOf(identity: Identity): string {
  return createHash('sha256')
    .update(`${identity.kind} `)
    .update(identity.kind === 'id' ? identity.id : identity.body)
    .digest('hex');
}

/**
 * What the outside world told and what is still to be done about it. A delivery is stored before it is acknowledged, and
 * leaves when it was acted on: a process that dies in between loses nothing, and one that is told twice does nothing twice.
 */
export class Inbox {
  readonly #database: Knex;
  readonly #clock: Knex.Raw;
  readonly #postgres: boolean;

  constructor(database: Knex) {
    this.#database = database;
    this.#clock = databaseClock(database);
    this.#postgres = isPostgres(database);
  }

  /** Stores a delivery, unless it is known. */
  async add({
    receiver,
    identity,
    events,
  }: Delivery): Promise<'stored' | 'replayed'> {
    const row = {
      receiver,
      delivery: keyOf(identity),
      events: JSON.stringify(events),
      received_at: this.#clock,
      due_at: 0,
    };
    const inserted = await this.#rows()
      .insert(row)
      .onConflict(['receiver', 'delivery'])
      .ignore()
      .returning('id');
    if (inserted.length > 0) return 'stored';
    if (identity.kind === 'id') return 'replayed';
    const reopened = await this.#rows()
      .where({ receiver, delivery: row.delivery })
      .where('received_at', '<', this.#ago(SAME_BODY))
      .update({ ...row, done_at: null, attempts: 0 });
    return reopened === 1 ? 'stored' : 'replayed';
  }

  /**
   * Takes the lease of the oldest delivery that is due, or answers undefined. Taking it counts as an attempt, so that a
   * delivery at which processes die is given up as well.
   *
   * @remarks
   *
   * As with environments: replicas pass each other on PostgreSQL; on SQLite a lease of anybody else is of a process that
   * died.
   */
  async claim(
    owner: string,
    lease: number,
  ): Promise<ClaimedDelivery | undefined> {
    return this.#database.transaction(async trx => {
      const query = trx<InboxRow>('gitops_inbox')
        .whereNull('done_at')
        .where('attempts', '<', MOST_ATTEMPTS)
        .where('due_at', '<=', this.#clock)
        .where(free => {
          free.where('lease_until', '<', this.#clock);
          if (!this.#postgres) free.orWhere('lease_owner', '<>', owner);
        })
        .orderBy('id')
        .limit(1);
      if (this.#postgres) query.forUpdate().skipLocked();
      const row = await query.first();
      if (!row) return undefined;
      const attempt = row.attempts + 1;
      await trx('gitops_inbox')
        .where({ id: row.id })
        .update({
          attempts: attempt,
          lease_owner: owner,
          lease_until: trx.raw('? + ?', [this.#clock, lease]),
        });
      const { id, receiver, events } = row;
      return { id, receiver, events: JSON.parse(events), attempt };
    });
  }

  /** It was acted on. */
  async finish(claimed: ClaimedDelivery): Promise<void> {
    await this.#settle(claimed, { done_at: this.#clock, problem: null });
  }

  /** It could not be acted on: it is due again later, and after the last attempt it stays for people to see. */
  async fail(claimed: ClaimedDelivery, problem: string): Promise<void> {
    const wait = Math.min(1_000 * 2 ** claimed.attempt, LONGEST_WAIT);
    await this.#settle(claimed, {
      due_at: this.#database.raw('? + ?', [this.#clock, wait]),
      problem,
    });
  }

  /** How many deliveries wait, and how many were given up. */
  async count(): Promise<{ waiting: number; givenUp: number }> {
    const rows: Array<{ attempts: number }> = await this.#rows()
      .whereNull('done_at')
      .select('attempts');
    const givenUp = rows.filter(({ attempts }) => attempts >= MOST_ATTEMPTS);
    return { waiting: rows.length - givenUp.length, givenUp: givenUp.length };
  }

  /** Forgets what has been kept for long enough. */
  async prune(): Promise<void> {
    await this.#rows().where('done_at', '<', this.#ago(REMEMBERED)).delete();
    await this.#rows()
      .whereNull('done_at')
      .where('received_at', '<', this.#ago(KEPT))
      .delete();
  }

  async #settle(
    { id, attempt }: ClaimedDelivery,
    values: Record<string, Knex.Raw | string | null>,
  ): Promise<void> {
    await this.#rows()
      .where({ id, attempts: attempt })
      .update({ ...values, lease_owner: null, lease_until: 0 });
  }

  #rows() {
    return this.#database('gitops_inbox');
  }

  #ago(milliseconds: number): Knex.Raw {
    return this.#database.raw('? - ?', [this.#clock, milliseconds]);
  }
}
