import { connect } from 'node:net';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { randomFrom } from '../__testUtils__/randomFrom';
import { until } from '../__testUtils__/until';
import { openDatabase } from '../store/database';
import { HookServer, SECRET } from './__testUtils__/HookServer';
import { MUTATIONS } from './__testUtils__/mutations';
import { proven } from './__testUtils__/prove';
import { type Seed, seeds } from './__testUtils__/seeds';
import { Inbox } from './Inbox';
import { RECEIVER_TYPES, type ReceiverType } from './receivers';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** Over all receivers together; every other one proves that its sender knows the secret. */
const MUTATED = 10_000;

const LIMIT = 1024 * 1024;

/** What may still be on its way into the process when it hangs up, in bytes. */
const UNDERWAY = 256 * 1024;

/** Receivers that read one format. */
const ALIKE: ReceiverType[][] = [
  ['generic', 'genericHmac'],
  ['github', 'ghcr'],
  ['gitea', 'forgejo', 'gogs'],
];

const SEEDS = seeds();

const unproven = ({ headers, body }: Seed) => ({
  headers,
  query: new URLSearchParams(),
  body,
});

describe('what enemies send to receivers', () => {
  let server: HookServer;
  let inbox: Inbox;
  let sent = 0;

  beforeEach(async () => {
    inbox = new Inbox(
      await openDatabase(
        mockServices.database({ knex: await databases.init('SQLITE_3') }),
      ),
    );
    server = await HookServer.start({ inbox });
  });

  afterEach(() => server.stop());

  const seedOf = (type: ReceiverType): Seed => {
    const seed = SEEDS.find(one => one.type === type);
    if (!seed) throw new Error(`no sample of ${type}`);
    return seed;
  };

  /** As the sender sends something for the first time: another body, and another id where it says one. */
  const fresh = (type: ReceiverType, secret = SECRET) => {
    sent += 1;
    const { headers, body } = seedOf(type);
    const text = body.toString();
    return proven(type, secret, {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [
          name,
          /delivery|uuid|-id$/i.test(name) ? `${value}-${sent}` : value,
        ]),
      ),
      body: Buffer.from(`{"sent":${sent},${text.slice(text.indexOf('{') + 1)}`),
    });
  };

  /** All of them are taken as ever. */
  const expectLegalTaken = async () => {
    const before = server.ended('stored', 'replayed');
    for (const type of RECEIVER_TYPES) {
      expect([type, await server.post(type, fresh(type))]).toEqual([type, 202]);
    }
    expect(server.ended('stored', 'replayed')).toBe(
      before + RECEIVER_TYPES.length,
    );
  };

  it.each(RECEIVER_TYPES)('%s: none without the proof', async type => {
    expect(await server.post(type, unproven(seedOf(type)))).toBe(403);
    expect(await server.post(type, fresh(type, `${SECRET}!`))).toBe(403);
    expect(server.counts).toEqual(new Map([[`${type} refused`, 2]]));
    expect(await inbox.count()).toMatchObject({ waiting: 0 });
    await expectLegalTaken();
  });

  it.each(RECEIVER_TYPES)('%s: none a second time', async type => {
    const once = fresh(type);
    expect(await server.post(type, once)).toBe(202);
    expect(await server.post(type, once)).toBe(202);
    expect(server.counts).toEqual(
      new Map([
        [`${type} stored`, 1],
        [`${type} replayed`, 1],
      ]),
    );
    expect(await inbox.count()).toMatchObject({ waiting: 1 });
  });

  it.each(RECEIVER_TYPES)("%s: nothing of others' making", async type => {
    const format = ALIKE.find(types => types.includes(type)) ?? [type];
    const others = RECEIVER_TYPES.filter(other => !format.includes(other));
    for (const other of others) {
      await server.post(type, proven(type, SECRET, seedOf(other)));
    }
    // What GitHub's packages prove includes which event it is.
    const ends = type === 'ghcr' ? ['refused'] : ['ignored', 'malformed'];
    expect(server.ended(...ends)).toBe(others.length);
    expect(await inbox.count()).toMatchObject({ waiting: 0 });
    await expectLegalTaken();
  });

  it(`none of ${MUTATED} mutants breaks anything`, async () => {
    const random = randomFrom(20_261_127);
    const oneOf = <T>(values: T[]): T =>
      values[Math.floor(random() * values.length)];
    const kinds = Object.values(MUTATIONS);
    const statuses = new Map<number, number>();
    const sendOne = async (count: number) => {
      const seed = oneOf(SEEDS);
      const at = Math.floor(random() * seed.body.length);
      const mutant = { ...seed, body: oneOf(kinds)(seed.body, at) };
      const status = await server.post(
        seed.type,
        count % 2 === 0 ? unproven(mutant) : proven(seed.type, SECRET, mutant),
      );
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    };
    let next = 0;
    const sender = async () => {
      while (next < MUTATED) await sendOne(next++);
    };
    await Promise.all(Array.from({ length: 8 }, sender));

    expect([...statuses.keys()].sort()).toEqual([202, 400, 403]);
    expect(server.ended('refused')).toBe(MUTATED / 2);
    expect(server.ended('stored', 'replayed', 'ignored', 'malformed')).toBe(
      MUTATED / 2,
    );
    // Each end is met, so that none is the answer to everything.
    for (const outcome of ['stored', 'replayed', 'ignored', 'malformed']) {
      expect([outcome, server.ended(outcome) > 0]).toEqual([outcome, true]);
    }
    expect(await inbox.count()).toEqual({
      waiting: server.ended('stored'),
      givenUp: 0,
    });
    await expectLegalTaken();
  });

  describe('too much', () => {
    /** Sends without end until nobody listens any more, and answers with the status line. */
    const pour = (header: string, part: string) =>
      new Promise<string>(resolve => {
        let answer = '';
        const socket = connect(server.port, '127.0.0.1', () => {
          socket.write(
            `POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${header}\r\n\r\n`,
          );
          const more = () => {
            while (!socket.destroyed && socket.write(part));
          };
          socket.on('drain', more);
          more();
        });
        socket
          .on('data', data => {
            answer += data.toString();
          })
          .on('error', () => {})
          .on('close', () => resolve(answer.split('\r\n', 1)[0]));
      });

    const SIZE = 64 * 1024;
    const data = '{'.repeat(SIZE);

    it.each<[string, string, string, number]>([
      ['is announced', `Content-Length: ${2 ** 40}`, data, 0],
      [
        'is not',
        'Transfer-Encoding: chunked',
        `${SIZE.toString(16)}\r\n${data}\r\n`,
        LIMIT,
      ],
    ])('is not read where it %s', async (_, header, part, limit) => {
      const line = await pour(header, part);
      // Whoever is still sending may not hear the answer.
      expect(['', 'HTTP/1.1 413 Payload Too Large']).toContain(line);
      await until('it is counted', async () => server.counts.size > 0);
      expect(server.counts).toEqual(new Map([['github oversized', 1]]));
      const socket = server.lastSocket;
      await until('it hung up', async () => socket?.destroyed);
      const bytesRead = socket?.bytesRead;
      expect(bytesRead).toBeGreaterThanOrEqual(limit);
      expect(bytesRead).toBeLessThan(limit + UNDERWAY);
      await expectLegalTaken();
    });
  });
});
