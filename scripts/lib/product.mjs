// The whole product on this machine: the embedded world, and the Backstage app and backend that show it.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseEnv } from 'node:util';
import { takenPorts } from './ports.mjs';
import { startProgram } from './processes.mjs';
import {
  inRepository,
  repositoryEnvironment,
  repositoryRoot,
} from './repository.mjs';

const services = [
  { port: 3000, name: 'the app' },
  { port: 7007, name: 'the backend' },
  { port: 7080, name: "the demo's Git host" },
  { port: 7443, name: "the demo's cluster" },
];

export const appUrl = 'http://localhost:3000';

const readyUrls = [
  'http://localhost:7007/.backstage/health/v1/readiness',
  appUrl,
];
const POLL_INTERVAL_MS = 500;
const POLL_TIMEOUT_MS = 10_000;

const backstageArguments = [
  inRepository('node_modules/@backstage/cli/bin/backstage-cli'),
  'repo',
  'start',
];

/** How to run one of the demo's programs: Backstage's loader lets Node read TypeScript with workspace imports. */
export function demoArguments(file, ...args) {
  return [
    '--require',
    inRepository('node_modules/@backstage/cli/config/nodeTransform.cjs'),
    inRepository('packages/demo/src', file),
    ...args,
  ];
}

async function requireFreePorts() {
  const taken = await takenPorts(services.map(service => service.port));
  if (taken.length === 0) return;
  const lines = services
    .filter(service => taken.includes(service.port))
    .map(service => `  port ${service.port}, which ${service.name} needs`);
  throw new Error(
    [
      'Something already listens on',
      ...lines,
      'End it (is the product running in another terminal?) and start again.',
    ].join('\n'),
  );
}

async function answers(url, signal) {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(POLL_TIMEOUT_MS)]),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

async function untilAllAnswer(urls, signal) {
  for (const url of urls) {
    while (!signal.aborted && !(await answers(url, signal))) {
      await delay(POLL_INTERVAL_MS);
    }
  }
}

async function readSettings(stateFolder) {
  const file = path.join(stateFolder, 'env');
  try {
    return parseEnv(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Error(
      `The demo said it is ready, but its settings cannot be read from ${file}: ${error.message}`,
    );
  }
}

/**
 * Starts everything and answers once the pages can be opened.
 *
 * `ended` answers with a sentence when a part ends by itself. Fails where a port is taken, where a part ends before
 * all is ready, or when the signal is aborted; nothing keeps running then.
 */
export async function startProduct(signal) {
  await requireFreePorts();
  const stateFolder = path.resolve(
    repositoryRoot,
    process.env.GITOPS_DEMO_STATE ?? '.demo',
  );
  const environment = repositoryEnvironment({
    NODE_ENV: 'development',
    BROWSER: process.env.BROWSER ?? 'none',
    GITOPS_DEMO_STATE: stateFolder,
  });
  const programs = [];
  const waiting = new AbortController();

  function start(label, args, env) {
    const program = startProgram(label, process.execPath, args, {
      cwd: repositoryRoot,
      env,
    });
    programs.push(program);
    return program;
  }

  async function stop() {
    waiting.abort();
    // The last one first: what it asks of the others stays there until it has ended.
    for (const program of programs.reverse()) await program.stop();
  }

  /** Waits for a condition; fails when one of the programs ends first, or when all is to end. */
  function waitFor(condition) {
    const endings = programs.map(async ({ exited }) => {
      throw new Error(`${await exited} before the product was ready`);
    });
    const interruption = new Promise((_resolve, reject) => {
      const interrupt = () => reject(new Error(`Ended by ${signal.reason}`));
      signal.addEventListener('abort', interrupt, { once: true });
      if (signal.aborted) interrupt();
    });
    return Promise.race([condition, ...endings, interruption]);
  }

  try {
    const demo = start('demo', demoArguments('main.ts'), environment);
    await waitFor(demo.printed('demo: ready'));
    const settings = await readSettings(stateFolder);
    const backstage = start('backstage', backstageArguments, {
      ...environment,
      ...settings,
    });
    await waitFor(untilAllAnswer(readyUrls, waiting.signal));
    const ended = Promise.race([demo.exited, backstage.exited]);
    return { environment, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
