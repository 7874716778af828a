import { TestDatabases } from '@backstage/backend-test-utils';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Waiting } from '@backstage-gitops/plugin-gitops-common';
import { groupsOf, type PersonName } from '../__testUtils__/people';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** Engineers and readers see everything, owners what they own; readers may do nothing. */
const policy: PermissionsService = {
  authorize: async () => {
    throw new Error('Decisions are conditional here');
  },
  authorizeConditional: async (requests, options) =>
    requests.map(({ permission }) => {
      const principal = options?.credentials.principal as {
        userEntityRef?: string;
      };
      const name = principal.userEntityRef?.split('/')[1] ?? '';
      if (name === 'rita' && permission.name !== 'gitops.pipeline.read') {
        return { result: AuthorizeResult.DENY };
      }
      const resourceType =
        'resourceType' in permission ? String(permission.resourceType) : '';
      return ['dana', 'lena'].includes(name)
        ? {
            result: AuthorizeResult.CONDITIONAL,
            pluginId: 'gitops',
            resourceType,
            conditions: {
              rule: 'IS_ENTITY_OWNER',
              resourceType,
              params: { claims: groupsOf(name) },
            },
          }
        : { result: AuthorizeResult.ALLOW };
    }),
};

describe('what waits for me', () => {
  let world: TestWorld;
  let payments: Client;
  let ledger: Client;

  const waiting = async (authorization: string, query = '') =>
    (
      await payments.send(
        'get',
        `/api/gitops/me/waiting${query}`,
        authorization,
      )
    ).body as { items: Waiting[]; nextCursor?: string };

  const briefly = ({ entityRef, environment, action }: Waiting) =>
    `${entityRef.split('/')[1]} ${environment} ${action}`;

  const waitsFor = async (person: PersonName) =>
    (await waiting(as.user(person))).items.map(briefly);

  beforeAll(async () => {
    world = await TestWorld.create({
      services: { payments: 'plain', ledger: 'plain' },
      permissions: policy,
    });
    const backend = await world.start(await databases.init('SQLITE_3'));
    payments = new Client(backend, 'payments');
    ledger = new Client(backend, 'ledger');
    for (const client of [payments, ledger]) {
      await client.ready();
      await client.announce('1.1.0');
      await client.until(
        'staging',
        'it is proposed and judged',
        one =>
          one.promotion?.gates.some(({ name }) => name === 'approvals') ===
            true && one.promotion.state === 'open',
      );
    }
  });

  afterAll(() => world.remove());

  it('are the approvals that would count, of what the caller may read', async () => {
    expect(await waitsFor('ravi')).toEqual([
      'ledger staging approve',
      'payments staging approve',
    ]);
    expect(await waitsFor('lena')).toEqual(['ledger staging approve']);
    expect(await waitsFor('dana')).toEqual(['payments staging approve']);
    const { items } = await waiting(as.user('lena'));
    expect(items[0]).toMatchObject({
      title: 'ledger',
      sentence: 'Waits for 1 approval; 0 given.',
      release: { version: '1.1.0' },
      promotion: expect.any(String),
      since: expect.any(String),
    });
  });

  it('is nothing for those who may do nothing, and for services', async () => {
    expect(await waitsFor('rita')).toEqual([]);
    expect(await waiting(as.service('external:something'))).toEqual({
      items: [],
    });
  });

  it('is told to an agent of theirs as to themselves', async () => {
    expect((await waiting(as.agent('ravi'))).items.map(briefly)).toEqual(
      await waitsFor('ravi'),
    );
  });

  it('comes in pages without gap or overlap', async () => {
    const first = await waiting(as.user('ravi'), '?limit=1');
    expect(first.items.map(briefly)).toEqual(['ledger staging approve']);
    const second = await waiting(
      as.user('ravi'),
      `?limit=1&cursor=${first.nextCursor}`,
    );
    expect(second.items.map(briefly)).toEqual(['payments staging approve']);
    expect(second.nextCursor).toBeUndefined();
  });

  it('goes once it is done, and what follows comes to those who are asked', async () => {
    await payments.approve('staging', 'dana');
    await until('production is proposed', async () =>
      (await waitsFor('sofia')).includes('payments production approve'),
    );
    expect(await waitsFor('dana')).toEqual([]);
    await payments.approve('production', 'sofia');
    await until(
      'her approval is counted',
      async () =>
        !(await waitsFor('sofia')).includes('payments production approve'),
    );
    expect(await waitsFor('ravi')).toContain('payments production approve');
  });

  it('are holds to resume, for whoever held and for the owners', async () => {
    await ledger.send(
      'put',
      `${ledger.path}/environments/dev/hold`,
      as.user('ravi'),
      { reason: 'Looking' },
    );
    await ledger.announce('1.2.0');
    await until('the hold stops something', async () =>
      (await waitsFor('lena')).includes('ledger dev resume'),
    );
    expect(await waitsFor('ravi')).toContain('ledger dev resume');
    expect(await waitsFor('sofia')).not.toContain('ledger dev resume');
    const { items } = await waiting(as.user('lena'));
    expect(items.find(({ action }) => action === 'resume')).toMatchObject({
      sentence: 'Held by ravi: Looking',
      since: expect.any(String),
    });
  });
});
