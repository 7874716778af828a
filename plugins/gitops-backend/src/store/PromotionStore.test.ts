import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { openDatabase } from './database';
import { PromotionStore, type StoredPromotion } from './PromotionStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const at = '2026-03-02T12:00:00.000Z';
const key = { entityRef: 'component:default/payments', name: 'staging' };

const promotion: StoredPromotion = {
  id: 'first',
  entityRef: key.entityRef,
  environment: key.name,
  kind: 'promotion',
  origin: 'automatic',
  state: 'pending',
  bypassed: [],
  createdAt: at,
  updatedAt: at,
};

describe('PromotionStore', () => {
  async function start() {
    const knex = await databases.init('SQLITE_3');
    await openDatabase(mockServices.database({ knex }));
    const store = new PromotionStore(knex);
    await store.add(promotion);
    return store;
  }

  it('does not open again what has ended', async () => {
    const store = await start();
    await store.update('first', { state: 'superseded' });
    await store.update('first', { state: 'open', pullRequest: 7 });
    expect(await store.get('first')).toMatchObject({ state: 'superseded' });
    expect((await store.get('first'))?.pullRequest).toBeUndefined();
  });

  it('has one that has not ended for each environment, and remembers the others', async () => {
    const store = await start();
    await expect(store.add({ ...promotion, id: 'second' })).rejects.toThrow(
      /already has a promotion under way/,
    );
    await store.replace(
      promotion,
      { state: 'superseded', at, problem: 'A newer one came.' },
      { ...promotion, id: 'second' },
    );
    expect((await store.current(key))?.id).toBe('second');
    expect(await store.get('first')).toMatchObject({
      state: 'superseded',
      problem: 'A newer one came.',
    });
  });
});
