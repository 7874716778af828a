import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { openDatabase } from './database';
import { HttpAnswerStore } from './HttpAnswerStore';

const postgres = process.env.GITOPS_TEST_POSTGRES;
const databases = TestDatabases.create({
  ids: ['SQLITE_3', ...(postgres ? [postgres as 'POSTGRES_17'] : [])],
});

const answerOf = (question: string, minute: number, allowed: boolean) => ({
  question,
  askedAt: `2026-03-02T12:0${minute}:00.000Z`,
  answer: allowed
    ? ({ status: 'allowed', reason: 'CHG-1' } as const)
    : ({ status: 'unanswered', reason: 'It answered 503.' } as const),
});

describe.each(databases.eachSupportedId())('HttpAnswerStore on %s', id => {
  it('keeps the newest answer to each question of each promotion', async () => {
    const store = new HttpAnswerStore(
      await openDatabase(
        mockServices.database({ knex: await databases.init(id) }),
      ),
    );
    await store.save('p1', answerOf('q1', 0, true));
    await store.save('p1', answerOf('q1', 1, false));
    await store.save('p1', answerOf('q2', 2, true));
    await store.save('p2', answerOf('q1', 3, true));
    expect(await store.list('p1')).toEqual([
      answerOf('q1', 1, false),
      answerOf('q2', 2, true),
    ]);
    expect(await store.list('p3')).toEqual([]);
  });

  it('can be taken back', async () => {
    const client = await databases.init(id);
    const migrate = {
      directory: resolvePackagePath(
        '@backstage-gitops/plugin-gitops-backend',
        'migrations',
      ),
    };
    await client.migrate.latest(migrate);
    await client.migrate.down({ ...migrate, name: '20261126_http.js' });
    expect(await client.schema.hasTable('gitops_http_answers')).toBe(false);
    await client.migrate.latest(migrate);
    expect(await client.schema.hasTable('gitops_http_answers')).toBe(true);
  });
});
