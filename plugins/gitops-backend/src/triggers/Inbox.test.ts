import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { openDatabase } from '../store/database';
import { type Delivery, type Identity, Inbox, MOST_ATTEMPTS } from './Inbox';

jest.setTimeout(60_000);

const postgres = process.env.GITOPS_TEST_POSTGRES;
const databases = TestDatabases.create({
  ids: ['SQLITE_3', ...(postgres ? [postgres as 'POSTGRES_17'] : [])],
});

const LEASE = 60_000;
const DAY = 24 * 60 * 60_000;

const image = (tag: string) =>
  ({ kind: 'imagePushed', repository: 'ghcr.io/acme/app', tag } as const);

const numbered = (id: string, receiver = 'ghcr'): Delivery => ({
  receiver,
  identity: { kind: 'id', id },
  events: [image(id)],
});

const unnumbered = (text: string): Delivery => ({
  ...numbered(text, 'quay'),
  identity: { kind: 'body', body: Buffer.from(text) },
});

describe.each(databases.eachSupportedId())('Inbox on %s', databaseId => {
  let database: Knex;
  let inbox: Inbox;

  beforeEach(async () => {
    database = await openDatabase(
      mockServices.database({ knex: await databases.init(databaseId) }),
    );
    inbox = new Inbox(database);
  });

  /** As if this much time had passed, in milliseconds. */
  const pass = async (milliseconds: number) => {
    for (const column of ['received_at', 'due_at', 'lease_until', 'done_at']) {
      await database('gitops_inbox').update({
        [column]: database.raw('?? - ?', [column, milliseconds]),
      });
    }
  };

  const tags = async (owner = 'one') => {
    const claimed = await inbox.claim(owner, LEASE);
    return claimed?.events.map(event => 'tag' in event && event.tag);
  };

  it('hands out what was stored, oldest first, once each', async () => {
    await inbox.add(numbered('v1'));
    await inbox.add(numbered('v2'));
    expect([await tags(), await tags(), await tags()]).toEqual([
      ['v1'],
      ['v2'],
      undefined,
    ]);
  });

  it.each<[string, Identity, Identity, 'stored' | 'replayed']>([
    [
      'the same id',
      { kind: 'id', id: 'a' },
      { kind: 'id', id: 'a' },
      'replayed',
    ],
    ['another id', { kind: 'id', id: 'a' }, { kind: 'id', id: 'b' }, 'stored'],
    [
      'the same body',
      { kind: 'body', body: Buffer.from('a') },
      { kind: 'body', body: Buffer.from('a') },
      'replayed',
    ],
    [
      'an id that reads as a body',
      { kind: 'id', id: 'a' },
      { kind: 'body', body: Buffer.from('a') },
      'stored',
    ],
  ])('%s', async (_, first, second, expected) => {
    await inbox.add({ receiver: 'r', identity: first, events: [] });
    expect(
      await inbox.add({ receiver: 'r', identity: second, events: [] }),
    ).toBe(expected);
  });

  it('tells ids of different receivers apart', async () => {
    await inbox.add(numbered('v1', 'one'));
    expect(await inbox.add(numbered('v1', 'two'))).toBe('stored');
  });

  it('knows a replay of what was acted on', async () => {
    await inbox.add(numbered('v1'));
    const claimed = await inbox.claim('one', LEASE);
    await inbox.finish(claimed!);
    expect(await inbox.add(numbered('v1'))).toBe('replayed');
    expect(await tags()).toBeUndefined();
  });

  it('takes the same body without an id for a new push after a while', async () => {
    await inbox.add(unnumbered('latest'));
    await inbox.finish((await inbox.claim('one', LEASE))!);
    await pass(5 * 60_000);
    expect(await inbox.add(unnumbered('latest'))).toBe('replayed');
    await pass(6 * 60_000);
    expect(await inbox.add(unnumbered('latest'))).toBe('stored');
    expect(await tags()).toEqual(['latest']);
  });

  it('is written by many at once, and stores one of the same', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => inbox.add(numbered('v1'))),
    );
    expect(outcomes.filter(one => one === 'stored')).toHaveLength(1);
  });

  it('hands out each delivery to one of many who ask at once', async () => {
    for (let index = 0; index < 8; index += 1) {
      await inbox.add(numbered(`v${index}`));
    }
    const claims = await Promise.all(
      Array.from({ length: 8 }, () => inbox.claim('one', LEASE)),
    );
    expect(new Set(claims.map(claimed => claimed?.id)).size).toBe(8);
  });

  it('hands out again what a process left behind', async () => {
    await inbox.add(numbered('v1'));
    await inbox.claim('dead', LEASE);
    const atOnce = await tags('other');
    await pass(LEASE + 1_000);
    const later = await tags('another');
    // On SQLite a lease of anybody else is of a process that died; on PostgreSQL it has to run out.
    expect([atOnce, later]).toEqual([
      databaseId === 'SQLITE_3' ? ['v1'] : undefined,
      ['v1'],
    ]);
  });

  it('is not settled by whoever was overtaken', async () => {
    await inbox.add(numbered('v1'));
    const slow = await inbox.claim('slow', LEASE);
    await pass(LEASE + 1_000);
    const other = await inbox.claim('other', LEASE);
    await inbox.finish(slow!);
    expect(await inbox.count()).toEqual({ waiting: 1, givenUp: 0 });
    await inbox.finish(other!);
    expect(await inbox.count()).toEqual({ waiting: 0, givenUp: 0 });
  });

  it('waits longer after each failure, and gives up in the end', async () => {
    await inbox.add(numbered('v1'));
    const waits: number[] = [];
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const claimed = await inbox.claim('one', LEASE);
      expect(claimed?.attempt).toBe(attempt);
      await inbox.fail(claimed!, 'The host is away');
      // Not before its time.
      expect(await inbox.claim('one', LEASE)).toBeUndefined();
      const [{ due_at: due, received_at: received }] = await database(
        'gitops_inbox',
      );
      waits.push(Math.round((Number(due) - Number(received)) / 1_000));
      await database('gitops_inbox').update({ due_at: 0 });
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(await inbox.count()).toEqual({ waiting: 0, givenUp: 1 });
    expect(await database('gitops_inbox')).toMatchObject([
      { problem: 'The host is away' },
    ]);
  });

  it('gives up what processes die of', async () => {
    await inbox.add(numbered('v1'));
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      expect(await tags(`process ${attempt}`)).toEqual(['v1']);
      await pass(LEASE + 1_000);
    }
    expect(await tags('the next one')).toBeUndefined();
    expect(await inbox.count()).toEqual({ waiting: 0, givenUp: 1 });
  });

  it('forgets what was acted on after a week, and the rest after a month', async () => {
    await inbox.add(numbered('done'));
    await inbox.finish((await inbox.claim('one', LEASE))!);
    await inbox.add(numbered('left'));
    const left = async () => {
      await inbox.prune();
      return (await database('gitops_inbox')).length;
    };
    expect(await left()).toBe(2);
    await pass(8 * DAY);
    expect(await left()).toBe(1);
    await pass(23 * DAY);
    expect(await left()).toBe(0);
  });

  it('can be taken back', async () => {
    const migrate = {
      directory: resolvePackagePath(
        '@backstage-gitops/plugin-gitops-backend',
        'migrations',
      ),
    };
    await database.migrate.down({ ...migrate, name: '20261127_inbox.js' });
    expect(await database.schema.hasTable('gitops_inbox')).toBe(false);
    await database.migrate.latest(migrate);
    expect(await database.schema.hasTable('gitops_inbox')).toBe(true);
  });
});
