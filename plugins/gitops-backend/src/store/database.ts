import {
  type DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Opens the plugin's database and brings it up to date. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const client = await database.getClient();
  if (!database.migrations?.skip) {
    await client.migrate.latest({
      directory: resolvePackagePath(
        '@backstage-gitops/plugin-gitops-backend',
        'migrations',
      ),
    });
  }
  return client;
}

/** Reads a JSON column that this store wrote itself. */
export function fromJson<T>(text: string | null | undefined): T | undefined {
  return text ? JSON.parse(text) : undefined;
}

/** Drops the nulls of a row: absent is undefined here. */
export function orUndefined<T>(value: T | null): T | undefined {
  return value ?? undefined;
}
