import type { RepositoryName } from '../RepositoryName';
import type { ResolvedImage } from './describeImage';
import { DIGEST } from './digest';
import { isFor } from './platforms';

/** What a tag or digest means now. */
export type Resolution =
  | { status: 'resolved'; image: ResolvedImage }
  /** It is not there, or not for the platform that was asked for. */
  | { status: 'absent'; reason: string };

/** Platforms that a sentence names. */
const MOST_NAMED = 10;

/** An image's name in full. */
export function nameOf(
  { registry, name }: RepositoryName,
  reference: string,
): string {
  const mark = DIGEST.test(reference) ? '@' : ':';
  return `${registry}/${name}${mark}${reference}`;
}

/** There is nothing below a tag or digest. */
export function absent(
  repository: RepositoryName,
  reference: string,
): Resolution {
  return {
    status: 'absent',
    reason: `${nameOf(repository, reference)} is not there.`,
  };
}

/** An image, if it is for the platform. Where nothing says what it runs on, nothing says that it does not run there. */
export function judge(
  repository: RepositoryName,
  reference: string,
  image: ResolvedImage,
  platform: string | undefined,
): Resolution {
  const { platforms } = image;
  const fits =
    !platform ||
    platforms.length === 0 ||
    platforms.some(one => isFor(one, platform));
  return fits
    ? { status: 'resolved', image }
    : {
        status: 'absent',
        reason: `${nameOf(
          repository,
          reference,
        )} is not made for ${platform}, but for ${platforms
          .slice(0, MOST_NAMED)
          .join(', ')}.`,
      };
}
