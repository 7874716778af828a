// From an announced image to production and back, as four people see it in their browsers.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchBrowser, openWindow, takeScreenshots } from './browser.mjs';
import { demo } from './pipeline.mjs';
import { Portal } from './portal.mjs';

const version = '1.1.0';
// Several steps, each with the patience of a busy machine.
const timeout = 5 * 60_000;

let browser;
const portals = {};
const faults = [];

before(
  async () => {
    browser = await launchBrowser();
    for (const account of ['dana', 'ravi', 'sofia']) {
      const page = await (await openWindow(browser)).newPage();
      page.on('pageerror', error => faults.push(`${account}: ${error.stack}`));
      portals[account] = new Portal(page);
      await portals[account].signIn(account);
    }
  },
  { timeout },
);

after(() => browser?.close());

test(
  'the developer finds three environments, in order',
  { timeout },
  async () => {
    const { dana } = portals;
    await dana.openPipeline('payments');

    assert.deepEqual(await dana.environmentNames(), [
      'dev',
      'staging',
      'production',
    ]);
    await takeScreenshots(dana, 'environments');
  },
);

test(
  'an announced image shows in dev without a reload',
  { timeout },
  async () => {
    const { dana } = portals;
    await dana.page.evaluate(() => {
      globalThis.wasNotReloaded = true;
    });

    await demo('push-image', 'payments', version);

    await dana.deployed('dev', version).waitFor();
    assert.equal(
      await dana.page.evaluate(() => globalThis.wasNotReloaded),
      true,
    );
  },
);

test(
  'staging waits for one approval in a pull request, and merges',
  { timeout },
  async () => {
    const { dana, ravi } = portals;
    await dana.pullRequest('staging').waitFor();
    await takeScreenshots(dana, 'staging-waits');

    await ravi.openPipeline('payments');
    await ravi.approve('staging');

    await dana.deployed('staging', version).waitFor();
  },
);

test(
  'production asks for two approvals, and offers the author none',
  { timeout },
  async () => {
    const { dana, ravi, sofia } = portals;
    await dana.pullRequest('production').waitFor();
    await dana.sentence('production', /2 approvals by sre; 0 given/).waitFor();
    await dana.sentence('production', /You wrote the source commit/).waitFor();
    assert.equal(await dana.offers('production', 'Approve'), false);
    await takeScreenshots(dana, 'production-waits');

    await ravi.approve('production');
    await dana.sentence('production', /2 approvals by sre; 1 given/).waitFor();
    await sofia.openPipeline('payments');
    await sofia.approve('production');

    await dana.deployed('production', version).waitFor();
  },
);

test(
  'a rollback of production, with its reason, holds',
  { timeout },
  async () => {
    const { dana, ravi, sofia } = portals;
    await dana.rollBack('production', 'Refunds fail since this release');
    await dana.sentence('production', /held/i).waitFor();
    await dana.sentence('production', /Refunds fail/).waitFor();
    await ravi.pullRequest('production').waitFor();
    await ravi.approve('production');
    await sofia.approve('production');
    await dana.deployed('production', '1.0.0').waitFor();
    await takeScreenshots(dana, 'production-held');
  },
);

test('no page threw an error', () => {
  assert.deepEqual(faults, []);
});
