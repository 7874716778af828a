import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import { KillableReplica } from '../__testUtils__/KillableReplica';
import { listCommits } from '../__testUtils__/listCommits';
import { randomFrom } from '../__testUtils__/randomFrom';
import { as, digestOf, TestWorld } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(600_000);

/** How often the backend is killed. */
const KILLS = Number(process.env.GITOPS_TEST_KILLS ?? 20);

/** Longest time from a request to the kill, in milliseconds: about what a promotion takes. */
const LONGEST_LIFE = 1000;

/** Every so many rounds a rollback takes the place of a release. */
const ROLLBACK_EVERY = 4;

describe('killed at random moments', () => {
  const seed = Number(process.env.GITOPS_TEST_SEED ?? Date.now() % 100_000);
  const random = randomFrom(seed);
  const path = '/api/gitops/pipelines/component/default/payments';
  let world: TestWorld;
  let replica: KillableReplica;

  const environment = async (name: string): Promise<Environment> => {
    const { status, body } = await replica.send('GET', path, as.user('rita'));
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body.environments.find((one: Environment) => one.name === name);
  };

  /** Waits until an environment is as wanted and nothing more is on its way there. */
  const settled = (what: string, wanted: (one: Environment) => boolean) =>
    until(what, async () => {
      const dev = await environment('dev');
      return dev?.images.length > 0 && !dev.promotion && wanted(dev);
    });

  const killAtARandomMoment = async () => {
    await new Promise(resolve => setTimeout(resolve, random() * LONGEST_LIFE));
    await replica.kill();
    await replica.start();
  };

  const announce = async (version: string) => {
    const { status } = await replica.send(
      'POST',
      `${path}/releases`,
      as.service('external:ci-payments'),
      { images: [{ name: 'app', tag: version, digest: digestOf(version) }] },
    );
    expect(status).toBe(202);
  };

  const runs = (version: string) => (dev: Environment) =>
    dev.images[0].tag === version;

  /** Takes dev back to what it had before, and lets automation go on afterwards. */
  const rollBack = async (newest: string, reason: string) => {
    const changes = await replica.send(
      'GET',
      `${path}/environments/dev/changes`,
      as.user('rita'),
    );
    const { commit } = changes.body.items[1];
    const { status } = await replica.send(
      'POST',
      `${path}/environments/dev/rollback`,
      as.user('dana'),
      { commit, reason },
    );
    expect(status).toBe(200);
    await killAtARandomMoment();
    await settled(
      `dev was rolled back in ${reason}`,
      dev => dev.change?.origin === 'rollback' && dev.hold !== undefined,
    );
    await replica.send(
      'DELETE',
      `${path}/environments/dev/hold`,
      as.user('dana'),
    );
    await settled(`dev has ${newest} again after ${reason}`, runs(newest));
    return commit;
  };

  beforeAll(async () => {
    world = await TestWorld.create({ services: { payments: 'plain' } });
    replica = await KillableReplica.start(world);
    await settled('dev was read', () => true);
  });

  afterAll(async () => {
    await replica?.kill();
    await world?.remove();
  });

  it(`makes exactly one commit or pull request each, and loses none (${KILLS} kills, seed ${seed})`, async () => {
    const expected: string[] = [];
    let newest = '';
    for (let round = 1; round <= KILLS; round += 1) {
      if (round % ROLLBACK_EVERY === 0) {
        const commit: string = await rollBack(newest, `round ${round}`);
        expected.push(
          `Roll back payments in dev to ${commit.slice(0, 12)}`,
          `Promote payments ${newest} to dev`,
        );
      } else {
        newest = `1.${round}.0`;
        await announce(newest);
        await killAtARandomMoment();
        await settled(`dev has ${newest}`, runs(newest));
        expected.push(`Promote payments ${newest} to dev`);
      }
    }

    const commits = await listCommits(world.deploy.directory, 'main');
    expect(
      commits
        .map(({ subject }) => subject)
        .filter(subject => /^(Promote|Roll back)/.test(subject))
        .reverse(),
    ).toEqual(expected);

    await until('staging proposes the newest', async () => {
      const { promotion } = await environment('staging');
      return promotion?.release?.version === newest && promotion.pullRequest;
    });
    const pulls = await world.deploy.pulls.list({ state: 'all' });
    expect(pulls.map(({ headBranch }) => headBranch)).toEqual([
      'gitops/component.default.payments/staging',
    ]);
  });
});
