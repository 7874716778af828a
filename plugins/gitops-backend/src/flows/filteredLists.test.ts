import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const SHOWN = 'component:default/payments';
const HIDDEN = 'component:default/orders';
const CLAIMS = ['group:default/payments-team'];

/** Rita may read what the payments team owns; who sets the stage may do everything. */
const conditional: PermissionsService = {
  authorize: async () => {
    throw new Error('Decisions are conditional here');
  },
  authorizeConditional: async (requests, options) =>
    requests.map(({ permission }): PolicyDecision => {
      const principal = options?.credentials.principal as {
        userEntityRef?: string;
      };
      if (principal.userEntityRef !== 'user:default/rita') {
        return { result: AuthorizeResult.ALLOW };
      }
      const resourceType =
        'resourceType' in permission ? String(permission.resourceType) : '';
      return {
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'gitops',
        resourceType,
        conditions: {
          rule: 'IS_ENTITY_OWNER',
          resourceType,
          params: { claims: CLAIMS },
        },
      };
    }),
};

interface Query {
  sql: string;
  bindings: unknown[];
}

/** What is read of many pipelines at once, and not of one that is named. */
function isList({ sql }: Query): boolean {
  return /^select .* from `gitops_pipelines`/.test(sql) && / limit \?/.test(sql)
    ? / order by /.test(sql)
    : false;
}

describe('lists under a conditional policy', () => {
  let world: TestWorld;
  let client: Client;
  let database: Knex;
  let mirrors: string;

  beforeAll(async () => {
    mirrors = await mkdtemp(join(tmpdir(), 'gitops-mirrors-'));
    world = await TestWorld.create({
      services: { payments: 'plain', orders: 'plain' },
      permissions: conditional,
      // Looked at once, so that afterwards only requests ask the database about pipelines.
      config: { git: { directory: mirrors, poll: '1h', catalog: '1h' } },
    });
    database = await databases.init('SQLITE_3');
    const replica = await world.start(database);
    for (const service of ['payments', 'orders']) {
      client = new Client(replica, service);
      for (const name of ['staging', 'production']) {
        const path = `/api/gitops/freezes/${encodeURIComponent(
          `environment:component/default/${service}/${name}`,
        )}`;
        await client.send('put', path, as.user('ravi'), { reason: service });
      }
    }
    await database('gitops_owners')
      .where({ entity_ref: HIDDEN })
      .update({ owner_ref: 'group:default/others' });
    client = new Client(replica, 'payments');
    await until('every environment was looked at and rests', async () => {
      const busy = await database('gitops_environments')
        .where('lease_until', '>', 0)
        .orWhere('due_at', '<=', Date.now());
      return busy.length === 0;
    });
  });

  afterAll(async () => {
    await world.remove();
    await rm(mirrors, { recursive: true, force: true });
  });

  /** Asks as rita, and watches what the database is asked meanwhile. */
  const watch = async (path: string) => {
    const queries: Query[] = [];
    const listen = ({ sql, bindings }: Query) =>
      queries.push({ sql, bindings: bindings ?? [] });
    database.on('query', listen);
    try {
      const { status, body } = await client.send('get', path, as.user('rita'));
      expect(status).toBe(200);
      return { items: body.items, queries };
    } finally {
      database.removeListener('query', listen);
    }
  };

  it.each<[string, number]>([
    ['/api/gitops/pipelines', 1],
    ['/api/gitops/pipelines?limit=1', 1],
    ['/api/gitops/pipelines?owner=group%3Adefault%2Fothers', 0],
    ['/api/gitops/pipelines?waiting=true', 0],
    ['/api/gitops/freezes', 2],
  ])('%s is filtered in SQL', async (path, count) => {
    const { items, queries } = await watch(path);
    expect(items).toHaveLength(count);
    expect(JSON.stringify(items)).not.toMatch(/orders/);
    const lists = queries.filter(isList);
    expect(lists).toHaveLength(1);
    for (const { sql, bindings } of lists) {
      expect(sql).toMatch(
        /`entity_ref` in \(select `entity_ref` from `gitops_owners` where `owner_ref` in \(\?\)\)/,
      );
      expect(bindings).toEqual(expect.arrayContaining(CLAIMS));
    }
    // Nothing is loaded of what is not shown, to be dropped afterwards.
    expect(queries.filter(({ bindings }) => bindings.includes(HIDDEN))).toEqual(
      [],
    );
  });

  it('shows one by one what it lists', async () => {
    const path = (ref: string) =>
      `/api/gitops/pipelines/${ref.replace(':', '/')}`;
    const shown = await client.send('get', path(SHOWN), as.user('rita'));
    expect(shown.status).toBe(200);
    const hidden = await client.send('get', path(HIDDEN), as.user('rita'));
    expect(hidden.status).toBe(404);
  });
});
