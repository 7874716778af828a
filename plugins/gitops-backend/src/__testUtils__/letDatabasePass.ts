import type { Knex } from 'knex';
import { databaseClock } from '../store/clock';
import { until } from './until';

/** What waits for a moment by the clock of the database, or began at one. */
const MOMENTS = {
  gitops_environments: ['due_at', 'lease_until', 'stale_since'],
  gitops_outbox: ['due_at'],
} as const;

/** Lets time pass at once for what waits in a database: every moment in it is that much longer ago. */
export async function letDatabasePass(
  database: Knex,
  milliseconds: number,
): Promise<void> {
  for (const [table, columns] of Object.entries(MOMENTS)) {
    await database(table).update(
      Object.fromEntries(
        columns.map(column => [
          column,
          database.raw('?? - ?', [column, milliseconds]),
        ]),
      ),
    );
  }
}

/** Waits until every environment was looked at that was to be, and rests. */
export async function untilAllRest(database: Knex): Promise<void> {
  await until('every environment rests', async () => {
    const busy = await database('gitops_environments')
      .where('due_at', '<=', databaseClock(database))
      .orWhereNotNull('lease_owner')
      .first('name');
    return busy === undefined;
  });
}
