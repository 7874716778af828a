// A host that is away: one pipeline on the stand-in for GitHub, a staging pull request open, and then 502 to everything that
// the backend asks, by the API and by Git, for that many real minutes. In the middle a person approves on the host. Counts
// what the backend asked meanwhile, and how long after the host is back the pull request is merged. Periods are the defaults.
// Prints one JSON line.
//
//   node bench/outage.mjs [minutes]      default: 10
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { inRepository } from '../scripts/lib/repository.mjs';

const require = createRequire(import.meta.url);
require('@backstage/cli/config/nodeTransform.cjs');
const createKnex = require('knex');
const { GithubPipeline } = require(inRepository(
  'plugins/gitops-backend/src/__testUtils__/GithubPipeline.ts',
));

const LOOK_EVERY_MS = 250;
const PATIENCE_MS = 300_000;
const MINUTE_MS = 60_000;
const VERSION = '1.1.0';

const minutes = Number(process.argv[2] ?? 10);

async function until(what, condition) {
  const started = performance.now();
  while (performance.now() - started < PATIENCE_MS) {
    if (await condition()) return performance.now() - started;
    await delay(LOOK_EVERY_MS);
  }
  throw new Error(`Waited in vain until ${what}.`);
}

async function measure(github) {
  const staging = () => github.client.environment('staging');
  const answers = () => github.standIn.outage.answered;
  await github.client.announce(VERSION);
  await until('staging is proposed', async () => {
    const { promotion } = await staging();
    return promotion?.pullRequest;
  });
  const { number } = (await staging()).promotion.pullRequest;

  const began = Date.now();
  github.goAway();
  const callsPerMinute = [];
  let before = 0;
  for (let minute = 1; minute <= minutes; minute += 1) {
    if (minute === Math.ceil(minutes / 2)) await github.approve('ravi', number);
    await delay(began + minute * MINUTE_MS - Date.now());
    const { api, git } = answers();
    callsPerMinute.push(api + git - before);
    before = api + git;
  }
  const { stale, staleSince, promotion } = await staging();
  const answers502 = answers();

  github.comeBack();
  const merged = await until('staging has it', async () => {
    const now = await staging();
    return now.release?.version === VERSION && !now.promotion;
  });
  const pulls = await github.pullsFor('staging');
  const subjects = await github.subjects();
  return {
    name: 'outage',
    node: process.version,
    minutes,
    answers502,
    callsPerMinute,
    stateMeanwhile: promotion.state,
    staleMeanwhile: stale,
    staleAfterSeconds: Math.round((Date.parse(staleSince) - began) / 1_000),
    mergedAfterSeconds: Math.round(merged / 1_000),
    pullRequests: pulls.length,
    merges: subjects.filter(subject => subject.endsWith('to staging')).length,
  };
}

const database = createKnex({
  client: 'better-sqlite3',
  connection: { filename: ':memory:' },
  useNullAsDefault: true,
});
const github = await GithubPipeline.start({
  database,
  poll: '30s',
  catalog: '30s',
});
try {
  process.stdout.write(`${JSON.stringify(await measure(github))}\n`);
} finally {
  await github.stop();
  await database.destroy();
}
