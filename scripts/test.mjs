// Runs the tests of all packages, on SQLite and, where there is one, on PostgreSQL. Arguments go to Jest.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { requireSupportedNode } from './lib/nodeVersion.mjs';
import { providePostgres } from './lib/postgres.mjs';
import { onEndOfProcess, runProgram } from './lib/processes.mjs';
import { provideRegistry } from './lib/registry.mjs';
import {
  inRepository,
  repositoryEnvironment,
  repositoryRoot,
} from './lib/repository.mjs';
import { provideTools } from './lib/tools.mjs';

function jestArguments(resultFile, passedOn) {
  const watches = passedOn.some(argument => argument.startsWith('--watch'));
  return [
    inRepository('node_modules/@backstage/cli/bin/backstage-cli'),
    ...['repo', 'test', '--json', '--outputFile', resultFile],
    ...(watches ? [] : ['--no-watch']),
    ...passedOn,
  ];
}

/** A file that could not be run counts as a failed test: all its tests are missing from the other numbers. */
async function summarise(resultFile) {
  const result = JSON.parse(await readFile(resultFile, 'utf8'));
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  const skipped = result.numPendingTests + result.numTodoTests;
  return {
    skipped: skipped > 0 ? `${skipped} skipped\n` : '',
    tests: `tests: ${result.numPassedTests} passed, ${failed} failed\n`,
  };
}

requireSupportedNode('npm test');
const signal = onEndOfProcess();
const started = performance.now();
const results = await mkdtemp(path.join(tmpdir(), 'gitops-test-'));
const resultFile = path.join(results, 'jest.json');
let postgres;
let summary;

try {
  postgres = await providePostgres();
  const tools = await provideTools();
  const registry = provideRegistry();
  summary = [postgres, tools, registry].map(one => one.summary).join('\n');
  process.stdout.write(`${summary}\n`);
  process.exitCode = await runProgram(
    process.execPath,
    jestArguments(resultFile, process.argv.slice(2)),
    {
      cwd: repositoryRoot,
      signal,
      env: repositoryEnvironment({
        CI: process.env.CI ?? '1',
        // A test that asks for a database which is not here shall not look for a container instead.
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        GITOPS_TEST_KUBECTL: tools.programs.kubectl,
        GITOPS_TEST_HELM: tools.programs.helm,
        GITOPS_TEST_REGISTRY: registry.program,
        ...postgres.environment,
      }),
    },
  );
  if (signal.aborted) throw new Error(`Ended by ${signal.reason}.`);
  const seconds = Math.round((performance.now() - started) / 1000);
  const { skipped, tests } = await summarise(resultFile);
  // Once more at the end: what was left out matters as much as what passed.
  process.stdout.write(`\n${summary}\n${skipped}${seconds} seconds\n${tests}`);
} catch (error) {
  process.stderr.write(`\nThe tests did not finish. ${error.message}\n`);
  process.exitCode = 1;
} finally {
  await postgres?.stop();
  await rm(results, { recursive: true, force: true });
}
