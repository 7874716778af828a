import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  HistoryEntry,
  Promotion,
  Release,
} from '@backstage-gitops/plugin-gitops-common';
import type { Knex } from 'knex';
import { listCommits } from '../__testUtils__/listCommits';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';
import { PromotionStore } from '../store/PromotionStore';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('a rollback that sticks', () => {
  let world: TestWorld;
  let knex: Knex;
  let client: Client;
  let seeded: string;

  const start = async () => {
    client = new Client(await world.start(knex), 'payments');
    await client.ready();
  };

  const rollBack = (environment: string, body: object) =>
    client.send(
      'post',
      `${client.path}/environments/${environment}/rollback`,
      as.user('dana'),
      { commit: seeded, ...body },
    );

  const resume = (environment: string) =>
    client.send(
      'delete',
      `${client.path}/environments/${environment}/hold`,
      as.user('dana'),
    );

  const subjects = async () =>
    (await listCommits(world.deploy.directory, 'main')).map(
      ({ subject }) => subject,
    );

  const decisions = async () =>
    (await listCommits(world.deploy.directory, 'gitops/state')).map(
      ({ subject }) => subject,
    );

  const list = async <T>(what: string): Promise<T[]> =>
    (
      await client.send(
        'get',
        `${client.path}/${what}?limit=200`,
        as.user('rita'),
      )
    ).body.items;

  const releaseOf = async (version: string) =>
    (await list<Release>('releases')).find(one => one.version === version);

  const runs = (environment: string, version: string) =>
    client.until(
      environment,
      `it has ${version}`,
      one => one.images[0]?.tag === version && !one.promotion,
    );

  beforeAll(async () => {
    world = await TestWorld.create({ services: { payments: 'plain' } });
    knex = await databases.init('SQLITE_3');
    await start();
    seeded = (await world.deploy.head('main')) ?? '';
    await client.announce('1.1.0');
    await runs('dev', '1.1.0');
  });

  afterAll(() => world.remove());

  it('holds and rejects in the same act', async () => {
    const plan = await rollBack('dev', { reject: true, dryRun: true });
    expect(plan.body.warnings).toContain(
      '1.1.0 is rejected: it is promoted nowhere until that is cleared.',
    );
    expect((await releaseOf('1.1.0'))?.rejected).toBeUndefined();

    await rollBack('dev', { reason: 'It drops payments', reject: true });
    const dev = await client.environment('dev');
    expect(dev.hold?.reason).toMatch(/^Rolled back to .*: It drops payments$/);
    expect((await releaseOf('1.1.0'))?.rejected).toMatchObject({
      reason: 'It drops payments',
      by: { entityRef: 'user:default/dana' },
    });
    await runs('dev', '1.0.0');
  });

  it('20 newer releases change nothing; once resumed, exactly one promotion follows', async () => {
    const before = await subjects();
    const newer = Array.from({ length: 20 }, (_, index) => `1.${index + 2}.0`);
    for (const version of newer) await client.announce(version);
    const held = await client.until(
      'dev',
      'the newest is what the hold stops',
      one =>
        one.candidate?.version === '1.21.0' && one.next?.action === 'resume',
    );
    expect(held.promotion).toBeUndefined();
    expect(await subjects()).toEqual(before);

    await resume('dev');
    await runs('dev', '1.21.0');
    await client.until(
      'staging',
      'the newest is proposed',
      one => one.promotion?.release?.version === '1.21.0',
    );
    expect(await subjects()).toEqual([
      'Promote payments 1.21.0 to dev',
      ...before,
    ]);
    expect(
      (await list<Promotion>('promotions')).filter(
        ({ environment, release }) =>
          environment === 'dev' && newer.includes(release?.version ?? ''),
      ),
    ).toHaveLength(1);
  });

  it('changes nothing twice where it is asked for again', async () => {
    await client.approve('staging', 'ravi');
    await runs('staging', '1.21.0');
    const asked = await Promise.all(
      ['It is slow', 'It is slow'].map(reason =>
        rollBack('staging', { reason }),
      ),
    );
    expect(asked.map(({ status }) => status)).toEqual(
      expect.arrayContaining([200]),
    );
    await client.until(
      'staging',
      'it is proposed',
      one => one.promotion?.pullRequest !== undefined,
    );
    const before = await decisions();
    const again = await rollBack('staging', { reason: 'It is slow' });
    const { promotion } = await client.environment('staging');
    expect(again.body.promotion.id).toBe(promotion?.id);
    expect(await decisions()).toEqual(before);
    expect(
      (await list<Promotion>('promotions')).filter(
        ({ kind, environment, state }) =>
          kind === 'rollback' && environment === 'staging' && state === 'open',
      ),
    ).toHaveLength(1);

    // It may still be asked to reject what runs there: that, and nothing else, is done then.
    await rollBack('staging', { reason: 'It is slow', reject: true });
    expect((await releaseOf('1.21.0'))?.rejected).toBeDefined();
    expect(await decisions()).toHaveLength(before.length + 1);
    expect((await client.environment('staging')).promotion?.id).toBe(
      promotion?.id,
    );
  });

  it('completes what a process died over, once', async () => {
    await client.announce('2.0.0');
    await runs('dev', '2.0.0');
    const release = await releaseOf('2.0.0');
    await world.stop();
    const before = await decisions();
    const at = new Date().toISOString();
    const id = randomUUID();
    const promotions = new PromotionStore(knex);
    const acts = {
      rejects: { release: release?.id ?? '', version: '2.0.0' },
    };
    // All that was done of it: it was stored.
    const freeze = { name: 'freeze', status: 'passed', reason: '' } as const;
    await promotions.add({
      id,
      entityRef: 'component:default/payments',
      environment: 'dev',
      kind: 'rollback',
      origin: 'requested',
      state: 'pending',
      restores: seeded,
      restore: 'imageAndConfiguration',
      acts,
      requester: 'user:default/dana',
      reason: 'It burns',
      policyCommit: 'p',
      view: { gates: [freeze], approvals: [], next: { sentence: '' } },
      bypassed: [],
      createdAt: at,
      updatedAt: at,
    });
    await start();
    await runs('dev', '1.0.0');
    expect((await client.environment('dev')).hold?.reason).toMatch(/It burns$/);
    expect((await releaseOf('2.0.0'))?.rejected?.reason).toBe('It burns');
    const done = await decisions();
    expect(done.slice(0, done.length - before.length)).toEqual([
      expect.stringMatching(/^rejection inForce/),
      expect.stringMatching(/^hold inForce/),
    ]);

    // And once more, by someone who did not hear that it was done, after people went on.
    await resume('dev');
    await client.until('dev', 'it is resumed', one => !one.hold);
    await client.announce('2.1.0');
    await runs('dev', '2.1.0');
    await world.stop();
    const resumed = await decisions();
    const promotion = await promotions.get(id);
    const again = randomUUID();
    await promotions.add({
      ...(promotion ?? fail()),
      id: again,
      state: 'pending',
      // It was stored, and nothing was written for it.
      commit: undefined,
      acts,
    });
    await start();
    // Automation goes on from there, for people resumed it: the content is 1.0.0 for a moment only.
    await until('it is rolled back again', async () =>
      (
        await list<HistoryEntry>('history')
      ).some(one => one.kind === 'rolledBack' && one.promotion === again),
    );
    await runs('dev', '2.1.0');
    expect(await decisions()).toEqual(resumed);
  });

  it('is told in the history, with who, why and what the gates said', async () => {
    const entries = await list<HistoryEntry>('history');
    const policy = (await client.pipeline()).policyCommit;
    for (const kind of ['held', 'releaseRejected', 'promotionRequested']) {
      const found = entries.find(one => one.kind === kind);
      expect(found).toMatchObject({
        by: { entityRef: 'user:default/dana' },
        policyCommit: policy,
        gates: expect.arrayContaining([
          expect.objectContaining({ name: 'freeze' }),
        ]),
      });
    }
    expect(
      entries.find(({ kind }) => kind === 'rolledBack')?.gates,
    ).toContainEqual(expect.objectContaining({ name: 'freeze' }));
  });
});

function fail(): never {
  throw new Error('The promotion is gone.');
}
