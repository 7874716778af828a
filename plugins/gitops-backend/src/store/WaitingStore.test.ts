import {
  mockServices,
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { openDatabase } from './database';
import { WaitingStore } from './WaitingStore';

const databases = TestDatabases.create({
  ids: [
    'SQLITE_3',
    ...(process.env.GITOPS_TEST_POSTGRES
      ? [process.env.GITOPS_TEST_POSTGRES as TestDatabaseId]
      : []),
  ],
});

const at = '2026-03-02T12:00:00.000Z';

async function addPipeline(
  knex: Knex,
  name: string,
  actions: Record<string, string | null>,
) {
  const entity_ref = `component:default/${name}`;
  await knex('gitops_pipelines').insert({
    entity_ref,
    title: name,
    findings: '[]',
    read_at: at,
  });
  await knex('gitops_owners').insert({
    entity_ref,
    owner_ref: `group:default/${name}-team`,
  });
  for (const [environment, next_action] of Object.entries(actions)) {
    await knex('gitops_environments').insert({
      entity_ref,
      name: environment,
      protected: false,
      repository: 'r',
      branch: 'main',
      path: environment,
      due_at: 0,
      next_action,
      next:
        next_action && JSON.stringify({ sentence: '', action: next_action }),
    });
  }
}

describe.each(databases.eachSupportedId())('WaitingStore on %s', id => {
  async function start() {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    const store = new WaitingStore(knex);
    const keys = async (options: Partial<Parameters<typeof store.list>[0]>) =>
      (
        await store.list({ limit: 100, filter: query => query, ...options })
      ).map(({ entityRef, name }) => `${entityRef} ${name}`);
    return { knex, store, keys };
  }

  it('finds what asks something of people, by pipeline and name', async () => {
    const { knex, keys } = await start();
    await addPipeline(knex, 'b', { staging: 'merge', dev: 'wait' });
    await addPipeline(knex, 'a', { production: 'resume', dev: null });
    expect(await keys({})).toEqual([
      'component:default/a production',
      'component:default/b staging',
    ]);
  });

  it('finds what is proposed, with its release, and nothing that has ended', async () => {
    const { knex, store } = await start();
    await addPipeline(knex, 'a', { dev: 'wait', staging: 'wait' });
    const entity_ref = 'component:default/a';
    await knex('gitops_releases').insert({
      entity_ref,
      id: 'r1',
      version: '1.1.0',
      origins: JSON.stringify([{ on: 'image' }]),
      images: JSON.stringify([{ name: 'app', repository: 'a', tag: '1.1.0' }]),
      announced_at: at,
      announced_by: 'ci',
    });
    const promotion = {
      entity_ref,
      kind: 'promotion',
      origin: 'automatic',
      release: 'r1',
      bypassed: '[]',
      created_at: at,
      updated_at: at,
    };
    await knex('gitops_promotions').insert([
      {
        ...promotion,
        id: 'p1',
        environment: 'staging',
        state: 'open',
        current: 1,
      },
      { ...promotion, id: 'p0', environment: 'dev', state: 'done' },
    ]);
    expect(await store.list({ limit: 9, filter: query => query })).toEqual([
      expect.objectContaining({
        name: 'staging',
        owners: ['group:default/a-team'],
        promotion: { id: 'p1', isOpen: true, createdAt: at, gates: [] },
        release: { id: 'r1', version: '1.1.0', mutable: true },
      }),
    ]);
  });

  it('finds edits that wait to be accepted', async () => {
    const { knex, store } = await start();
    await addPipeline(knex, 'a', { dev: null });
    await addPipeline(knex, 'b', { dev: null });
    const pendingPolicy = {
      commit: 'c1',
      commitUrl: '',
      at,
      by: { name: 'dana' },
      weakens: [{ environment: 'dev', sentence: 'Weaker.' }],
    };
    await knex('gitops_pipelines')
      .where({ title: 'b' })
      .update({ pending_policy: JSON.stringify(pendingPolicy) });
    expect(await store.list({ limit: 9, filter: query => query })).toEqual([
      expect.objectContaining({ title: 'b', pendingPolicy }),
    ]);
  });

  it('lets a condition choose the pipelines, in SQL', async () => {
    const { knex, keys } = await start();
    await addPipeline(knex, 'a', { dev: 'fix' });
    await addPipeline(knex, 'b', { dev: 'fix' });
    expect(
      await keys({
        filter: query =>
          query.whereIn('entity_ref', owned =>
            owned
              .select('entity_ref')
              .from('gitops_owners')
              .where({ owner_ref: 'group:default/b-team' }),
          ),
      }),
    ).toEqual(['component:default/b dev']);
  });

  it('goes on from an environment, that one included', async () => {
    const { knex, keys } = await start();
    await addPipeline(knex, 'a', { dev: 'fix', staging: 'fix' });
    await addPipeline(knex, 'b', { dev: 'fix' });
    expect(
      await keys({
        from: { entityRef: 'component:default/a', name: 'staging' },
      }),
    ).toEqual(['component:default/a staging', 'component:default/b dev']);
    expect(await keys({ limit: 1 })).toEqual(['component:default/a dev']);
  });

  it('asks the database twice, however much there is', async () => {
    const { knex, keys } = await start();
    for (let count = 0; count < 30; count += 1) {
      await addPipeline(knex, `s${count}`, { dev: 'fix', staging: 'merge' });
    }
    const queries: string[] = [];
    knex.on('query', ({ sql }: { sql: string }) => queries.push(sql));
    expect(await keys({})).toHaveLength(60);
    expect(queries).toHaveLength(2);
  });
});
