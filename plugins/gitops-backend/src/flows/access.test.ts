import { TestDatabases } from '@backstage/backend-test-utils';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { openApiDocument } from '../api/openapi.generated';
import { groupsOf } from '../__testUtils__/people';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

type Role = 'reader' | 'owner' | 'engineer' | 'outsider';

const ROLES: Record<string, Role> = {
  'user:default/rita': 'reader',
  'user:default/dana': 'owner',
  'user:default/ravi': 'engineer',
  'user:default/otto': 'outsider',
};

/** What owners may do on what they own; engineers may do everything, readers read, outsiders nothing. */
const OWNERS = new Set([
  'gitops.release.reject',
  'gitops.promotion.create',
  'gitops.promotion.approve',
  'gitops.promotion.merge',
  'gitops.promotion.cancel',
  'gitops.environment.rollback',
  'gitops.environment.hold',
]);

const decideByRole: PermissionsService = {
  authorize: async (requests, options) => {
    const { principal } = (options?.credentials ?? {}) as {
      principal?: { userEntityRef?: string };
    };
    const mayAdd = ROLES[principal?.userEntityRef ?? ''] === 'engineer';
    return requests.map(({ permission }) => {
      if (permission.name !== 'gitops.pipeline.create') {
        throw new Error(`${permission.name} is decided conditionally here`);
      }
      return {
        result: mayAdd ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
      };
    });
  },
  authorizeConditional: async (requests, options) =>
    requests.map(({ permission }): PolicyDecision => {
      const principal = options?.credentials.principal as {
        type: string;
        userEntityRef?: string;
      };
      if (principal.type === 'service')
        return { result: AuthorizeResult.ALLOW };
      const role = ROLES[principal.userEntityRef ?? ''];
      if (role === 'engineer') return { result: AuthorizeResult.ALLOW };
      if (role === 'outsider' || !role) return { result: AuthorizeResult.DENY };
      if (permission.name === 'gitops.pipeline.read') {
        return { result: AuthorizeResult.ALLOW };
      }
      if (role === 'reader' || !OWNERS.has(permission.name)) {
        return { result: AuthorizeResult.DENY };
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
          params: { claims: groupsOf('dana') },
        },
      };
    }),
};

type Caller =
  | 'anonymous'
  | 'arbitrary bearer'
  | 'reader'
  | 'owner'
  | 'engineer'
  | 'outsider'
  | 'agent of the engineer'
  | 'announcer'
  | 'announcer of another pipeline'
  | 'other service';

const CALLERS: Record<Caller, string | undefined> = {
  anonymous: undefined,
  'arbitrary bearer': 'Bearer anything',
  reader: as.user('rita'),
  owner: as.user('dana'),
  engineer: as.user('ravi'),
  outsider: as.user('otto'),
  'agent of the engineer': as.agent('ravi'),
  announcer: as.service('external:ci-payments'),
  'announcer of another pipeline': as.service('external:ci-orders'),
  'other service': as.service('external:something'),
};

const READERS: Caller[] = [
  'reader',
  'owner',
  'engineer',
  'agent of the engineer',
  'announcer',
  'announcer of another pipeline',
  'other service',
];

interface Expectation {
  /** Who gets past access; what they ask for is wrong in another way, so that nothing is done. */
  passes: Caller[];
  body?: object;
  /** Query parameters, as they stand in the URL. */
  query?: string;
  /** What readers get; 200 where it is not said. */
  shows?: number;
  /** A list answers outsiders too, with nothing in it; 'none' is refused before anything is looked up. */
  secret: 'missing' | 'empty list' | 'none';
}

const reads = (secret: Expectation['secret'] = 'missing'): Expectation => ({
  passes: READERS,
  secret,
});
const writes = (passes: Caller[], body?: object): Expectation => ({
  passes,
  body,
  secret: 'missing',
});

const NOWHERE = 'f'.repeat(40);
const reason = { reason: 'because' };

/** Every operation of the API. One that is missing here fails the first test below. */
const OPERATIONS: Record<string, Expectation> = {
  listPipelines: reads('empty list'),
  createPipeline: {
    passes: ['engineer', 'agent of the engineer'],
    secret: 'none',
    body: {
      entity: 'component:default/nothing',
      image: { repository: 'ghcr.io/acme/nothing', tag: '1.0.0' },
      layout: 'plain',
    },
  },
  getPipeline: reads(),
  getPreflight: reads(),
  listReleases: reads(),
  listCandidates: reads(),
  announceRelease: writes(['engineer', 'agent of the engineer', 'announcer'], {
    images: [{ name: 'nothing', tag: 'x' }],
  }),
  rejectRelease: writes(['owner', 'engineer'], reason),
  clearRejection: writes(['owner', 'engineer']),
  listPromotions: reads(),
  requestPromotion: writes(['owner', 'engineer', 'agent of the engineer'], {
    environment: 'staging',
    release: 'none',
  }),
  listHistory: reads(),
  exportHistory: { ...reads(), query: '?format=jsonl' },
  // Every caller has a list of their own, and nothing in it that they may not read.
  listWaiting: reads('empty list'),
  listChanges: reads(),
  // Nothing runs anywhere in this world, which readers are told.
  getDrift: { ...reads(), shows: 409 },
  reconcile: writes(['engineer', 'agent of the engineer'], {
    action: 'refresh',
  }),
  // Git is changed for people; nothing here has a cluster to take over from.
  adopt: writes(['engineer', 'agent of the engineer'], {
    object: '/ConfigMap/none/none',
    reason: 'because',
  }),
  ignore: writes(['engineer', 'agent of the engineer'], {
    object: '/ConfigMap/none/none',
    reason: 'because',
  }),
  rollBack: writes(['owner', 'engineer', 'agent of the engineer'], {
    commit: NOWHERE,
    reason: 'because',
  }),
  hold: writes(['owner', 'engineer', 'agent of the engineer'], {
    reason: 'because',
    expiresAt: '2020-01-01T00:00:00Z',
  }),
  resume: writes(['owner', 'engineer']),
  // Nothing here is a violation.
  acceptViolation: writes(['engineer'], reason),
  getPromotion: reads(),
  approvePromotion: writes(['owner', 'engineer'], { headCommit: NOWHERE }),
  bypassGate: writes(['engineer'], { gate: 'none', reason: 'because' }),
  mergePromotion: writes(['owner', 'engineer']),
  cancelPromotion: writes(
    ['owner', 'engineer', 'agent of the engineer'],
    reason,
  ),
  // Nothing waits to be accepted here, which those who could are told.
  acceptPolicy: writes(['engineer'], reason),
  listFreezes: reads('empty list'),
  freeze: writes(['engineer'], reason),
  unfreeze: writes(['engineer']),
};

const operations = Object.entries(openApiDocument.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      path,
      method: method as 'get' | 'post' | 'put' | 'delete',
      id: (operation as { operationId: string }).operationId,
    })),
);

/** Operations whose success changes something: tried by those who pass last, on something of their own. */
const ACTS = new Set([
  'cancelPromotion',
  'freeze',
  'unfreeze',
  'resume',
  'rejectRelease',
  'clearRejection',
]);

const combinations = operations.flatMap(operation =>
  Object.keys(CALLERS).map(caller => ({
    ...operation,
    caller: caller as Caller,
  })),
);

describe(`who may do what, in ${combinations.length} combinations`, () => {
  let world: TestWorld;
  let client: Client;
  let promotion: string;

  beforeAll(async () => {
    world = await TestWorld.create({
      services: { payments: 'plain' },
      permissions: decideByRole,
    });
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

  it('has an expectation for every operation of the API', () => {
    expect(Object.keys(OPERATIONS).sort()).toEqual(
      operations.map(({ id }) => id).sort(),
    );
  });

  const call = (
    { path, method, id, caller }: (typeof combinations)[number],
    name = 'payments',
  ) => {
    const url = path
      .replace('{kind}', 'component')
      .replace('{namespace}', 'default')
      .replace('{name}', name)
      .replace('{environment}', 'staging')
      .replace('{release}', NOWHERE)
      .replace('{commit}', NOWHERE)
      .replace('{id}', name === 'payments' ? promotion : 'none')
      .replace(
        '{scope}',
        encodeURIComponent(`environment:component/default/${name}/staging`),
      );
    return client.send(
      method,
      `/api/gitops${url}${OPERATIONS[id].query ?? ''}`,
      CALLERS[caller] ?? '',
      OPERATIONS[id].body,
    );
  };

  const refused = combinations.filter(
    ({ id, caller }) => !OPERATIONS[id].passes.includes(caller),
  );

  /** Asks, and sees to it that nothing was written meanwhile. */
  const refusal = async (combination: (typeof combinations)[number]) => {
    const heads = () =>
      Promise.all(['main', 'gitops/state'].map(b => world.deploy.head(b)));
    const before = await heads();
    const answer = await call(combination);
    expect(await heads()).toEqual(before);
    return answer;
  };
  const isUnknown = ({ caller }: { caller: Caller }) =>
    caller === 'anonymous' || caller === 'arbitrary bearer';
  const isList = ({ id }: { id: string }) =>
    OPERATIONS[id].secret === 'empty list';
  const unknown = refused.filter(isUnknown);
  const outsiders = refused.filter(
    ({ id, caller }) =>
      caller === 'outsider' && OPERATIONS[id].secret !== 'none',
  );
  const known = refused.filter(
    one => !isUnknown(one) && !outsiders.includes(one),
  );

  it.each(unknown)('does not know $caller: $id', async combination => {
    const answer = await refusal(combination);
    expect(answer.status).toBe(401);
  });

  it.each(outsiders.filter(isList))(
    'shows $caller nothing: $id',
    async combination => {
      const answer = await refusal(combination);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ items: [] });
    },
  );

  it.each(outsiders.filter(one => !isList(one)))(
    'answers $caller as if it did not exist: $id',
    async combination => {
      const answer = await refusal(combination);
      const missing = await call(combination, 'nothing');
      const asked = new RegExp(`payments|nothing|none|${promotion}`, 'g');
      expect(answer.status).toBe(404);
      expect(missing.status).toBe(404);
      expect(answer.body.error.message.replace(asked, '…')).toBe(
        missing.body.error.message.replace(asked, '…'),
      );
    },
  );

  it.each(known)('refuses $caller: $id', async combination => {
    const answer = await refusal(combination);
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toMatch(
      /You lack the permission gitops\.|takes a person|takes the person themselves|only people do this|gitops\.announcers/,
    );
  });

  const passing = combinations.filter(
    ({ id, caller }) => OPERATIONS[id].passes.includes(caller) && !ACTS.has(id),
  );

  it.each(passing.filter(({ method }) => method === 'get'))(
    'shows $caller: $id',
    async combination => {
      expect((await call(combination)).status).toBe(
        OPERATIONS[combination.id].shows ?? 200,
      );
    },
  );

  it.each(passing.filter(({ method }) => method !== 'get'))(
    'lets $caller through, to be told what else is wrong: $id',
    async combination => {
      expect([400, 404, 409]).toContain((await call(combination)).status);
    },
  );

  it('lets nobody reject by rolling back who may not reject', async () => {
    const answer = await client.send(
      'post',
      `${client.path}/environments/staging/rollback`,
      as.agent('ravi'),
      { commit: NOWHERE, reason: 'because', reject: true },
    );
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toContain('gitops.release.reject');
  });

  it('freezes, lifts, resumes and cancels for those who may', async () => {
    const act = (id: string, caller: Caller) => {
      const operation = operations.find(one => one.id === id);
      if (!operation) throw new Error(id);
      return call({ ...operation, caller });
    };
    expect((await act('freeze', 'engineer')).status).toBe(204);
    expect(
      (await client.send('get', '/api/gitops/freezes', as.user('rita'))).body
        .items,
    ).toHaveLength(1);
    expect((await act('unfreeze', 'engineer')).status).toBe(204);
    expect((await act('resume', 'owner')).status).toBe(204);
    expect((await act('rejectRelease', 'owner')).status).toBe(404);
    expect((await act('clearRejection', 'engineer')).status).toBe(404);
    expect((await act('cancelPromotion', 'agent of the engineer')).status).toBe(
      200,
    );
  });
});
