// From a push of an image to the commit in dev, in the whole backend in one process, with SQLite in a file: a real
// docker-registry, and the embedded Git host. Told by a webhook, it is counted from when that is sent; by polling alone, from
// when the registry has the image. Prints one JSON line.
//
//   node bench/push.mjs [pushes] [polled]      default: 200 10
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import createKnex from 'knex';
import { inRepository } from '../scripts/lib/repository.mjs';

const require = createRequire(import.meta.url);
require('@backstage/cli/config/nodeTransform.cjs');
const fromBackend = file =>
  require(inRepository('plugins/gitops-backend/src', file));
const { RegistryWorld } = fromBackend('__testUtils__/RegistryWorld.ts');
const { absent } = fromBackend('registries/__testUtils__/dockerRegistry.ts');

const LOOK_EVERY_MS = 2;
const PATIENCE_MS = 60_000;
const POLL = '5s';

const pushes = Number(process.argv[2] ?? 200);
const polled = Number(process.argv[3] ?? 10);
if (absent) throw new Error(`There is nothing to push to${absent}.`);

function quantiles(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = share => Math.round(sorted[Math.ceil(sorted.length * share) - 1]);
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

/** The commit that the host has on its branch, as its own file says it. */
async function headOf({ world }) {
  const file = path.join(world.deploy.directory, 'refs/heads/main');
  return (await readFile(file, 'utf8')).trim();
}

/** How long it takes from `begin` until dev has the tag, in milliseconds. */
async function timeToDev(place, tag, begin) {
  const before = await headOf(place);
  await place.push(tag);
  const started = performance.now();
  await begin();
  while ((await headOf(place)) === before) {
    if (performance.now() - started > PATIENCE_MS) {
      throw new Error(`Waited in vain until ${tag} is in dev.`);
    }
    await delay(LOOK_EVERY_MS);
  }
  const took = performance.now() - started;
  const manifest = 'payments/dev/deployment.yaml';
  const text = await place.world.deploy.readFile('main', manifest);
  if (!text.includes(`:${tag} `)) {
    throw new Error(`The commit is another one than of ${tag}.`);
  }
  return took;
}

async function inWorld(settings, measure) {
  const folder = await mkdtemp(path.join(tmpdir(), 'gitops-push-'));
  const database = createKnex({
    client: 'better-sqlite3',
    connection: { filename: path.join(folder, 'gitops.sqlite') },
    useNullAsDefault: true,
  });
  const place = await RegistryWorld.start({ database, settings });
  try {
    return await measure(place);
  } finally {
    await place.stop();
    await database.destroy();
    await rm(folder, { recursive: true });
  }
}

async function told(place) {
  const times = [];
  for (let count = 1; count <= pushes; count += 1) {
    const tag = `1.1.${count}`;
    times.push(
      await timeToDev(place, tag, async () => {
        const { status } = await place.tell(tag);
        if (status !== 202) throw new Error(`It was told, and said ${status}.`);
      }),
    );
  }
  return { pushes, milliseconds: quantiles(times) };
}

async function untold(place) {
  const asked = () =>
    place.registry.log.filter(line => line.includes('gitops-for-backstage'))
      .length;
  const before = asked();
  const started = performance.now();
  const times = [];
  for (let count = 1; count <= polled; count += 1) {
    times.push(await timeToDev(place, `1.1.${count}`, async () => {}));
  }
  return {
    pushes: polled,
    every: POLL,
    milliseconds: quantiles(times),
    requestsToRegistry: asked() - before,
    seconds: Math.round((performance.now() - started) / 1_000),
  };
}

const result = {
  name: 'push',
  node: process.version,
  byWebhook: await inWorld({}, told),
  byPollingAlone: await inWorld({ poll: POLL }, untold),
};
process.stdout.write(`${JSON.stringify(result)}\n`);
