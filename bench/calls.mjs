// Calls to GitHub's API by many pipelines in their everyday state: each with a dev, a staging and a production
// environment, some with an open pull request into staging, webhooks working. In an hour some of the pull requests are
// reviewed, and people push to the repository. Prints one JSON line.
//
//   node bench/calls.mjs [pipelines [open [minutes]]]      default: 1000 300 60
//
// GitHub is the stand-in of packages/git-host-contract, over HTTP. Its clock is the machine's: an hour takes an hour, and
// where fewer minutes are asked for, `callsPerHour` is scaled up from them.
import { setTimeout as delay } from 'node:timers/promises';
import {
  load,
  loadTestUtility,
  printOnly,
  processorSeconds,
  until,
  withBackend,
} from './lib/manyPipelines.mjs';

const { as, digestOf } = loadTestUtility('TestWorld.ts');
const { FlakyHost, hostModule } = loadTestUtility('FlakyHost.ts');
const { monorepoFiles, serviceNames } = loadTestUtility('monorepo.ts');
const { GithubStandIn } = load('packages/git-host-contract/src/index.ts');
const { GithubHost } = load(
  'plugins/gitops-backend-module-github/src/GithubHost.ts',
);

const [pipelines = 1000, open = 300, minutes = 60] = process.argv
  .slice(2)
  .map(Number);

/** What happens in an hour. */
const REVIEWS = 30;
const PUSHES = 30;
const MINUTE_MS = 60_000;

const NAME = 'acme/deploy';
const print = printOnly();
const services = serviceNames(pipelines);
const proposed = services.slice(0, open);

const SILENT = Object.fromEntries(
  ['debug', 'info', 'warn', 'error'].map(level => [level, () => {}]),
);

async function startGithub() {
  const standIn = await GithubStandIn.start();
  standIn.addAccount('dana');
  const bot = standIn.addAccount('acme-gitops[bot]', 'Bot');
  const git = await standIn.addRepository(...NAME.split('/'));
  const repository = `${standIn.links.web}/${NAME}`;
  await git.commit('main', monorepoFiles(services, repository));
  const host = new GithubHost({
    url: standIn.links.web,
    apiBaseUrl: standIn.links.api,
    bot: bot.login,
    credentials: {
      getCredentials: async () => ({ type: 'token', token: bot.token }),
    },
    logger: SILENT,
  });
  // As many as there are: what is left of the budget shall not slow down the measuring.
  standIn.budget.leave(10_000_000, bot);
  return { standIn, repository, host: new FlakyHost(host, Math.random) };
}

async function propose({ url, tell }, database, repository) {
  for (const service of proposed) {
    const answer = await fetch(
      `${url}/pipelines/component/default/${service}/releases`,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: as.service('external:ci'),
        },
        body: JSON.stringify({
          images: [{ name: 'app', tag: '1.1.0', digest: digestOf('1.1.0') }],
        }),
      },
    );
    if (answer.status !== 202) throw new Error(await answer.text());
  }
  const current = () =>
    database('gitops_promotions')
      .where({ current: 1, environment: 'staging' })
      .whereNotNull('pull_request')
      .pluck('pull_request');
  await until('all are proposed', async () => {
    const waiting = await database('gitops_outbox').whereNull('done_at');
    return (await current()).length === open && waiting.length === 0;
  });
  const numbers = await current();
  for (const number of numbers) await tellOfPull(tell, repository, number);
  return numbers;
}

const tellOfPull = (tell, repository, number, event = 'pull_request') =>
  tell(
    { pull_request: { number }, repository: { html_url: repository } },
    { 'x-github-event': event },
  );

/** Somebody comments on a pull request, and GitHub tells of it. */
async function review({ standIn, repository }, tell, number) {
  await standIn.act('dana', 'POST', `${NAME}/pulls/${number}/reviews`, {
    event: 'COMMENT',
    body: 'Looks good',
  });
  await tellOfPull(tell, repository, number, 'pull_request_review');
}

async function push({ standIn, repository }, tell, count) {
  const after = await standIn.pushing(NAME, 'dana', git =>
    git.commit('main', { [`notes/${count}.md`]: `${count}\n` }),
  );
  await tell(
    {
      ref: 'refs/heads/main',
      after,
      repository: { html_url: repository, default_branch: 'main' },
    },
    { 'x-github-event': 'push' },
  );
}

/** Lets as much happen as does in that many minutes. */
async function live(github, tell, numbers) {
  const events = [
    ...Array.from(
      { length: Math.round((REVIEWS * minutes) / 60) },
      (_, index) => () => review(github, tell, numbers[index]),
    ),
    ...Array.from(
      { length: Math.round((PUSHES * minutes) / 60) },
      (_, index) => () => push(github, tell, index),
    ),
  ];
  const pause = (minutes * MINUTE_MS) / Math.max(events.length, 1);
  for (const happen of events) {
    await delay(pause);
    await happen();
  }
}

function difference(after, before) {
  return Object.fromEntries(
    Object.entries(after).flatMap(([name, count]) =>
      count > (before[name] ?? 0) ? [[name, count - (before[name] ?? 0)]] : [],
    ),
  );
}

const github = await startGithub();
try {
  await withBackend(
    {
      services,
      repository: github.repository,
      receiver: 'github',
      features: [hostModule(() => github.host.host)],
      config: { hosts: {} },
    },
    async ({ database, start }) => {
      const { standIn, host, repository } = github;
      const backend = await start();
      const numbers = await propose(backend, database, repository);
      await until('nothing more is on its way', async () => {
        const { length } = standIn.answered;
        await delay(2 * MINUTE_MS);
        return standIn.answered.length === length;
      });
      const before = { calls: host.count(), answered: standIn.answered.length };
      const processor = await processorSeconds();
      await live(github, backend.tell, numbers);
      const answered = standIn.answered.slice(before.answered);
      const byPeople = answered.filter(
        ({ method, path }) => method === 'POST' && path.endsWith('/reviews'),
      );
      const calls = answered.length - byPeople.length;
      print({
        name: 'calls',
        node: process.version,
        pipelines,
        openPullRequests: open,
        minutes,
        reviews: byPeople.length,
        callsPerHour: Math.round((calls * 60) / minutes),
        notModified: answered.filter(({ status }) => status === 304).length,
        byQuestion: difference(host.count(), before.calls),
        processorSecondsPerMinute:
          Math.round(
            (((await processorSeconds()) - processor) / minutes) * 100,
          ) / 100,
      });
    },
  );
} finally {
  await github.standIn.stop();
}
