import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { ReleaseOrigin } from '../releases/origins';
import { openDatabase } from './database';
import { ReleaseStore, type StoredRelease } from './ReleaseStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const commit = 'a'.repeat(40);
const pull: ReleaseOrigin = { on: 'pullRequest', number: 12, commit };

const release = (tag: string, origin: ReleaseOrigin): StoredRelease => ({
  entityRef: 'component:default/payments',
  id: 'same',
  version: tag,
  origins: [origin],
  images: [{ name: 'app', repository: 'ghcr.io/acme/payments', tag }],
  announcedAt: '2026-03-02T12:00:00.000Z',
  announcedBy: 'registry',
});

describe('ReleaseStore', () => {
  async function saved(...releases: StoredRelease[]) {
    const knex = await databases.init('SQLITE_3');
    await openDatabase(mockServices.database({ knex }));
    const store = new ReleaseStore(knex);
    const outcomes: string[] = [];
    for (const one of releases) outcomes.push(await store.save(one));
    const [{ version, images, origins }] = await store.list(
      releases[0].entityRef,
    );
    return { outcomes, version, tag: images[0].tag, origins };
  }

  it('calls a release by its version once it has one, and knows all that made it', async () => {
    expect(
      await saved(
        release('pr-12', pull),
        release('1.2.0', { on: 'image' }),
        release('latest', { on: 'image' }),
        release('pr-12', pull),
      ),
    ).toEqual({
      outcomes: ['added', 'known', 'known', 'known'],
      version: '1.2.0',
      tag: '1.2.0',
      origins: [pull, { on: 'image' }],
    });
  });

  it('knows that a pull request does not count any more', async () => {
    const withdrawn = { ...pull, withdrawn: '#12 is closed.' };
    const { origins } = await saved(
      release('pr-12', pull),
      release('pr-12', withdrawn),
    );
    expect(origins).toEqual([withdrawn]);
  });
});
