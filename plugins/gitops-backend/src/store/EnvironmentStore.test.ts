import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { databaseClock } from './clock';
import { openDatabase } from './database';
import { EnvironmentStore } from './EnvironmentStore';

jest.setTimeout(60_000);

const postgres = process.env.GITOPS_TEST_POSTGRES;
const databases = TestDatabases.create({
  ids: ['SQLITE_3', ...(postgres ? [postgres as 'POSTGRES_17'] : [])],
});

const key = { entityRef: 'component:default/payments', name: 'staging' };

describe.each(databases.eachSupportedId())(
  'since when an environment is stale, on %s',
  databaseId => {
    const start = async () => {
      const knex = await databases.init(databaseId);
      await openDatabase(mockServices.database({ knex }));
      await knex('gitops_environments').insert({
        entity_ref: key.entityRef,
        name: key.name,
        protected: false,
        repository: 'https://host/acme/deploy',
        branch: 'main',
        path: 'staging',
        due_at: 0,
      });
      return { knex, store: new EnvironmentStore(knex) };
    };

    it('is kept while it is, whatever is said of it', async () => {
      const { knex, store } = await start();
      expect(await store.staleFor(key)).toBeUndefined();
      await store.update(key, { stale: '502' });
      await knex('gitops_environments').update({
        stale_since: knex.raw('? - 90000', [databaseClock(knex)]),
      });
      const since = (await store.get(key))?.staleSince;
      await store.update(key, { stale: '503' });
      expect(await store.get(key)).toMatchObject({
        stale: '503',
        staleSince: since,
      });
      expect(await store.staleFor(key)).toBeGreaterThanOrEqual(90_000);
    });

    it('ends with it, and begins anew', async () => {
      const { knex, store } = await start();
      await store.update(key, { stale: '502' });
      await knex('gitops_environments').update({ stale_since: 0 });
      await store.update(key, { stale: undefined });
      expect((await store.get(key))?.staleSince).toBeUndefined();
      expect(await store.staleFor(key)).toBeUndefined();
      await store.update(key, { stale: '502' });
      expect((await store.get(key))?.staleSince).toMatch(/^20/);
    });
  },
);
