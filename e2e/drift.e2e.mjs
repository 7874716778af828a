// A person changes a running service past Git: the portal shows who changed what, and the service goes back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  launchBrowser,
  openWindow,
  takeScreenshot,
  takeScreenshots,
} from './browser.mjs';
import { demo } from './pipeline.mjs';
import { Portal } from './portal.mjs';

// Several steps, each with the patience of a busy machine.
const timeout = 5 * 60_000;
const service = 'orders';
const deployment = `Deployment ${service}`;

let browser;
let dana;
const faults = [];

before(
  async () => {
    browser = await launchBrowser();
    const page = await (await openWindow(browser)).newPage();
    page.on('pageerror', error => faults.push(error.stack));
    dana = new Portal(page);
    await dana.signIn('dana');
    await dana.openPipeline(service);
  },
  { timeout },
);

after(() => browser?.close());

test('every environment runs what Git has', { timeout }, async () => {
  for (const environment of ['dev', 'staging', 'production']) {
    await dana.clusterIs(environment, 'Synced').waitFor();
    await dana.clusterIs(environment, 'Healthy').waitFor();
  }
});

test(
  'a change by kubectl shows in staging, with its field and its author',
  { timeout },
  async () => {
    await demo('drift', service, 'staging', '--by', 'env');
    await dana.clusterIs('staging', 'Drifted').waitFor();

    await dana.openDrift('staging');
    const fields = dana.driftOf(deployment);
    await fields.getByText(/containers.*env/).waitFor();
    await fields.getByText(/DEBUG/).waitFor();
    await fields.getByText(/kubectl-set/).waitFor();
    await takeScreenshots(dana, 'staging-drifted');
  },
);

test('a revert puts back that object alone', { timeout }, async () => {
  await dana.settle('Revert', deployment, 'Nobody reviewed this');
  await dana.page.getByText('Everything is as Git has it.').waitFor();
  assert.equal(await environmentOf('staging'), '');
  await dana.closeDialog();
  await dana.clusterIs('staging', 'Synced').waitFor();
});

test(
  'a change that was right comes into Git by a pull request of two lines',
  { timeout },
  async () => {
    await demo('drift', service, 'staging', '--by', 'scale');
    await dana.clusterIs('staging', 'Drifted').waitFor();
    await dana.openDrift('staging');
    await dana.settle(
      'Adopt',
      deployment,
      'The sale needs more',
      async question => {
        await question.getByText(/By a pull request/).waitFor();
        await question.getByText(/count: 5/).waitFor();
        await takeScreenshot(dana.page, 'staging-adopts');
      },
    );
    await dana.closeDialog();
    await dana.history(/^Pull request #\d+ brings what was changed/).waitFor();
  },
);

test('dev heals by itself, and says so', { timeout }, async () => {
  await demo('drift', service, 'dev', '--by', 'env');
  await dana.history(/^dev drifted and was put back: .*kubectl-set/).waitFor();
  await dana.clusterIs('dev', 'Synced').waitFor();
  assert.equal(await environmentOf('dev'), '');
});

test('no page threw an error', () => {
  assert.deepEqual(faults, []);
});

/** The variables that the running service has besides those of Git. */
async function environmentOf(environment) {
  const variables = await demo(
    'kubectl',
    ...['get', 'deployment', service, '-n', `${service}-${environment}`],
    ...['-o', 'jsonpath={.spec.template.spec.containers[*].env}'],
  );
  return variables.trim();
}
