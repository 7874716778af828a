import type { ReleaseFacts } from '../facts';
import type { CompiledTagRule } from './TagRule';
import {
  comparePreference,
  compareTexts,
  type TagValue,
  valueOf,
} from './tagValue';

/** Where nobody says when an image was built, it is as old as its release. */
function valueOfRelease(
  order: CompiledTagRule,
  { version, announcedAt }: ReleaseFacts,
): TagValue | undefined {
  return valueOf(order, { name: version, createdAt: announcedAt });
}

/**
 * Puts the release to prefer first, by the same comparison that chooses tags. Releases that their tags do not tell apart
 * are ordered by when they were announced, then by id, so that every replica finds the same order.
 *
 * @public
 */
export function rankReleases<T extends ReleaseFacts>(
  releases: T[],
  order: CompiledTagRule,
): T[] {
  return releases
    .map(release => ({ release, value: valueOfRelease(order, release) }))
    .sort(
      (one, other) =>
        comparePreference(order, one.value, other.value) ||
        Date.parse(other.release.announcedAt) -
          Date.parse(one.release.announcedAt) ||
        compareTexts(one.release.id, other.release.id),
    )
    .map(({ release }) => release);
}

/**
 * Is `release` later than what is deployed?
 *
 * @param deployed - the known release that is deployed, or only the tag that Git names, or neither.
 *
 * @public
 */
export function isNewer(
  release: ReleaseFacts,
  deployed: { release?: ReleaseFacts; version?: string },
  order: CompiledTagRule,
): boolean {
  if (deployed.release) {
    return (
      release.id !== deployed.release.id &&
      rankReleases([release, deployed.release], order)[0] === release
    );
  }
  if (deployed.version === undefined) return true;
  if (release.version === deployed.version) return false;
  // A tag that is pushed again and again says nothing of its age.
  if (order.select === 'digest') return true;
  return (
    comparePreference(
      order,
      valueOfRelease(order, release),
      valueOf(order, { name: deployed.version }),
    ) < 0
  );
}
