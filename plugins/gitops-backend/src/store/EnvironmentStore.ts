import type { NextStep } from '@backstage-gitops/plugin-gitops-common';
import type { Knex } from 'knex';
import type { Observation } from '../environments/Observation';
import { databaseClock, isPostgres } from './clock';
import { fromJson, orUndefined } from './database';
import { type RowFilter } from './PipelineStore';

interface EnvironmentRow {
  entity_ref: string;
  name: string;
  tier: string | null;
  protected: boolean | number;
  repository: string;
  branch: string;
  path: string;
  observation: string | null;
  head: string | null;
  next: string | null;
  candidate: string | null;
  as_of: string | null;
  stale: string | null;
  stale_since: string | number | null;
  indexed: boolean | number;
  due_at: string | number;
  fence: number;
  attention: number;
}

/** Which environment: its pipeline's entity and its name. */
export interface EnvironmentKey {
  entityRef: string;
  name: string;
}

/** An environment's key as one text, to look it up by. */
export function keyOf({ entityRef, name }: EnvironmentKey): string {
  return `${entityRef}/${name}`;
}

/** A stored environment. */
export interface StoredEnvironment extends EnvironmentKey {
  tier?: string;
  protected: boolean;
  repository: string;
  branch: string;
  path: string;
  observation?: Observation;
  next?: NextStep;
  candidate?: string;
  asOf?: string;
  stale?: string;
  /** ISO 8601, by the database's clock: since when it is stale. */
  staleSince?: string;
  /** Was everything found again that Git and the host know? Nothing is written before. */
  indexed: boolean;
}

/** The right to work on an environment for a while. */
export interface Lease extends EnvironmentKey {
  fence: number;
  /** What had been asked when the lease was taken; see {@link EnvironmentStore.release}. */
  attention: number;
}

/** Its head is the newest that is known to hold the same, which may be later than when it was read. */
function observationOf({
  observation,
  head,
}: EnvironmentRow): Observation | undefined {
  const known = fromJson<Observation>(observation);
  return known && { ...known, head: head ?? known.head };
}

function read(row: EnvironmentRow): StoredEnvironment {
  return {
    entityRef: row.entity_ref,
    name: row.name,
    tier: orUndefined(row.tier),
    protected: Boolean(row.protected),
    repository: row.repository,
    branch: row.branch,
    path: row.path,
    observation: observationOf(row),
    next: fromJson<NextStep>(row.next),
    candidate: orUndefined(row.candidate),
    asOf: orUndefined(row.as_of),
    stale: orUndefined(row.stale),
    staleSince:
      row.stale_since === null
        ? undefined
        : new Date(Number(row.stale_since)).toISOString(),
    indexed: Boolean(row.indexed),
  };
}

/** Environments, and the leases under which replicas work on them. */
export class EnvironmentStore {
  readonly #database: Knex;
  readonly #postgres: boolean;

  constructor(database: Knex) {
    this.#database = database;
    this.#postgres = isPostgres(database);
  }

  async get(key: EnvironmentKey): Promise<StoredEnvironment | undefined> {
    const row = await this.#database<EnvironmentRow>('gitops_environments')
      .where({ entity_ref: key.entityRef, name: key.name })
      .first();
    return row && read(row);
  }

  async list(options: {
    entityRefs?: string[];
    repository?: string;
    branch?: string;
    filter?: RowFilter;
  }): Promise<StoredEnvironment[]> {
    const query = this.#database('gitops_environments').select(
      'gitops_environments.*',
    );
    if (options.entityRefs) query.whereIn('entity_ref', options.entityRefs);
    if (options.repository) query.where({ repository: options.repository });
    if (options.branch) query.where({ branch: options.branch });
    const rows: EnvironmentRow[] = await (options.filter?.(query) ?? query);
    return rows.map(read);
  }

  /** Asks for a pass over environments now, whoever works on them at this moment. */
  async wake(
    where: Partial<{ entityRef: string; name: string; repository: string }>,
  ): Promise<void> {
    const query = this.#database('gitops_environments');
    if (where.entityRef) query.where({ entity_ref: where.entityRef });
    if (where.name) query.where({ name: where.name });
    if (where.repository) query.where({ repository: where.repository });
    await query.update({
      due_at: 0,
      attention: this.#database.raw('attention + 1'),
    });
  }

  /**
   * Takes the lease of one environment that is due, or answers undefined.
   *
   * @remarks
   *
   * `SKIP LOCKED` lets replicas pass each other on PostgreSQL. SQLite runs one replica, whose statements never overlap:
   * a lease of anybody else is of a process that died, and is not waited for.
   */
  async claim(
    owner: string,
    lease: number,
    skip: EnvironmentKey[],
  ): Promise<Lease | undefined> {
    return this.#database.transaction(async trx => {
      const query = trx<EnvironmentRow>('gitops_environments')
        .where('due_at', '<=', databaseClock(this.#database))
        .where(free => {
          free.where('lease_until', '<', databaseClock(this.#database));
          if (!this.#postgres) free.orWhere('lease_owner', '<>', owner);
        })
        .orderBy('due_at')
        .limit(1);
      for (const { entityRef, name } of skip) {
        query.whereNot({ entity_ref: entityRef, name });
      }
      if (this.#postgres) query.forUpdate().skipLocked();
      const row = await query.first();
      if (!row) return undefined;
      await trx('gitops_environments')
        .where({ entity_ref: row.entity_ref, name: row.name })
        .update({
          lease_owner: owner,
          lease_until: trx.raw('? + ?', [databaseClock(this.#database), lease]),
          fence: row.fence + 1,
        });
      return {
        entityRef: row.entity_ref,
        name: row.name,
        fence: row.fence + 1,
        attention: row.attention,
      };
    });
  }

  /** Is the lease still ours? Asked before every effect; extends it where it is. */
  async renew(held: Lease, lease: number): Promise<boolean> {
    const updated = await this.#database('gitops_environments')
      .where({
        entity_ref: held.entityRef,
        name: held.name,
        fence: held.fence,
      })
      .update({
        lease_until: this.#database.raw('? + ?', [
          databaseClock(this.#database),
          lease,
        ]),
      });
    return updated === 1;
  }

  /** Gives the lease back. Whoever asked for attention meanwhile is served at once. */
  async release(held: Lease, wait: number): Promise<void> {
    const where = {
      entity_ref: held.entityRef,
      name: held.name,
      fence: held.fence,
    };
    await this.#database('gitops_environments')
      .where(where)
      .update({ lease_owner: null, lease_until: 0 });
    await this.#database('gitops_environments')
      .where({ ...where, attention: held.attention })
      .update({
        due_at: this.#database.raw('? + ?', [
          databaseClock(this.#database),
          wait,
        ]),
      });
  }

  /** For how long an environment is stale, in milliseconds; undefined where it is not. */
  async staleFor(key: EnvironmentKey): Promise<number | undefined> {
    const row: { waited: string | number } | undefined = await this.#database(
      'gitops_environments',
    )
      .where({ entity_ref: key.entityRef, name: key.name })
      .whereNotNull('stale_since')
      .first(
        this.#database.raw('? - stale_since as waited', [
          databaseClock(this.#database),
        ]),
      );
    return row && Number(row.waited);
  }

  async update(
    key: EnvironmentKey,
    values: {
      observation?: Observation;
      next?: NextStep;
      candidate?: string;
      asOf?: string;
      stale?: string;
      indexed?: boolean;
    },
  ): Promise<void> {
    const row: Record<string, unknown> = {};
    if (values.observation) {
      row.observation = JSON.stringify(values.observation);
      row.head = values.observation.head;
    }
    if ('next' in values) {
      row.next = JSON.stringify(values.next ?? null);
      row.next_action = values.next?.action ?? null;
    }
    if ('candidate' in values) row.candidate = values.candidate ?? null;
    if ('asOf' in values) row.as_of = values.asOf ?? null;
    if ('stale' in values) {
      row.stale = values.stale ?? null;
      row.stale_since = values.stale
        ? this.#database.raw('coalesce(stale_since, ?)', [
            databaseClock(this.#database),
          ])
        : null;
    }
    if ('indexed' in values) row.indexed = values.indexed;
    await this.#database('gitops_environments')
      .where({ entity_ref: key.entityRef, name: key.name })
      .update(row);
  }
}
