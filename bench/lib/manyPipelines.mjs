// The whole backend with many pipelines on one repository, in this process on SQLite in memory.
import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { inRepository } from '../../scripts/lib/repository.mjs';

const require = createRequire(import.meta.url);
require('@backstage/cli/config/nodeTransform.cjs');
const createKnex = require('knex');

/** Source text of the product and of its tests. */
export function load(...path) {
  return require(inRepository(...path));
}

export function loadTestUtility(file) {
  return load('plugins/gitops-backend/src/__testUtils__', file);
}

const { TestWorld } = loadTestUtility('TestWorld.ts');
const { monorepoEntities } = loadTestUtility('monorepo.ts');

const SECRET = 'a secret of benchmarks, long enough';
const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 30 * 60_000;

/** Processor time of this process and of all programs that have ended in it, in seconds. */
export async function processorSeconds() {
  const stat = await readFile('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).map(Number);
  return ticks.reduce((sum, one) => sum + one) / 100;
}

export async function until(what, condition) {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    if (await condition()) return;
    await delay(LOOK_EVERY_MS);
  }
  throw new Error(`Waited in vain until ${what}.`);
}

/** Runs a backend with these services until `measure` is done. */
export async function withBackend(
  { services, repository, receiver, features, config },
  measure,
) {
  const world = await TestWorld.create({
    services: {},
    poll: '30s',
    catalog: '30s',
    entities: async () => monorepoEntities(services, repository),
    features,
    config: {
      boundaries: [
        {
          entities: { kind: 'Component' },
          repositories: [{ url: repository, paths: ['.'] }],
        },
      ],
      announcers: [
        {
          subject: 'external:ci',
          pipelines: services.map(name => `component:default/${name}`),
        },
      ],
      webhooks: { bench: { type: receiver, secret: SECRET } },
      ...config,
    },
  });
  const database = createKnex({
    client: 'better-sqlite3',
    connection: { filename: ':memory:' },
    useNullAsDefault: true,
    pool: { min: 1, max: 1, idleTimeoutMillis: 2 ** 30 },
  });
  try {
    return await measure({
      world,
      database,
      start: async () => {
        const { server } = await world.start(database);
        const url = `http://127.0.0.1:${server.address().port}/api/gitops`;
        await until('everything was read', async () => {
          const [{ read }] = await database('gitops_environments')
            .where({ indexed: true })
            .whereNotNull('next')
            .count({ read: '*' });
          const [{ accepted }] = await database('gitops_decisions').count({
            accepted: '*',
          });
          return read === services.length * 3 && accepted === services.length;
        });
        return {
          url,
          /** Tells of something by a signed webhook. */
          tell: async (event, headers = {}) => {
            const body = JSON.stringify(event);
            const hash = createHmac('sha256', SECRET).update(body);
            const signature = `sha256=${hash.digest('hex')}`;
            const answer = await fetch(`${url}/webhooks/bench`, {
              method: 'POST',
              headers: {
                'content-type': 'application/json',
                'x-signature': signature,
                'x-hub-signature-256': signature,
                ...headers,
              },
              body,
            });
            if (answer.status !== 202) {
              throw new Error(`${answer.status} ${await answer.text()}`);
            }
          },
        };
      },
    });
  } finally {
    await world.remove();
    await database.destroy();
  }
}

/** What is printed besides goes to the other output: the one JSON line is what is printed here. */
export function printOnly() {
  const print = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  return result => print(`${JSON.stringify(result)}\n`);
}
