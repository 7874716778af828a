import type { PermissionsService } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  gitopsEnvironmentFreezePermission,
  gitopsPipelineReadPermission,
  RESOURCE_TYPE_ENVIRONMENT,
} from '@backstage-gitops/plugin-gitops-common';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const on = (rule: string, params: object): PermissionCondition => ({
  rule,
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
  params: params as PermissionCondition['params'],
});
const named = (...names: string[]) => on('IS_ENVIRONMENT', { names });
const ofTier = (...tiers: string[]) => on('IS_TIER', { tiers });
const isProtected = on('IS_PROTECTED', {});

const SYSTEM = 'system:system:default/commerce';
const scopeOf = (environment: string) =>
  `environment:component/default/payments/${environment}`;

describe('freezing', () => {
  let world: TestWorld;
  let client: Client;
  /** What the policy lets everyone freeze; everything else is allowed. */
  let freezable: PermissionCriteria<PermissionCondition>;
  /** What the policy answers to who wants to see a pipeline. */
  let reading: PolicyDecision = { result: AuthorizeResult.ALLOW };

  const permissions: PermissionsService = {
    authorize: async () => {
      throw new Error('Decisions are conditional here');
    },
    authorizeConditional: async requests =>
      requests.map(({ permission }): PolicyDecision => {
        if (permission.name === gitopsEnvironmentFreezePermission.name) {
          return {
            result: AuthorizeResult.CONDITIONAL,
            pluginId: 'gitops',
            resourceType: RESOURCE_TYPE_ENVIRONMENT,
            conditions: freezable,
          };
        }
        return permission.name === gitopsPipelineReadPermission.name
          ? reading
          : { result: AuthorizeResult.ALLOW };
      }),
  };

  beforeAll(async () => {
    freezable = named();
    world = await TestWorld.create({
      services: { payments: 'plain', orders: 'plain' },
      permissions,
    });
    client = new Client(
      await world.start(await databases.init('SQLITE_3')),
      'payments',
    );
    await client.ready();
  });

  afterAll(() => world.remove());

  const freeze = (scope: string) =>
    client.send(
      'put',
      `/api/gitops/freezes/${encodeURIComponent(scope)}`,
      as.user('ravi'),
      { reason: 'End of the year' },
    );
  const frozen = async (): Promise<string[]> => {
    const { body } = await client.send(
      'get',
      '/api/gitops/freezes',
      as.user('rita'),
    );
    return body.items.map(({ scope }: { scope: string }) => scope);
  };

  it.each<[string, PermissionCriteria<PermissionCondition>, RegExp]>([
    [
      'none',
      named(),
      /gitops\.environment\.freeze on \w+ of component:default/,
    ],
    ['all but one', named('dev', 'staging'), /freeze on production of/],
    ['those of one tier', ofTier('production'), /freeze on (dev|staging) of/],
    ['protected ones', isProtected, /freeze on (dev|staging) of/],
    ['unprotected ones', { not: isProtected }, /freeze on production of/],
  ])(
    'a system is refused to who may freeze %s of its environments',
    async (_, conditions, message) => {
      freezable = conditions;
      const state = await world.deploy.head('gitops/state');
      const answer = await freeze(SYSTEM);
      expect(answer.status).toBe(403);
      expect(answer.body.error.message).toMatch(message);
      expect(await world.deploy.head('gitops/state')).toBe(state);
      expect(await frozen()).toEqual([]);
    },
  );

  it('an environment is enough to be allowed on that one', async () => {
    freezable = named('staging');
    expect((await freeze(scopeOf('production'))).status).toBe(403);
    expect((await freeze(scopeOf('staging'))).status).toBe(204);
    expect(await frozen()).toEqual([scopeOf('staging')]);
    const lifted = await client.send(
      'delete',
      `/api/gitops/freezes/${encodeURIComponent(scopeOf('staging'))}`,
      as.user('ravi'),
    );
    expect(lifted.status).toBe(204);
    expect(await frozen()).toEqual([]);
  });

  it('a system stops every environment in it, until who may lift it does', async () => {
    freezable = { anyOf: [isProtected, { not: isProtected }] };
    expect((await freeze(SYSTEM)).status).toBe(204);
    expect(await frozen()).toEqual([SYSTEM]);
    await client.announce('1.1.0');
    await client.until(
      'dev',
      'it waits for the freeze',
      one =>
        one.next?.action === 'unfreeze' && (one.freezes ?? []).length === 1,
    );

    freezable = named('dev');
    const lift = () =>
      client.send(
        'delete',
        `/api/gitops/freezes/${encodeURIComponent(SYSTEM)}`,
        as.user('ravi'),
      );
    expect((await lift()).status).toBe(403);
    expect(await frozen()).toEqual([SYSTEM]);

    freezable = named('dev', 'staging', 'production');
    expect((await lift()).status).toBe(204);
    await client.until(
      'dev',
      'it has the release',
      one => one.release?.version === '1.1.0',
    );
  });

  it('a system whose pipelines may not be seen is answered like one that has none', async () => {
    freezable = named('dev', 'staging', 'production');
    reading = { result: AuthorizeResult.DENY };
    const answer = await freeze(SYSTEM);
    reading = { result: AuthorizeResult.ALLOW };
    expect(answer.status).toBe(404);
    expect(answer.body.error.message).toBe(
      'No pipeline is part of system:default/commerce.',
    );
  });

  it.each([
    ['that has no pipeline', 'system:system:default/nothing', 404],
    ['that is none', 'everything', 400],
  ])('a scope %s is said so', async (_, scope, status) => {
    expect((await freeze(scope)).status).toBe(status);
  });
});
