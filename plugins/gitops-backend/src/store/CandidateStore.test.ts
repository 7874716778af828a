import {
  mockServices,
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { ReleaseCandidate } from '../releases/Candidate';
import { CandidateStore } from './CandidateStore';
import { openDatabase } from './database';

const databases = TestDatabases.create({
  ids: [
    'SQLITE_3',
    ...(process.env.GITOPS_TEST_POSTGRES
      ? [process.env.GITOPS_TEST_POSTGRES as TestDatabaseId]
      : []),
  ],
});

const ENTITY = 'component:default/payments';

const candidate = (
  name: string,
  changes: Partial<ReleaseCandidate> = {},
): ReleaseCandidate => ({
  on: 'gitTag',
  name,
  images: ['app'],
  status: 'excluded',
  reason: 'No.',
  ...changes,
});

describe.each(databases.eachSupportedId())('CandidateStore on %s', id => {
  async function start() {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    return new CandidateStore(knex);
  }

  it('has what the last look found, of each kind of look by itself', async () => {
    const store = await start();
    const pull = candidate('#1', { on: 'pullRequest' });
    await store.replace(ENTITY, 'pullRequest', [pull]);
    await store.replace(ENTITY, 'gitTag', [candidate('v1'), candidate('v2')]);
    await store.replace(ENTITY, 'gitTag', [
      candidate('v2', { reason: 'Yet.' }),
    ]);
    await store.replace('component:default/other', 'gitTag', [candidate('v3')]);
    expect(await store.list(ENTITY, ['gitTag', 'pullRequest'])).toEqual([
      candidate('v2', { reason: 'Yet.' }),
      pull,
    ]);
    expect(await store.list(ENTITY, ['pullRequest'])).toEqual([pull]);
  });

  it('tells whether there is anything else to show', async () => {
    const store = await start();
    const found = [candidate('v1'), candidate('v2')];
    expect(await store.replace(ENTITY, 'gitTag', found)).toBe('changed');
    expect(await store.replace(ENTITY, 'gitTag', found.reverse())).toBe('same');
    expect(await store.replace(ENTITY, 'gitTag', [])).toBe('changed');
  });

  it('keeps the newest fifty', async () => {
    const store = await start();
    await store.replace(
      ENTITY,
      'gitTag',
      Array.from({ length: 500 }, (_, number) => candidate(`v${number}`)),
    );
    const kept = await store.list(ENTITY, ['gitTag']);
    expect(kept.map(({ name }) => name)).toEqual(
      Array.from({ length: 50 }, (_, index) => `v${499 - index}`),
    );
  });

  it('keeps what two looks at once found', async () => {
    const store = await start();
    await Promise.all(
      [1, 2, 3].map(() => store.replace(ENTITY, 'gitTag', [candidate('v1')])),
    );
    expect(await store.list(ENTITY, ['gitTag'])).toEqual([candidate('v1')]);
  });
});
