// One push to a repository that many pipelines share, told by a webhook: until every environment that it touches is up to
// date on the board. Each pipeline has a dev, a staging and a production environment. Prints one JSON line with how long
// that took, the processor time of the backend and of the git programs that it starts, and how many of them there were;
// the same of as long a time in which nothing happens.
//
//   node bench/pipelines.mjs [pipelines [touched [quiet seconds]]]      default: 1000 20 60
import { setTimeout as delay } from 'node:timers/promises';
import {
  load,
  loadTestUtility,
  printOnly,
  processorSeconds,
  until,
  withBackend,
} from './lib/manyPipelines.mjs';

const { GitCounter } = loadTestUtility('GitCounter.ts');
const { HOST_URL } = loadTestUtility('seed.ts');
const { monorepoFiles, serviceNames } = loadTestUtility('monorepo.ts');
const { BareRepository } = load(
  'packages/git-host-contract/src/git/BareRepository.ts',
);

const [pipelines = 1000, touched = 20, quietSeconds = 60] = process.argv
  .slice(2)
  .map(Number);
const REPOSITORY = `${HOST_URL}/acme/deploy`;
const print = printOnly();
const services = serviceNames(pipelines);
const changed = services.slice(0, touched);

/** The images of dev after the push. */
function pushedFiles() {
  const files = monorepoFiles(changed, REPOSITORY);
  return Object.fromEntries(
    changed.map(service => {
      const path = `${service}/dev/deployment.yaml`;
      return [path, files[path].replace(':1.0.0', ':1.0.9')];
    }),
  );
}

async function measured(counter, work) {
  const asked = await counter.begin();
  const began = performance.now();
  const processor = await processorSeconds();
  await work();
  const round = seconds => Math.round(seconds * 100) / 100;
  return {
    seconds: round((performance.now() - began) / 1_000),
    processorSeconds: round((await processorSeconds()) - processor),
    git: await asked(),
  };
}

const counter = await GitCounter.start();
try {
  await withBackend(
    { services, repository: REPOSITORY, receiver: 'genericHmac' },
    async ({ world, database, start }) => {
      const deploy = new BareRepository(world.deploy.directory);
      await deploy.commit('main', monorepoFiles(services, REPOSITORY));
      let backend;
      const starting = await measured(counter, async () => {
        backend = await start();
      });
      const quiet = await measured(counter, () => delay(quietSeconds * 1_000));
      const commit = await deploy.commit('main', pushedFiles());
      const push = await measured(counter, async () => {
        const ref = 'refs/heads/main';
        await backend.tell({ repository: REPOSITORY, ref, commit });
        await until('the board shows the push', async () => {
          const rows = await database('gitops_environments')
            .where({ head: commit })
            .whereNull('stale');
          const shown = rows.filter(({ observation }) =>
            observation.includes(':"1.0.9"'),
          );
          return rows.length === pipelines * 3 && shown.length === touched;
        });
      });
      print({
        name: 'pipelines',
        node: process.version,
        pipelines,
        environments: pipelines * 3,
        touched,
        fetches: push.git.fetch ?? 0,
        clones: push.git.clone ?? 0,
        push,
        quiet,
        starting,
      });
    },
  );
} finally {
  await counter.stop();
}
