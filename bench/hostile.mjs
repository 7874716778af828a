// Memory under hostile requests: the backend's door for webhooks over HTTP, with its inbox in a file of SQLite, and whoever
// sends in the same process. Prints one JSON line.
//
//   node --expose-gc bench/hostile.mjs [requests]      default: 100000
//
// Each kind of request is one in so many (KINDS). They come from many addresses, for one that is refused again and again is
// not listened to: that is a kind of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import createKnex from 'knex';
import { inRepository } from '../scripts/lib/repository.mjs';

const require = createRequire(import.meta.url);
require('@backstage/cli/config/nodeTransform.cjs');
const fromBackend = file =>
  require(inRepository('plugins/gitops-backend/src', file));
const { HookServer, SECRET } = fromBackend(
  'triggers/__testUtils__/HookServer.ts',
);
const { MUTATIONS } = fromBackend('triggers/__testUtils__/mutations.ts');
const { proven } = fromBackend('triggers/__testUtils__/prove.ts');
const { seeds } = fromBackend('triggers/__testUtils__/seeds.ts');
const { randomFrom } = fromBackend('__testUtils__/randomFrom.ts');
const { Refusals } = fromBackend('network/Refusals.ts');
const { openDatabase } = fromBackend('store/database.ts');
const { Inbox } = fromBackend('triggers/Inbox.ts');

const WARM_UP = 10_000;
const PARALLEL = 16;
const ADDRESSES = 4_000;
const FLOOD = '127.255.0.1';
const TOO_LARGE = Buffer.alloc(1024 * 1024 + 1, ' ');

const requests = Number(process.argv[2] ?? 100_000);
if (!globalThis.gc) throw new Error('Run this with --expose-gc.');

const random = randomFrom(20_261_127);
const oneOf = values => values[Math.floor(random() * values.length)];
const all = seeds();
const mutations = Object.values(MUTATIONS);
const unproven = ({ headers, body }) => ({
  headers,
  query: new URLSearchParams(),
  body,
});
const mutant = seed => ({
  ...seed,
  body: oneOf(mutations)(seed.body, Math.floor(random() * seed.body.length)),
});

/** What one in so many requests is; the last of them is what the others leave. */
const KINDS = [
  [500, seed => [seed.type, unproven({ ...seed, body: TOO_LARGE })]],
  [50, seed => [seed.type, unproven(seed), FLOOD]],
  [20, seed => ['nobody', proven(seed.type, SECRET, seed)]],
  // Mostly a replay: there are few seeds.
  [10, seed => [seed.type, proven(seed.type, SECRET, seed)]],
  [10, seed => [oneOf(all).type, proven(seed.type, SECRET, seed)]],
  [5, seed => [seed.type, unproven(seed)]],
  [5, seed => [seed.type, proven(seed.type, `${SECRET}!`, seed)]],
  [3, seed => [seed.type, unproven(mutant(seed))]],
  [1, seed => [seed.type, proven(seed.type, SECRET, mutant(seed))]],
];

async function sendOne(server, count) {
  const [, make] = KINDS.find(([every]) => random() < 1 / every);
  const [receiver, request, from] = make(oneOf(all));
  const last = count % ADDRESSES;
  const address = from ?? `127.1.${last >> 8}.${last & 255}`;
  try {
    return await server.post(receiver, request, address);
  } catch (error) {
    // The server hangs up on whoever is still sending what it does not read.
    if (['EPIPE', 'ECONNRESET'].includes(error.code)) return 'hungUp';
    throw error;
  }
}

function memory() {
  for (let count = 0; count < 3; count += 1) globalThis.gc();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapUsed, rss };
}

async function send(server, from, until) {
  let next = from;
  const sender = async () => {
    while (next < until) await sendOne(server, next++);
  };
  await Promise.all(Array.from({ length: PARALLEL }, sender));
}

const folder = await mkdtemp(path.join(tmpdir(), 'gitops-hostile-'));
const knex = createKnex({
  client: 'better-sqlite3',
  connection: { filename: path.join(folder, 'inbox.sqlite') },
  useNullAsDefault: true,
});
const server = await HookServer.start({
  inbox: new Inbox(await openDatabase({ getClient: async () => knex })),
  refusals: new Refusals({ now: Date.now }),
});
try {
  await send(server, 0, WARM_UP);
  const before = memory();
  await send(server, WARM_UP, requests);
  const after = memory();
  const outcomes = {};
  for (const [key, count] of server.counts) {
    const outcome = key.split(' ')[1];
    outcomes[outcome] = (outcomes[outcome] ?? 0) + count;
  }
  const { stored: accepted, ...rejected } = outcomes;
  const result = {
    name: 'hostile',
    node: process.version,
    requests,
    accepted,
    rejected,
    heapUsedAfter10k: before.heapUsed,
    heapUsedAtEnd: after.heapUsed,
    ratio: Number((after.heapUsed / before.heapUsed).toFixed(3)),
    rssRatio: Number((after.rss / before.rss).toFixed(3)),
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
} finally {
  await server.stop();
  await knex.destroy();
  await rm(folder, { recursive: true });
}
