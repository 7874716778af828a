import { createHash } from 'node:crypto';
import type { Image } from '@backstage-gitops/plugin-gitops-common';
import type { StoredRelease } from '../store/ReleaseStore';

/** An image of a release. */
export type ReleaseImage = StoredRelease['images'][number];

/**
 * A release is what its images are, in whatever order and however often it is announced. Where an image has no digest
 * its tag stands in, and the release is mutable.
 */
export function releaseId(entityRef: string, images: ReleaseImage[]): string {
  const parts = images
    .map(image => `${image.repository}@${image.digest ?? `tag:${image.tag}`}`)
    .sort();
  return createHash('sha256')
    .update(JSON.stringify([entityRef, ...parts]))
    .digest('hex')
    .slice(0, 40);
}

/** Does an image in Git show this image of a release? A tag alone proves less than a digest, and is all that some files have. */
function shows(found: Image, wanted: ReleaseImage): boolean {
  if (found.repository !== wanted.repository) return false;
  if (found.digest && wanted.digest) return found.digest === wanted.digest;
  return found.tag === wanted.tag;
}

/** Do these images in Git hold exactly this release? */
export function holdsRelease(images: Image[], release: StoredRelease): boolean {
  return release.images.every(wanted => {
    const same = images.filter(found => found.repository === wanted.repository);
    return same.length > 0 && same.every(found => shows(found, wanted));
  });
}

/**
 * The release that Git holds. Several can fit where a tag was pushed twice: then the one that was recorded with the
 * change is it, else the newest.
 */
export function matchRelease(
  images: Image[],
  releases: StoredRelease[],
  recorded: string | undefined,
): StoredRelease | undefined {
  const fitting = releases.filter(release => holdsRelease(images, release));
  return fitting.find(({ id }) => id === recorded) ?? fitting[0];
}
