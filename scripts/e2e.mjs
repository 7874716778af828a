// The browser test: starts the whole product on a state of its own and runs e2e/*.e2e.mjs against it in Chromium.
// Arguments go to Node's test runner, such as --test-name-pattern.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { requireSupportedNode } from './lib/nodeVersion.mjs';
import { onEndOfProcess, runProgram } from './lib/processes.mjs';
import { startProduct } from './lib/product.mjs';
import { findChromium } from './lib/programs.mjs';
import { inRepository, repositoryRoot } from './lib/repository.mjs';

// A backend that fails waits for a change of its source, which nobody makes here.
const START_TIMEOUT_MS = 5 * 60_000;

async function listTests() {
  const names = await readdir(inRepository('e2e'));
  return names
    .filter(name => name.endsWith('.e2e.mjs'))
    .sort()
    .map(name => inRepository('e2e', name));
}

requireSupportedNode('npm run test:e2e');
const signal = onEndOfProcess();
const stateFolder = await mkdtemp(path.join(tmpdir(), 'gitops-e2e-'));
let product;

try {
  const chromium = findChromium();
  if (!chromium) {
    throw new Error(
      'Chromium was not found on PATH: install it (Debian: chromium) or name it in CHROMIUM.',
    );
  }
  // Whoever tries the demo on this machine keeps what they did there.
  process.env.GITOPS_DEMO_STATE = stateFolder;
  // Every request in between would bury what failed.
  process.env.LOG_LEVEL ??= 'warn';
  product = await startProduct(
    AbortSignal.any([signal, AbortSignal.timeout(START_TIMEOUT_MS)]),
  );
  process.exitCode = await runProgram(
    process.execPath,
    [
      ...['--test', '--test-reporter=spec', '--test-concurrency=1'],
      ...process.argv.slice(2),
      ...(await listTests()),
    ],
    {
      cwd: repositoryRoot,
      signal,
      env: {
        ...product.environment,
        CHROMIUM: chromium,
        // Where the browser keeps its profile: an interrupted test does not remove it itself.
        TMPDIR: stateFolder,
      },
    },
  );
} catch (error) {
  process.stderr.write(`\nThe browser test did not run. ${error.message}\n`);
  process.exitCode = 1;
} finally {
  await product?.stop();
  await rm(stateFolder, { recursive: true, force: true });
}
