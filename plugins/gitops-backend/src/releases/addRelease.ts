import { personOf } from '../decisions/Decisions';
import type { Services } from '../promotions/services';
import type { StoredRelease } from '../store/ReleaseStore';
import { releaseId, type ReleaseImage } from './identity';
import { type ReleaseOrigin, versionOf } from './origins';
import { readSource } from './readSource';

/** What adding releases is done with. */
export type ReleaseServices = Pick<
  Services,
  'releases' | 'environments' | 'history' | 'mirrors' | 'people' | 'logger'
>;

/** A release that was found. */
export interface NewRelease {
  images: ReleaseImage[];
  origin: ReleaseOrigin;
  source?: { repository: string; commit: string };
  announcedBy: string;
}

/** Adds a release to a pipeline. Found twice, by several replicas or in any order, it is one release. */
export async function addRelease(
  services: ReleaseServices,
  entityRef: string,
  { images, origin, source, announcedBy }: NewRelease,
): Promise<StoredRelease> {
  const { releases, environments, history } = services;
  const at = new Date().toISOString();
  const release: StoredRelease = {
    entityRef,
    id: releaseId(entityRef, images),
    version: versionOf([origin], images),
    origins: [origin],
    images,
    ...(source ? { source: await readSource(services, source) } : {}),
    announcedAt: at,
    announcedBy,
  };
  const saved = await releases.save(release);
  if (saved === 'added') {
    await history.append({
      entityRef,
      key: `announced:${entityRef}:${release.id}`,
      at,
      kind: 'releaseAnnounced',
      by: personOf(announcedBy),
      release: {
        id: release.id,
        version: release.version,
        mutable: images.some(({ digest }) => !digest),
      },
      summary: `${release.version} was announced.`,
    });
  }
  await environments.wake({ entityRef });
  return (await releases.get(entityRef, release.id)) ?? release;
}
