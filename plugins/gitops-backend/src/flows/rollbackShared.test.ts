import { TestDatabases } from '@backstage/backend-test-utils';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  Gate,
  HistoryEntry,
} from '@backstage-gitops/plugin-gitops-common';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';
import { pipelineFile } from '../__testUtils__/seed';
import { until } from '../__testUtils__/until';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const FILE = 'shared/production/both.yaml';
const LEDGER = 'component:default/ledger';

/** Two services of two teams, whose production is one folder. */
const sharing = (service: string, rollback = '') =>
  pipelineFile(service).replace(
    `path: ${service}/production`,
    `path: shared/production${rollback}`,
  );

/** Payments is open to all; what the ledger's team owns is theirs and the engineers'. */
const ledgerIsSecret: PermissionsService = {
  authorize: async () => {
    throw new Error('Decisions are conditional here');
  },
  authorizeConditional: async (requests, options) =>
    requests.map(({ permission }) => {
      const principal = options?.credentials.principal as {
        userEntityRef?: string;
      };
      if (principal.userEntityRef !== 'user:default/dana') {
        return { result: AuthorizeResult.ALLOW };
      }
      return 'resourceType' in permission
        ? {
            result: AuthorizeResult.CONDITIONAL,
            pluginId: 'gitops',
            resourceType: String(permission.resourceType),
            conditions: {
              rule: 'IS_ENTITY_OWNER',
              resourceType: String(permission.resourceType),
              params: { claims: ['group:default/payments-team'] },
            },
          }
        : { result: AuthorizeResult.ALLOW };
    }),
};

describe('rolling back files that another environment reads', () => {
  let world: TestWorld;
  let payments: Client;
  let ledger: Client;
  let earlier: string;

  const write = (version: string) =>
    world.deploy.commitFiles({
      branch: 'main',
      files: new Map([
        [
          FILE,
          ['payments', 'ledger']
            .map(
              service =>
                `kind: Pod\nmetadata: { name: ${service} }\nspec: { containers: [{ name: app, image: 'ghcr.io/acme/${service}:${version}' }] }\n`,
            )
            .join('---\n'),
        ],
      ]),
      message: version,
      author: { name: 'Platform', email: 'platform@example.com' },
    });

  const start = async (rollback?: string) => {
    world = await TestWorld.create({
      services: { payments: 'plain', ledger: 'plain' },
      pipelineFiles: {
        payments: sharing('payments', rollback),
        ledger: sharing('ledger'),
      },
      permissions: ledgerIsSecret,
    });
    earlier = await write('1.0.0');
    await write('1.0.1');
    const backend = await world.start(await databases.init('SQLITE_3'));
    payments = new Client(backend, 'payments');
    ledger = new Client(backend, 'ledger');
    await payments.ready();
    await ledger.ready();
  };

  afterEach(() => world.remove());

  const rollBack = (person: 'dana' | 'ravi', body: object) =>
    payments.send(
      'post',
      `${payments.path}/environments/production/rollback`,
      as.user(person),
      { commit: earlier, ...body },
    );

  const proposed = async () => {
    const { promotion } = await payments.until(
      'production',
      'it is proposed',
      one => one.promotion?.pullRequest !== undefined,
    );
    return promotion?.pullRequest?.number ?? 0;
  };

  const gateOf = (gates: Gate[] | undefined, name: string) =>
    gates?.find(gate => gate.name === name);

  it('is refused by commit, naming only what the caller may see', async () => {
    await start('\n      rollback: { by: commit }');
    const head = await world.deploy.head('main');
    const [seen, hidden] = [
      await rollBack('ravi', { dryRun: true }),
      await rollBack('dana', { dryRun: true }),
    ];
    expect([seen.status, hidden.status]).toEqual([400, 400]);
    expect(seen.body.error.message).toMatch(
      /^shared\/production\/both\.yaml would change production of component:default\/ledger as well\. Set rollback\.by to pullRequest/,
    );
    expect(hidden.body.error.message).toMatch(
      /^shared\/production\/both\.yaml would change an environment you may not see as well\./,
    );
    expect(JSON.stringify(hidden.body)).not.toContain('ledger');
    expect(await world.deploy.head('main')).toBe(head);
  });

  it('asks the owners by pull request, and holds what it changes as well', async () => {
    await start();
    const plan = await rollBack('ravi', { dryRun: true });
    expect(plan.body.affects).toEqual([
      {
        entityRef: LEDGER,
        environment: 'production',
        owners: ['group:default/ledger-team'],
        files: [FILE],
      },
    ]);
    const hidden = (await rollBack('dana', { dryRun: true })).body;
    expect(hidden.affects).toEqual([
      {
        environment: 'an environment you may not see',
        owners: ['group:default/ledger-team'],
        files: [FILE],
      },
    ]);
    expect(JSON.stringify(hidden.gates)).not.toContain(LEDGER);

    // A hold there stops automation, and no rollback.
    await ledger.send(
      'put',
      `${ledger.path}/environments/production/hold`,
      as.user('lena'),
      { reason: 'Looking', expiresAt: new Date(Date.now() + 86_400_000) },
    );
    await rollBack('dana', { reason: 'It is slow' });
    const number = await proposed();
    expect(
      [
        ...(await world.deploy.pulls.conversation(number)).requestedReviewers,
      ].sort(),
    ).toEqual(['lena', 'ravi', 'sofia']);
    await payments.approve('production', 'ravi');
    await payments.approve('production', 'sofia');
    const waiting = await payments.until(
      'production',
      'it waits for an owner of the ledger',
      one =>
        gateOf(one.promotion?.gates, 'approvals')?.status === 'passed' &&
        one.next?.action === 'approve',
    );
    expect(gateOf(waiting.promotion?.gates, 'owners')).toMatchObject({
      status: 'needsSomeone',
      who: ['group:default/ledger-team'],
    });
    expect(waiting.next).toMatchObject({
      sentence:
        'It changes what others deploy as well: waits for an approval by ledger-team.',
      who: ['group:default/ledger-team'],
    });

    await world.deploy.pulls.review(number, {
      as: 'lena',
      verdict: 'approved',
    });
    await payments.until(
      'production',
      'it is rolled back',
      one => one.change?.origin === 'rollback' && !one.promotion,
    );
    expect(await world.deploy.readFile('main', FILE)).toContain('ledger:1.0.0');
    const { hold } = await ledger.until(
      'production',
      'it is held for the rollback',
      one => /^Rolled back together/.test(one.hold?.reason ?? ''),
    );
    expect(hold?.expiresAt).toBeUndefined();

    const history: HistoryEntry[] = (
      await payments.send('get', `${payments.path}/history`, as.user('rita'))
    ).body.items;
    const merged = history.find(({ kind }) => kind === 'merged');
    expect(
      merged?.approvals?.map(({ by, status }) => [by.name, status]),
    ).toEqual(
      expect.arrayContaining([
        ['ravi', 'counted'],
        ['sofia', 'counted'],
        ['lena', 'counted'],
      ]),
    );
    expect(gateOf(merged?.gates, 'owners')?.status).toBe('passed');
  });

  it('is stopped by a freeze there; a merge past the owners is a violation', async () => {
    await start();
    const scope = encodeURIComponent(
      'environment:component/default/ledger/production',
    );
    await payments.send(
      'put',
      `/api/gitops/freezes/${scope}`,
      as.user('ravi'),
      {
        reason: 'A secret of the ledger',
      },
    );
    const frozen = (await rollBack('dana', { dryRun: true })).body;
    expect(gateOf(frozen.gates, 'freeze')).toEqual({
      name: 'freeze',
      status: 'needsSomeone',
      reason: 'An environment that reads the same files is frozen by ravi.',
      who: ['user:default/ravi'],
    });
    await rollBack('dana', { reason: 'It is slow' });
    const stopped = await payments.until(
      'production',
      'the freeze is what stops it',
      one => one.next?.action === 'unfreeze',
    );
    expect(stopped.promotion?.pullRequest).toBeUndefined();
    await payments.send(
      'delete',
      `/api/gitops/freezes/${scope}`,
      as.user('ravi'),
    );

    const number = await proposed();
    await payments.approve('production', 'ravi');
    await payments.approve('production', 'sofia');
    await world.deploy.pulls.merge(number, { as: 'dana', method: 'merge' });
    await until('the violation is recorded', async () => {
      const { body } = await payments.send(
        'get',
        `${payments.path}/history`,
        as.user('rita'),
      );
      return body.items.some(
        ({ kind, summary }: HistoryEntry) =>
          kind === 'violation' && /the gate "owners" was not met/.test(summary),
      );
    });
    await ledger.until('production', 'it is held all the same', one =>
      /^Rolled back together/.test(one.hold?.reason ?? ''),
    );
  });
});
