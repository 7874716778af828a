import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { until } from '../__testUtils__/until';
import { openDatabase } from '../store/database';
import { Inbox } from './Inbox';
import { InboxWorker } from './InboxWorker';
import type { TriggerEvent } from './TriggerEvent';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const image: TriggerEvent = {
  kind: 'imagePushed',
  repository: 'ghcr.io/acme/app',
  tag: 'v1',
};

describe('InboxWorker', () => {
  const workers: InboxWorker[] = [];

  afterEach(async () => {
    await Promise.all(workers.splice(0).map(worker => worker.stop()));
  });

  async function start() {
    const database = await openDatabase(
      mockServices.database({ knex: await databases.init('SQLITE_3') }),
    );
    const inbox = new Inbox(database);
    return {
      database,
      inbox,
      store: (id: string) =>
        inbox.add({
          receiver: 'ghcr',
          identity: { kind: 'id', id },
          events: [image],
        }),
      settled: () =>
        until('everything is acted on', async () => {
          const { waiting } = await inbox.count();
          return waiting === 0;
        }),
      work: (perform: (events: TriggerEvent[]) => Promise<void>) => {
        const worker = InboxWorker.start({
          inbox,
          perform,
          logger: mockServices.logger.mock(),
          lifecycle: mockServices.lifecycle.mock(),
        });
        workers.push(worker);
        return worker;
      },
    };
  }

  it('acts on what is stored, once each', async () => {
    const { store, work, settled } = await start();
    const seen: TriggerEvent[] = [];
    const worker = work(async events => {
      seen.push(...events);
    });
    await store('a');
    await store('a');
    await store('b');
    worker.wake();
    await settled();
    expect(seen).toEqual([image, image]);
  });

  it('leaves what it died of to the next one, who acts once', async () => {
    const { inbox, store, work, settled } = await start();
    await store('a');
    // A process that took it, and was never heard of again.
    expect(await inbox.claim('dead', 60_000)).toBeDefined();
    let acts = 0;
    work(async () => {
      acts += 1;
    });
    await settled();
    await store('a');
    expect([acts, await inbox.count()]).toEqual([
      1,
      { waiting: 0, givenUp: 0 },
    ]);
  });

  it('tries again what failed', async () => {
    const { database, inbox, store, work } = await start();
    await store('a');
    let attempts = 0;
    const worker = work(async () => {
      attempts += 1;
      if (attempts < 3) throw new Error('away');
    });
    await until('it is acted on', async () => {
      // Nobody waits in a test.
      await database('gitops_inbox').update({ due_at: 0 });
      worker.wake();
      const { waiting } = await inbox.count();
      return waiting === 0;
    });
    expect([attempts, await inbox.count()]).toEqual([
      3,
      { waiting: 0, givenUp: 0 },
    ]);
  });

  it('goes on with others while one hangs', async () => {
    const { inbox, store, work } = await start();
    let release = () => {};
    const hangs = new Promise<void>(resolve => {
      release = resolve;
    });
    let acts = 0;
    const worker = work(async () => {
      acts += 1;
      if (acts === 1) await hangs;
    });
    for (const id of ['a', 'b', 'c']) await store(id);
    worker.wake();
    await until('only the one that hangs is left', async () => {
      const { waiting } = await inbox.count();
      return waiting === 1 && acts === 3;
    });
    release();
    await worker.stop();
    expect(await inbox.count()).toEqual({ waiting: 0, givenUp: 0 });
  });
});
