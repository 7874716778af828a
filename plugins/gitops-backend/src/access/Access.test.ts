import {
  coreServices,
  createBackendPlugin,
  type PermissionsRegistryService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  gitopsEnvironmentPermissions,
  gitopsPipelinePermissions,
  gitopsPromotionApprovePermission,
  gitopsPromotionBypassPermission,
  RESOURCE_TYPE_PIPELINE,
} from '@backstage-gitops/plugin-gitops-common';
import type { StoredPipeline } from '../pipelines/Declaration';
import { openDatabase } from '../store/database';
import type { StoredEnvironment } from '../store/EnvironmentStore';
import { PipelineStore } from '../store/PipelineStore';
import { Access } from './Access';
import {
  environmentResourceRef,
  environmentRules,
  pipelineResourceRef,
  pipelineRules,
} from './rules';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** The registry as the backend has it, with what this plugin registers. */
async function registered(): Promise<PermissionsRegistryService> {
  let registry: PermissionsRegistryService | undefined;
  await startTestBackend({
    features: [
      createBackendPlugin({
        pluginId: 'gitops',
        register: env =>
          env.registerInit({
            deps: { permissionsRegistry: coreServices.permissionsRegistry },
            async init({ permissionsRegistry }) {
              registry = permissionsRegistry;
              registry.addResourceType({
                resourceRef: pipelineResourceRef,
                permissions: gitopsPipelinePermissions,
                rules: pipelineRules,
              });
              registry.addResourceType({
                resourceRef: environmentResourceRef,
                permissions: gitopsEnvironmentPermissions,
                rules: environmentRules,
              });
            },
          }),
      }),
    ],
  });
  if (!registry) throw new Error('The plugin was not started');
  return registry;
}

let registry: PermissionsRegistryService;

beforeAll(async () => {
  registry = await registered();
});

function accessUnder(
  decision: PolicyDecision,
  bypass: 'on' | 'off' = 'on',
): Access {
  return new Access({
    permissions: mockServices.permissions.mock({
      authorizeConditional: async requests => requests.map(() => decision),
    }),
    registry,
    announcers: [],
    bypass,
  });
}

type Criteria = PermissionCriteria<PermissionCondition>;

const ownedBy = (...claims: string[]): PermissionCondition => ({
  rule: 'IS_ENTITY_OWNER',
  resourceType: RESOURCE_TYPE_PIPELINE,
  params: { claims },
});

const conditional = (conditions: Criteria): PolicyDecision => ({
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'gitops',
  resourceType: RESOURCE_TYPE_PIPELINE,
  conditions,
});

const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };

const OWNERS: Record<string, string[]> = {
  'component:default/a': ['group:default/one'],
  'component:default/b': ['group:default/two'],
  'component:default/c': ['group:default/one', 'group:default/two'],
  'component:default/d': [],
  'component:default/e': ['group:default/one'],
};

const dana = mockCredentials.user('user:default/dana');

describe('lists', () => {
  let store: PipelineStore;

  beforeAll(async () => {
    store = new PipelineStore(
      await openDatabase(
        mockServices.database({ knex: await databases.init('SQLITE_3') }),
      ),
    );
    for (const [entityRef, owners] of Object.entries(OWNERS)) {
      await store.save({
        entityRef,
        owners,
        title: entityRef,
        findings: [],
        at: '2026-01-01T00:00:00.000Z',
        now: 0,
      });
    }
  });

  const POLICIES: Array<[string, PolicyDecision, string]> = [
    ['everything', allow, 'abcde'],
    ['nothing', deny, ''],
    ['what one group owns', conditional(ownedBy('group:default/one')), 'ace'],
    [
      'what one of two groups owns',
      conditional(ownedBy('group:default/one', 'group:default/two')),
      'abce',
    ],
    ['what nobody claims', conditional(ownedBy()), ''],
    [
      'what both groups own',
      conditional({
        allOf: [ownedBy('group:default/one'), ownedBy('group:default/two')],
      }),
      'c',
    ],
    [
      'what either owns',
      conditional({
        anyOf: [ownedBy('group:default/one'), ownedBy('group:default/two')],
      }),
      'abce',
    ],
    [
      'what a group does not own',
      conditional({ not: ownedBy('group:default/one') }),
      'bd',
    ],
    [
      'one without the other, or neither',
      conditional({
        anyOf: [
          {
            allOf: [
              ownedBy('group:default/one'),
              { not: ownedBy('group:default/two') },
            ],
          },
          {
            not: {
              anyOf: [
                ownedBy('group:default/one'),
                ownedBy('group:default/two'),
              ],
            },
          },
        ],
      }),
      'ade',
    ],
  ];

  const list = async (decision: PolicyDecision, limit: number) => {
    const filter = await accessUnder(decision).rowsToRead(dana);
    const found: string[] = [];
    let page: StoredPipeline[];
    do {
      page = filter
        ? await store.list({ limit, filter, after: found[found.length - 1] })
        : [];
      found.push(...page.map(({ entityRef }) => entityRef));
    } while (page.length === limit);
    return found;
  };

  it.each(POLICIES)(
    'show %s, whole and in pages',
    async (_, decision, names) => {
      const expected = [...names].map(name => `component:default/${name}`);
      expect(await list(decision, 100)).toEqual(expected);
      expect(await list(decision, 1)).toEqual(expected);
      expect(await list(decision, 2)).toEqual(expected);
    },
  );

  it.each(POLICIES)(
    'show what may be opened one by one: %s',
    async (_, decision) => {
      const access = accessUnder(decision);
      const readable: string[] = [];
      const secrets: string[] = [];
      for (const entityRef of Object.keys(OWNERS)) {
        const shown = await access
          .readPipeline(dana, await store.get(entityRef), entityRef)
          .catch((error: Error) => error);
        if (shown instanceof Error) secrets.push(shown.message);
        else readable.push(shown.entityRef);
      }
      expect(secrets).toEqual(
        Object.keys(OWNERS)
          .filter(entityRef => !readable.includes(entityRef))
          .map(entityRef => `There is no pipeline of ${entityRef}.`),
      );
      expect(await list(decision, 100)).toEqual(readable);
    },
  );
});

describe('bypass', () => {
  const pipeline: StoredPipeline = {
    entityRef: 'component:default/a',
    title: 'a',
    revision: 1,
    owners: [],
  };
  const environment: StoredEnvironment = {
    entityRef: pipeline.entityRef,
    name: 'production',
    protected: true,
    repository: 'https://git.example/acme/deploy',
    branch: 'main',
    path: 'production',
    indexed: true,
  };

  it('is off while permissions are switched off, although everyone may do everything', async () => {
    const access = accessUnder(allow, 'off');
    await expect(
      access.authorizeEnvironment(
        dana,
        gitopsPromotionBypassPermission,
        pipeline,
        environment,
      ),
    ).rejects.toThrow(
      'Gates cannot be bypassed while permissions are switched off: set permission.enabled.',
    );
    await expect(
      access.authorizeEnvironment(
        dana,
        gitopsPromotionApprovePermission,
        pipeline,
        environment,
      ),
    ).resolves.toBeUndefined();
  });

  it.each(['on', 'off'] as const)(
    'is offered only where it would be taken: %s',
    async bypass => {
      const { environments } = await accessUnder(allow, bypass).offer(
        dana,
        pipeline,
        [environment],
      );
      expect(environments.get('production')?.includes('promotion.bypass')).toBe(
        bypass === 'on',
      );
    },
  );
});
