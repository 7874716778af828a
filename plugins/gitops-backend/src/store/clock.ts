import type { Knex } from 'knex';

/** Is this PostgreSQL? Otherwise it is SQLite, which runs one replica. */
export function isPostgres(database: Knex): boolean {
  return String(database.client.config.client).includes('pg');
}

/** The database's clock, in milliseconds since 1970: replicas need not agree on the time. */
export function databaseClock(database: Knex): Knex.Raw {
  return database.raw(
    isPostgres(database)
      ? '(extract(epoch from clock_timestamp()) * 1000)::bigint'
      : "cast((julianday('now') - 2440587.5) * 86400000 as integer)",
  );
}
