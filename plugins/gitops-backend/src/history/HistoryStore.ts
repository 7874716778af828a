import type { HistoryEntry } from '@backstage-gitops/plugin-gitops-common';
import type { Knex } from 'knex';

/** What is appended; the key makes telling it twice harmless. */
export type NewEntry = Omit<HistoryEntry, 'id'> & {
  entityRef: string;
  key: string;
};

interface HistoryRow {
  id: number;
  entity_ref: string;
  environment: string | null;
  at: string;
  entry: string;
}

/** Entries that are read at a time where all are. */
const BATCH = 500;

function read(row: HistoryRow): HistoryEntry {
  return { ...JSON.parse(row.entry), id: String(row.id) };
}

/** The append-only record of what happened: nothing here changes or removes an entry, and the database refuses to. */
export class HistoryStore {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  async append({ entityRef, key, ...entry }: NewEntry): Promise<void> {
    await this.#database('gitops_history')
      .insert({
        key: key.slice(0, 255),
        entity_ref: entityRef,
        environment: entry.environment ?? null,
        at: entry.at,
        entry: JSON.stringify(entry),
      })
      .onConflict('key')
      .ignore();
  }

  /** Newest first; `before` is the id of the last entry already seen. */
  async list(options: {
    entityRef: string;
    environment?: string;
    before?: number;
    limit: number;
  }): Promise<HistoryEntry[]> {
    const query = this.#database<HistoryRow>('gitops_history')
      .where({ entity_ref: options.entityRef })
      .orderBy('id', 'desc')
      .limit(options.limit);
    if (options.environment) query.where({ environment: options.environment });
    if (options.before) query.where('id', '<', options.before);
    return (await query).map(read);
  }

  /** All that happened until now, oldest first, without holding more of it than a batch. */
  async *all(entityRef: string): AsyncGenerator<HistoryEntry> {
    const newest = await this.#database<HistoryRow>('gitops_history')
      .where({ entity_ref: entityRef })
      .orderBy('id', 'desc')
      .first('id');
    let after = 0;
    // What is appended meanwhile is not waited for: a busy pipeline would never end.
    while (newest && after < newest.id) {
      const rows: HistoryRow[] = await this.#database<HistoryRow>(
        'gitops_history',
      )
        .where({ entity_ref: entityRef })
        .where('id', '>', after)
        .where('id', '<=', newest.id)
        .orderBy('id')
        .limit(BATCH);
      yield* rows.map(read);
      after = rows[rows.length - 1]?.id ?? newest.id;
    }
  }
}
