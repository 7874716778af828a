import type { Knex } from 'knex';
import { databaseClock, isPostgres } from './clock';

/** The right to watch a cluster and to write to it. */
export interface ClusterLease {
  cluster: string;
  /** Grows with every hand-over: whoever held the lease before can tell that it is gone. */
  fence: number;
}

interface ClusterRow {
  name: string;
  lease_owner: string;
  lease_until: string | number;
  fence: number;
}

/** One replica at a time watches a cluster: two would heal against each other's caches. */
export class ClusterLeases {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  /**
   * Takes a lease that is free or has run out.
   *
   * @param lease - how long it is held without a renewal, in milliseconds.
   */
  async claim(
    cluster: string,
    owner: string,
    lease: number,
  ): Promise<ClusterLease | undefined> {
    const until = this.#database.raw('? + ?', [
      databaseClock(this.#database),
      lease,
    ]);
    await this.#database('gitops_clusters')
      .insert({
        name: cluster,
        lease_owner: owner,
        lease_until: 0,
        fence: 0,
      })
      .onConflict('name')
      .ignore();
    return this.#database.transaction(async trx => {
      const query = trx<ClusterRow>('gitops_clusters')
        .where({ name: cluster })
        .where(free => {
          free.where('lease_until', '<', databaseClock(this.#database));
          // On SQLite another owner is a process that died.
          if (!isPostgres(this.#database)) {
            free.orWhere('lease_owner', '<>', owner);
          }
        });
      if (isPostgres(this.#database)) query.forUpdate().skipLocked();
      const row = await query.first();
      if (!row) return undefined;
      const fence = row.fence + 1;
      await trx('gitops_clusters')
        .where({ name: cluster })
        .update({ lease_owner: owner, lease_until: until, fence });
      return { cluster, fence };
    });
  }

  /** Is the lease still ours? Asked before every write; extends it where it is. */
  async renew(held: ClusterLease, lease: number): Promise<boolean> {
    const updated = await this.#database('gitops_clusters')
      .where({ name: held.cluster, fence: held.fence })
      .update({
        lease_until: this.#database.raw('? + ?', [
          databaseClock(this.#database),
          lease,
        ]),
      });
    return updated === 1;
  }

  /** Gives the lease back, so that another replica need not wait for its end. */
  async release(held: ClusterLease): Promise<void> {
    await this.#database('gitops_clusters')
      .where({ name: held.cluster, fence: held.fence })
      .update({ lease_until: 0 });
  }
}
