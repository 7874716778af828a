import { fillTag, type TagTemplate } from '@backstage-gitops/policy';
import type { StoredRelease } from '../../store/ReleaseStore';
import { releaseId, type ReleaseImage } from '../identity';
import type { DeclaredImage } from '../imagesOfRule';
import type { ReleaseOrigin } from '../origins';
import type { FindTools, FoundRelease } from './Found';
import { type ImagesLookup, lookUpImages } from './lookUpImages';

/** The name of a Git tag, or the number of a pull request: its commit changes. */
function nameOf(origin: ReleaseOrigin): string | number | undefined {
  if (origin.on === 'image') return undefined;
  return origin.on === 'gitTag' ? origin.name : origin.number;
}

/** Is this release of the same tag or pull request, at another commit? */
function isEarlier(
  { origins }: StoredRelease,
  now: FoundRelease['origin'],
): boolean {
  return origins.some(
    one =>
      one.on === now.on &&
      nameOf(one) === nameOf(now) &&
      one.commit !== now.commit,
  );
}

function hasImages(release: StoredRelease, images: ReleaseImage[]): boolean {
  return releaseId(release.entityRef, images) === release.id;
}

/**
 * Looks for the images of a Git tag or of a pull request. Where their tag does not name the commit, what was built of an
 * earlier one stands there until the new one is built.
 */
export async function lookUpOrigin(
  origin: FoundRelease['origin'],
  { template, wanted }: { template: TagTemplate; wanted: DeclaredImage[] },
  { known, images }: Pick<FindTools, 'known' | 'images'>,
): Promise<ImagesLookup> {
  const filled = fillTag(template, origin);
  if (filled.status === 'unfit') {
    return { status: 'excluded', reason: filled.reason };
  }
  const looked = await lookUpImages(wanted, filled.tag, images);
  const namesCommit = template.some(
    part => part.kind === 'placeholder' && /^sha7?$/.test(part.name),
  );
  if (looked.status !== 'found' || namesCommit) return looked;
  const earlier = known.find(
    release => isEarlier(release, origin) && hasImages(release, looked.images),
  );
  return earlier
    ? {
        status: 'waiting',
        reason: `Waits for new images: what has the tag ${filled.tag} was built of an earlier commit.`,
      }
    : looked;
}
