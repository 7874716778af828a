/**
 * Runs the built-in engine's suite against the API server that KUBECONFIG names, of any kind and version; with
 * --simulated against the simulated one, as `npm test` does. Further arguments go to Jest.
 *
 * Everything is made in namespaces named gitops-test-... and in definitions of groups of their own, and is removed in
 * the end. The account of the kubeconfig must be allowed to do all that, and to impersonate users: an administrator's.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { requireSupportedNode } from './lib/nodeVersion.mjs';
import { onEndOfProcess, runProgram } from './lib/processes.mjs';
import { inRepository, repositoryEnvironment } from './lib/repository.mjs';
import { provideTools } from './lib/tools.mjs';

const run = promisify(execFile);

const packageFolder = inRepository('plugins/gitops-backend-module-kubernetes');

const WHAT_IT_NEEDS = `Which API server shall be tested?

  KUBECONFIG=path/to/kubeconfig yarn test:cluster    the one that a kubeconfig's current context names
  yarn test:cluster --simulated                      the simulated one

Use a cluster that nobody needs: the suite makes and removes namespaces and definitions, as an administrator.`;

/** The kubeconfig's current context as one file, whatever files and contexts KUBECONFIG holds. */
async function flatten(kubectl, folder) {
  let config;
  try {
    config = await run(kubectl, [
      ...['config', 'view', '--raw', '--minify', '--flatten'],
    ]);
  } catch (error) {
    throw new Error(
      `KUBECONFIG (${process.env.KUBECONFIG}) names no API server: ${error.stderr}`,
    );
  }
  const file = path.join(folder, 'kubeconfig');
  await writeFile(file, config.stdout, { mode: 0o600 });
  return file;
}

/** What answers there: its address and version. */
async function identify(kubectl, kubeconfig) {
  const ask = (...args) => run(kubectl, ['--kubeconfig', kubeconfig, ...args]);
  const cluster = await ask(
    ...['config', 'view', '-o', 'jsonpath={.clusters[0].cluster.server}'],
  );
  try {
    const version = await ask('get', '--raw', '/version');
    const { gitVersion, platform } = JSON.parse(version.stdout);
    return `Kubernetes ${gitVersion} (${platform}) at ${cluster.stdout}`;
  } catch (error) {
    throw new Error(
      `The API server at ${cluster.stdout} does not answer: ${error.stderr}`,
    );
  }
}

function jestArguments(resultFile, passedOn) {
  return [
    inRepository('node_modules/@backstage/cli/bin/backstage-cli'),
    ...['package', 'test', '--no-watch', '--maxWorkers=1', '--verbose'],
    ...['--json', '--outputFile', resultFile],
    ...(passedOn.length > 0 ? passedOn : ['src/suite']),
  ];
}

/** Tests say in their titles why they are left out. */
async function summarise(resultFile) {
  const result = JSON.parse(await readFile(resultFile, 'utf8'));
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  const left = result.testResults
    .flatMap(file => file.assertionResults)
    .filter(({ status }) => status === 'pending')
    .map(({ fullName }) => `  ${fullName}\n`);
  return [
    left.length > 0 ? `left out:\n${left.join('')}` : 'left out: nothing\n',
    `tests: ${result.numPassedTests} passed, ${failed} failed\n`,
  ].join('');
}

requireSupportedNode('yarn test:cluster');
const signal = onEndOfProcess();
const isSimulated = process.argv.includes('--simulated');
const passedOn = process.argv.slice(2).filter(one => one !== '--simulated');
const folder = await mkdtemp(path.join(tmpdir(), 'gitops-test-cluster-'));

try {
  if (!isSimulated && !process.env.KUBECONFIG) throw new Error(WHAT_IT_NEEDS);
  const { programs, summary } = await provideTools();
  if (!programs.kubectl) throw new Error(summary);
  const kubeconfig = isSimulated
    ? undefined
    : await flatten(programs.kubectl, folder);
  const server = kubeconfig
    ? await identify(programs.kubectl, kubeconfig)
    : 'the simulated API server';
  process.stdout.write(`Against ${server}\n`);
  const resultFile = path.join(folder, 'jest.json');
  process.exitCode = await runProgram(
    process.execPath,
    jestArguments(resultFile, passedOn),
    {
      cwd: packageFolder,
      signal,
      env: repositoryEnvironment({
        CI: process.env.CI ?? '1',
        GITOPS_TEST_KUBECTL: programs.kubectl,
        GITOPS_TEST_KUBECONFIG: kubeconfig ?? '',
      }),
    },
  );
  if (signal.aborted) throw new Error(`Ended by ${signal.reason}.`);
  process.stdout.write(`\nAgainst ${server}\n${await summarise(resultFile)}`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
