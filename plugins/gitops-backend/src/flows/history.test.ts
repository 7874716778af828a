import { TestDatabases } from '@backstage/backend-test-utils';
import type { HistoryEntry } from '@backstage-gitops/plugin-gitops-common';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** What is decided on a promotion; each says what its gates said. */
const ON_PROMOTIONS = [
  'promotionRequested',
  'pullRequestOpened',
  'approved',
  'bypassed',
  'merged',
  'cancelled',
  'superseded',
];

/** What is decided besides. */
const BESIDES = ['held', 'resumed', 'frozen', 'unfrozen', 'releaseRejected'];

describe('the history of a pipeline', () => {
  let world: TestWorld;
  let client: Client;
  let entries: HistoryEntry[];

  const get = (path: string) =>
    client.send('get', `${client.path}/history${path}`, as.user('rita'));

  const act = (
    method: 'post' | 'put' | 'delete',
    path: string,
    body?: object,
  ) => client.send(method, path, as.user('ravi'), body);

  beforeAll(async () => {
    world = await TestWorld.create({ services: { payments: 'plain' } });
    client = new Client(
      await world.start(await databases.init('SQLITE_3')),
      'payments',
    );
    await client.ready();
    const { path } = client;
    const proposed = async (environment: string, version: string) => {
      const { promotion } = await client.until(
        environment,
        `${version} is proposed`,
        one =>
          one.promotion?.release?.version === version &&
          one.promotion.pullRequest !== undefined,
      );
      return promotion;
    };
    await client.announce('1.1.0');
    await proposed('staging', '1.1.0');
    await client.announce('1.2.0');
    const staging = await proposed('staging', '1.2.0');
    await act('post', `/api/gitops/promotions/${staging?.id}/bypass`, {
      gate: 'approvals',
      reason: '=HYPERLINK("https://evil.example")',
    });
    await proposed('production', '1.2.0');
    await client.approve('production', 'otto');
    await client.approve('production', 'ravi');
    await client.approve('production', 'sofia');
    await client.until(
      'production',
      'it has 1.2.0',
      one => one.release?.version === '1.2.0' && !one.promotion,
    );
    const freeze = `/api/gitops/freezes/${encodeURIComponent(
      'environment:component/default/payments/production',
    )}`;
    await act('put', freeze, { reason: 'Year end' });
    await act('delete', freeze);
    await act('put', `${path}/environments/production/hold`, {
      reason: 'Wait',
    });
    await act('delete', `${path}/environments/production/hold`);
    const release = (await client.environment('production')).release?.id;
    await act('post', `${path}/environments/production/rollback`, {
      commit: (
        await client.send(
          'get',
          `${path}/environments/production/changes`,
          as.user('rita'),
        )
      ).body.items[1].commit,
      reason: 'It is slow',
    });
    const { promotion } = await client.until(
      'production',
      'the rollback is proposed',
      one => one.promotion?.pullRequest !== undefined,
    );
    await act('post', `/api/gitops/promotions/${promotion?.id}/cancel`, {
      reason: 'Not needed',
    });
    await client.until('production', 'it is cancelled', one => !one.promotion);
    await act('post', `${path}/releases/${release}/reject`, { reason: 'Slow' });
    entries = (await get('?limit=200')).body.items;
  });

  afterAll(() => world.remove());

  const of = (kind: string) => entries.filter(one => one.kind === kind);

  it.each([...ON_PROMOTIONS, ...BESIDES])(
    'names the policy that it was judged by: %s',
    async kind => {
      const { policyCommit } = await client.pipeline();
      expect(of(kind).length).toBeGreaterThan(0);
      for (const entry of of(kind)) {
        expect(entry.policyCommit).toBe(policyCommit);
      }
    },
  );

  it.each(ON_PROMOTIONS)('tells what every gate said: %s', kind => {
    for (const { gates } of of(kind)) {
      expect(gates?.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['freeze', 'approvals']),
      );
    }
  });

  it('tells at a merge which approvals did not count, and why', () => {
    const [merged] = of('merged').filter(
      ({ environment }) => environment === 'production',
    );
    expect(
      merged.approvals?.map(({ by, status, reason }) => [
        by.name,
        status,
        reason,
      ]),
    ).toEqual([
      ['otto', 'ignored', 'is not among sre'],
      ['ravi', 'counted', undefined],
      ['sofia', 'counted', undefined],
    ]);
  });

  it('tells of what is in Git what was judged of the promotion that brought it', () => {
    const [deployed] = of('deployed').filter(
      ({ environment, promotion }) =>
        environment === 'production' && promotion !== undefined,
    );
    expect(deployed.gates).toContainEqual(
      expect.objectContaining({ name: 'approvals', status: 'passed' }),
    );
  });

  it('is exported as JSON lines: all of it, oldest first', async () => {
    const answer = await get('/export?format=jsonl');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe(
      'application/jsonl; charset=utf-8',
    );
    expect(answer.headers['content-disposition']).toBe(
      'attachment; filename="history-component-default-payments.jsonl"',
    );
    const lines = (answer.text ?? answer.body.toString()).trimEnd().split('\n');
    expect(lines.map((line: string) => JSON.parse(line))).toEqual(
      [...entries].reverse(),
    );
  });

  it('is exported as a table that runs nothing', async () => {
    const answer = await get('/export?format=csv');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe(
      'attachment; filename="history-component-default-payments.csv"',
    );
    expect(answer.text.split('\r\n')).toHaveLength(entries.length + 2);
    expect(answer.text).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
  });

  it.each(['', '?format=xml'])(
    'is exported as nothing else: %j',
    async query => {
      expect((await get(`/export${query}`)).status).toBe(400);
    },
  );
});
