// A service without a pipeline gets one from the portal: by a template, by pull requests that people merge, and CI goes on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchBrowser, openWindow, takeScreenshots } from './browser.mjs';
import { demo } from './pipeline.mjs';
import { Portal } from './portal.mjs';
import { written } from './repositories.mjs';

const service = 'billing';
const title = 'Billing';
const entityRef = 'component:default/billing';
const image = 'ghcr.io/acme/billing';
const version = '1.1.0';
const template = 'Add GitOps to a service';
const branch = 'gitops/component.default.billing/_pipeline';
// Several steps, each with the patience of a busy machine.
const timeout = 5 * 60_000;

let browser;
let dana;
/** Numbers of the pull requests with the manifests and with the pipeline. */
let proposed;
const faults = [];

before(
  async () => {
    browser = await launchBrowser();
    const page = await (await openWindow(browser)).newPage();
    page.on('pageerror', error => faults.push(error.stack));
    dana = new Portal(page);
    await dana.signIn('dana');
  },
  { timeout },
);

after(() => browser?.close());

test('the template is on the page "Create"', { timeout }, async () => {
  await dana.openTemplates(template);
  await takeScreenshots(dana, 'template-create', async colorScheme => {
    await dana.themed(colorScheme);
    await dana.outcome(template).waitFor();
  });
});

test(
  'the tab of a service without a pipeline leads there, with the service filled in',
  { timeout },
  async () => {
    await dana.openTab(service);
    await takeScreenshots(dana, 'template-no-pipeline', async colorScheme => {
      await dana.themed(colorScheme);
      await dana.page.getByText(`${title} has no pipeline yet`).waitFor();
    });
    await openTemplate();
  },
);

test(
  'what is filled in is checked before anything is run',
  { timeout },
  async () => {
    await takeScreenshots(dana, 'template-checked', async colorScheme => {
      await dana.themed(colorScheme);
      await dana.filledIn(entityRef).waitFor();
      await dana.field('Image repository').fill(`${image}:1.0.0`);
      await dana.go('Next');
      await dana.page
        .getByText(/^must be such as .*, without a tag$/)
        .waitFor();
    });
    await takeScreenshots(dana, 'template-environments', async colorScheme => {
      await dana.themed(colorScheme);
      await dana.filledIn(entityRef).waitFor();
      await dana.field('Image repository').fill(image);
      await dana.go('Next');
      await dana.page.getByText(/^production: protected/).waitFor();
    });
    const { deploy, own } = await everything();
    assert.deepEqual([...deploy.commits, ...deploy.pulls, ...own.pulls], []);
  },
);

test(
  'a run proposes pull requests, and leads to them and to the board',
  { timeout },
  async () => {
    await openTemplate();
    proposed = await propose();
    await takeScreenshots(dana, 'template-proposed', async colorScheme => {
      await dana.themed(colorScheme);
      await dana.outcome('Proposed, and not merged yet').waitFor();
    });
    const { deploy, own } = await everything();
    assert.deepEqual(
      [deploy, own].map(({ commits, pulls }) => [commits.length, pulls.length]),
      [
        [1, 1],
        [4, 1],
      ],
    );
  },
);

test(
  'a second run writes nothing, and finds the same',
  { timeout },
  async () => {
    const before = await everything();
    await openTemplate();
    assert.deepEqual(await propose(), proposed);
    assert.deepEqual(await everything(), before);
  },
);

test(
  'once they are merged the board is live, and the cluster runs what Git has',
  { timeout },
  async () => {
    const [manifests, pipeline] = proposed;
    await demo('merge', 'deploy', manifests, '--as', 'ravi');
    await demo('merge', service, pipeline, '--as', 'dana');
    await dana.openTab(service);
    // The catalog reads the merged file in its own time.
    while (!(await isBoardThere())) await dana.page.reload();

    assert.deepEqual(await dana.environmentNames(), [
      'dev',
      'staging',
      'production',
    ]);
    for (const environment of ['dev', 'staging', 'production']) {
      await dana.clusterIs(environment, 'Synced').waitFor();
      await dana.clusterIs(environment, 'Healthy').waitFor();
    }
  },
);

test(
  'the first release that CI announces goes to dev',
  { timeout },
  async () => {
    await demo('push-image', service, version);
    await dana.deployed('dev', version).waitFor();
    await dana.pullRequest('staging').waitFor();
    await dana.clusterIs('dev', 'Synced').waitFor();
    await takeScreenshots(dana, 'template-board');
    const running = await demo(
      ...['kubectl', 'get', 'deployment', service, '-n', `${service}-dev`],
      ...['-o', 'jsonpath={.spec.template.spec.containers[*].image}'],
    );
    assert.match(running, new RegExp(`^${image}:${version}`));
  },
);

test(
  'a run for a service that has its pipeline says that nothing changes',
  { timeout },
  async () => {
    const before = await everything();
    await dana.openTemplates(template);
    await dana.go('Choose');
    await dana.field('Service').fill(service);
    await dana.page.getByRole('option', { name: title }).click();
    await dana.addGitOps(image);
    await takeScreenshots(dana, 'template-present', async colorScheme => {
      await dana.themed(colorScheme);
      await dana.outcome('Nothing changes').waitFor();
    });
    assert.deepEqual(await everything(), before);
  },
);

test('no page threw an error', () => {
  assert.deepEqual(faults, []);
});

/** Opens the template from the service. */
async function openTemplate() {
  await dana.openTab(service);
  await dana.followToTemplate(title);
  await dana.filledIn(entityRef).waitFor();
}

/** Runs the template, which is open; answers the numbers of the pull requests that it ends with. */
async function propose() {
  await dana.addGitOps(image);
  await dana.outcome('Proposed, and not merged yet').waitFor();
  assert.equal(
    await dana.outcomeAddress('The board'),
    `/catalog/default/component/${service}/gitops`,
  );
  const addresses = [
    await dana.outcomeAddress('Pull request: the manifests'),
    await dana.outcomeAddress('Pull request: the pipeline'),
  ];
  assert.match(addresses[0], /\/acme\/deploy\/pulls\/\d+$/);
  assert.match(addresses[1], /\/acme\/billing\/pulls\/\d+$/);
  return addresses.map(address => address.split('/').at(-1));
}

/** Everything that adding a pipeline writes, in both repositories. */
async function everything() {
  return {
    deploy: await written('deploy', { below: service, branch }),
    own: await written(service, { below: '.', branch }),
  };
}

/** Whether the tab has the board by now; it has one or the other. */
async function isBoardThere() {
  const board = dana.environment('dev');
  await board
    .or(dana.page.getByText(`${title} has no pipeline yet`))
    .or(dana.page.getByRole('alert'))
    .first()
    .waitFor();
  return board.isVisible();
}
