import { TestDatabases } from '@backstage/backend-test-utils';
import type { HistoryEntry } from '@backstage-gitops/plugin-gitops-common';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('bypassing a freeze', () => {
  let world: TestWorld;
  let client: Client;
  let promotion: string;

  beforeAll(async () => {
    world = await TestWorld.create({ services: { payments: 'plain' } });
    client = new Client(
      await world.start(await databases.init('SQLITE_3')),
      'payments',
    );
    await client.ready();
    await client.announce('1.1.0');
    const staging = await client.until(
      'staging',
      'a pull request is open',
      one => one.promotion?.pullRequest !== undefined,
    );
    promotion = staging.promotion?.id ?? '';
  });

  afterAll(() => world.remove());

  const freeze = (method: 'put' | 'delete', reason?: string) =>
    client.send(
      method,
      `/api/gitops/freezes/${encodeURIComponent(
        'environment:component/default/payments/staging',
      )}`,
      as.user('sofia'),
      reason ? { reason } : undefined,
    );

  const bypass = (gate: string) =>
    client.send(
      'post',
      `/api/gitops/promotions/${promotion}/bypass`,
      as.user('ravi'),
      { gate, reason: 'It is the fix' },
    );

  const history = async (kind: HistoryEntry['kind']): Promise<HistoryEntry[]> =>
    (
      await client.send('get', `${client.path}/history`, as.user('rita'))
    ).body.items.filter((entry: HistoryEntry) => entry.kind === kind);

  const untilGate = (what: string, status: string) =>
    client.until(
      'staging',
      `${what} is ${status}`,
      one =>
        one.promotion?.gates.some(
          gate => gate.name === what && gate.status === status,
        ) ?? false,
    );

  it('is nothing that can be done to a gate that is open', async () => {
    const answer = await bypass('freeze');
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toBe(
      'There is nothing to bypass: the gate "freeze" is open. Nothing is frozen.',
    );
  });

  it('skips that gate alone, and is told apart from an approval, with all verdicts', async () => {
    await freeze('put', 'Incident 7');
    await untilGate('freeze', 'needsSomeone');
    expect((await bypass('freeze')).status).toBe(200);
    await untilGate('freeze', 'bypassed');
    expect((await bypass('freeze')).status).toBe(409);
    const { promotion: open } = await client.environment('staging');
    expect(open?.approvals).toEqual([]);
    expect(open?.next).toMatchObject({ action: 'approve' });
    const [entry] = await history('bypassed');
    expect(entry).toMatchObject({
      by: { entityRef: 'user:default/ravi' },
      reason: 'It is the fix',
      summary: expect.stringMatching(/^ravi bypassed the gate "freeze": /),
      policyCommit: expect.stringMatching(/^[0-9a-f]{40}$/),
      gates: expect.arrayContaining([
        expect.objectContaining({ name: 'freeze', status: 'needsSomeone' }),
        expect.objectContaining({ name: 'approvals', status: 'needsSomeone' }),
      ]),
    });
    expect(await history('approved')).toEqual([]);
  });

  it('does not skip a freeze that is declared afterwards', async () => {
    await freeze('delete');
    await freeze('put', 'Incident 8');
    await untilGate('freeze', 'needsSomeone');
    await client.approve('staging', 'ravi');
    await untilGate('approvals', 'passed');
    expect((await client.environment('staging')).next?.action).toBe('unfreeze');
  });

  it('lets the promotion go, and what was bypassed is named where it is merged', async () => {
    expect((await bypass('freeze')).status).toBe(200);
    await client.until(
      'staging',
      'it has 1.1.0',
      one => one.release?.version === '1.1.0' && !one.promotion,
    );
    const [merged] = await history('merged');
    expect(merged.summary).toMatch(/All gates pass but freeze, bypassed\.$/);
    expect(merged.gates).toContainEqual(
      expect.objectContaining({ name: 'freeze', status: 'bypassed' }),
    );
    expect(await history('bypassed')).toHaveLength(2);
  });
});
