import {
  mockServices,
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { HistoryEntry } from '@backstage-gitops/plugin-gitops-common';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { openDatabase } from '../store/database';
import { HistoryStore } from './HistoryStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: [
    'SQLITE_3',
    ...(process.env.GITOPS_TEST_POSTGRES
      ? [process.env.GITOPS_TEST_POSTGRES as TestDatabaseId]
      : []),
  ],
});

const PAYMENTS = 'component:default/payments';

describe.each(databases.eachSupportedId())('HistoryStore on %s', id => {
  async function start() {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    const store = new HistoryStore(knex);
    const append = (count: number, entityRef = PAYMENTS) =>
      store.append({
        entityRef,
        key: `${entityRef} ${count}`,
        at: '2026-03-02T12:00:00.000Z',
        kind: 'deployed',
        by: { name: 'GitOps' },
        summary: `${count}`,
      });
    return { knex, store, append };
  }

  const summaries = async (entries: AsyncIterable<HistoryEntry>) => {
    const found: string[] = [];
    for await (const { summary } of entries) found.push(summary);
    return found;
  };

  it('gives all that happened, oldest first, in batches', async () => {
    const { store, append } = await start();
    const wanted = Array.from({ length: 1_201 }, (_, index) => `${index}`);
    for (const one of wanted) await append(Number(one));
    await append(9_999, 'component:default/orders');

    expect(await summaries(store.all(PAYMENTS))).toEqual(wanted);
    expect(await summaries(store.all('component:default/none'))).toEqual([]);
  });

  it('ends, though more is appended meanwhile', async () => {
    const { store, append } = await start();
    await append(1);
    const found: string[] = [];
    for await (const { summary } of store.all(PAYMENTS)) {
      found.push(summary);
      await append(2);
    }
    expect(found).toEqual(['1']);
  });

  it('refuses to change or to remove what happened', async () => {
    const { knex, store, append } = await start();
    await append(1);
    await append(1);
    const rows = () => knex('gitops_history');
    await expect(rows().update({ entry: '{}' })).rejects.toThrow('append-only');
    await expect(rows().delete()).rejects.toThrow('append-only');
    await expect(rows().truncate()).rejects.toThrow('append-only');
    expect(await summaries(store.all(PAYMENTS))).toEqual(['1']);
  });

  it('migrates down and up again', async () => {
    const { knex, append } = await start();
    await append(1);
    const options = {
      directory: resolvePackagePath(
        '@backstage-gitops/plugin-gitops-backend',
        'migrations',
      ),
      name: '20261126_rollback.js',
    };
    await knex.migrate.down(options);
    await knex('gitops_history').update({ environment: 'dev' });
    await knex.migrate.up(options);
    await expect(
      knex('gitops_history').update({ environment: 'staging' }),
    ).rejects.toThrow('append-only');
    expect(await knex('gitops_history').pluck('environment')).toEqual(['dev']);
  });
});
