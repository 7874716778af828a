import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { openDatabase } from '../store/database';
import type { StoredDecision } from '../store/DecisionStore';
import { EnvironmentStore } from '../store/EnvironmentStore';
import { PipelineStore } from '../store/PipelineStore';
import { PromotionStore } from '../store/PromotionStore';
import { isLetThrough } from './letThrough';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const key = { entityRef: 'component:default/payments', name: 'staging' };
const at = '2026-01-01T00:00:00.000Z';
const freeze: StoredDecision = {
  repository: 'https://git.example/acme/deploy',
  kind: 'freeze',
  subject: 'environment:component/default/payments/staging',
  status: 'inForce',
  reason: 'Incident 7',
  by: 'user:default/sofia',
  at,
};
const SKIPPED = 'This environment is frozen by sofia: Incident 7';

describe('what was brought in past a freeze', () => {
  it.each<
    [string, { commit: string; skipped?: string; gate?: string }, boolean]
  >([
    ['by a bypass of this freeze', { commit: 'c', skipped: SKIPPED }, true],
    [
      'by a bypass of another freeze',
      { commit: 'c', skipped: 'This environment is frozen by ravi: Fire' },
      false,
    ],
    [
      'by a bypass of another gate',
      { commit: 'c', gate: 'soak', skipped: SKIPPED },
      false,
    ],
    ['by an earlier change', { commit: 'b', skipped: SKIPPED }, false],
  ])('%s', async (_, { commit, skipped, gate = 'freeze' }, expected) => {
    const database = await openDatabase(
      mockServices.database({ knex: await databases.init('SQLITE_3') }),
    );
    const environments = new EnvironmentStore(database);
    const promotions = new PromotionStore(database);
    const place = { repository: freeze.repository, branch: 'main', path: 'a' };
    await new PipelineStore(database).save({
      entityRef: key.entityRef,
      title: 'payments',
      owners: [],
      findings: [],
      at,
      now: 0,
      declaration: {
        scopes: [],
        images: [],
        releases: [],
        environments: [
          {
            name: key.name,
            place,
            policy: { protected: false } as never,
            labels: [],
            edits: [],
            locked: [],
            onViolation: 'show',
            blocked: [],
          },
        ],
      },
    });
    expect(await isLetThrough({ environments, promotions }, key, freeze)).toBe(
      false,
    );
    await promotions.add({
      id: 'p',
      entityRef: key.entityRef,
      environment: key.name,
      kind: 'promotion',
      origin: 'requested',
      state: 'done',
      commit,
      bypassed: [{ gate, by: 'user:default/ravi', reason: 'fix', skipped }],
      createdAt: at,
      updatedAt: at,
    });
    await environments.update(key, {
      observation: {
        head: 'c',
        images: [],
        content: 'd',
        paths: [],
        change: {
          commit: 'c',
          commitUrl: 'https://git.example/c',
          at,
          by: { name: 'ravi' },
          origin: 'promotion',
          message: 'Promote',
        },
      },
    });
    expect(await isLetThrough({ environments, promotions }, key, freeze)).toBe(
      expected,
    );
  });
});
