// What protects an environment, as people meet it: a gate bypassed, a freeze, a rollback of the image alone, the record.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchBrowser, openWindow, takeScreenshots } from './browser.mjs';
import { demo } from './pipeline.mjs';
import { Portal } from './portal.mjs';

const service = 'shop';
const version = '1.1.0';
const outage = 'The outage cannot wait for a second pair of eyes';
// Several steps, each with the patience of a busy machine.
const timeout = 5 * 60_000;

let browser;
const portals = {};
const faults = [];

before(
  async () => {
    browser = await launchBrowser();
    for (const account of ['dana', 'ravi']) {
      const page = await (await openWindow(browser)).newPage();
      page.on('pageerror', error => faults.push(`${account}: ${error.stack}`));
      portals[account] = new Portal(page);
      await portals[account].signIn(account);
      await portals[account].openPipeline(service);
    }
  },
  { timeout },
);

after(() => browser?.close());

test(
  'what waits for a person leads to where they can do it',
  { timeout },
  async () => {
    const { ravi } = portals;
    await demo('push-image', service, version);
    await ravi.pullRequest('staging').waitFor();

    await ravi.openWaiting();
    await ravi.waiting(service, 'staging').click();
    await ravi.environment('staging').waitFor();
  },
);

test(
  'a gate is bypassed by whom may, for a reason that stays on record',
  { timeout },
  async () => {
    const { dana, ravi } = portals;
    await dana.pullRequest('staging').waitFor();
    assert.equal(await dana.offers('staging', 'Bypass a gate'), false);

    await ravi.bypass('staging', 'Approvals', outage);

    await dana.deployed('staging', version).waitFor();
    await dana.history('Gate bypassed').waitFor();
    await dana.history(`Reason: ${outage}`).waitFor();
  },
);

test(
  'a freeze is unmistakable for everybody, and lifted by whom may',
  { timeout },
  async () => {
    const { dana, ravi } = portals;
    assert.equal(await dana.offers('production', 'Freeze'), false);

    await ravi.freeze('production', 'Black Friday');

    await dana.frozen('production').waitFor();
    await dana.sentence('production', 'Black Friday').waitFor();
    await takeScreenshots(dana, 'production-frozen');

    await ravi.unfreeze('production');
    await dana.frozen('production').waitFor({ state: 'hidden' });
  },
);

test(
  'a rollback restores the image alone, holds, and is resumed',
  { timeout },
  async () => {
    const { dana, ravi } = portals;
    await dana.rollBackImage('staging', 'Refunds fail since this release');
    await ravi.pullRequest('staging').waitFor();
    await ravi.approve('staging');

    await dana.deployed('staging', '1.0.0').waitFor();
    await dana.sentence('staging', 'On hold').waitFor();

    await dana.act('staging', 'Resume');
    await dana.sentence('staging', 'On hold').waitFor({ state: 'hidden' });
  },
);

test(
  'the history is taken away as a file, the bypass in it',
  { timeout },
  async () => {
    const { dana } = portals;
    const lines = await dana.exportHistory('JSON lines');
    assert.equal(lines.name, `${service}-history.jsonl`);
    const entries = lines.text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    const bypass = entries.find(({ kind }) => kind === 'bypassed');
    assert.equal(bypass?.reason, outage);

    const table = await dana.exportHistory('CSV');
    assert.equal(table.name, `${service}-history.csv`);
    assert.match(table.text, /bypassed/);
  },
);

test('no page threw an error', () => {
  assert.deepEqual(faults, []);
});
