import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { openDatabase } from './database';
import { NewsStore } from './NewsStore';

jest.setTimeout(60_000);

const postgres = process.env.GITOPS_TEST_POSTGRES;
const databases = TestDatabases.create({
  ids: ['SQLITE_3', ...(postgres ? [postgres as 'POSTGRES_17'] : [])],
});

const DAY = 24 * 60 * 60_000;

describe.each(databases.eachSupportedId())('NewsStore on %s', databaseId => {
  let database: Knex;
  let news: NewsStore;

  beforeEach(async () => {
    database = await openDatabase(
      mockServices.database({ knex: await databases.init(databaseId) }),
    );
    news = new NewsStore(database);
  });

  const revisionOf = async (
    subject: 'repository' | 'pulls' | `pull ${number}`,
  ) => (await news.of('r', [subject])).get(subject)?.revision;

  it('has another revision of each subject that something is told of, and of no other', async () => {
    await news.tell('r', ['pulls', 'pull 7']);
    const before = [await revisionOf('pull 7'), await revisionOf('repository')];
    await news.tell('r', ['pulls', 'pull 8']);
    await news.tell('s', ['pull 7']);
    expect(await revisionOf('pull 7')).toBe(before[0]);
    expect(await revisionOf('repository')).not.toBe(before[1]);
    await news.tell('r', ['pulls', 'pull 7']);
    expect(await revisionOf('pull 7')).not.toBe(before[0]);
    expect(await news.of('r', ['statuses', 'pull 9'])).toEqual(new Map());
  });

  it('loses nothing that is told at the same time', async () => {
    await Promise.all(
      Array.from({ length: 20 }, () => news.tell('r', ['pull 7'])),
    );
    expect(await revisionOf('pull 7')).toMatch(/^20 /);
  });

  it('forgets after a week', async () => {
    await news.tell('r', ['pulls']);
    const pass = (days: number) =>
      database('gitops_news').update({
        told_at: database.raw('?? - ?', ['told_at', days * DAY]),
      });
    await pass(6);
    await news.tell('s');
    expect(await revisionOf('pulls')).toBeDefined();
    await pass(2);
    await news.tell('s');
    expect(await revisionOf('pulls')).toBeUndefined();
  });
});
