import { parse } from 'semver';
import type { ReleaseFacts } from '../facts';

/** How releases are put in order. @public */
export type Order = 'semver' | 'newest' | 'alphabetical' | 'numeric' | 'digest';

/** A tag that is no number sorts before every number, so that it is never preferred. */
function numberOf(tag: string): number {
  const number = tag.trim() === '' ? NaN : Number(tag);
  return Number.isNaN(number) ? -Infinity : number;
}

function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : Number(a > b);
}

function compareTags(order: Order, a: string, b: string): number {
  if (order === 'semver') {
    const [left, right] = [
      parse(a, { loose: true }),
      parse(b, { loose: true }),
    ];
    if (left && right) return left.compare(right) || left.compareBuild(right);
    // A tag that is no version sorts before every version, so that it is never preferred.
    return Number(Boolean(left)) - Number(Boolean(right));
  }
  if (order === 'alphabetical') return compare(a, b);
  if (order === 'numeric') return compare(numberOf(a), numberOf(b));
  return 0;
}

/**
 * Puts the release to prefer first. Releases that their tags do not tell apart are ordered by when they were
 * announced, then by id, so that every replica finds the same order.
 *
 * @public
 */
export function rankReleases<T extends ReleaseFacts>(
  releases: T[],
  order: Order,
): T[] {
  return [...releases].sort(
    (a, b) =>
      compareTags(order, b.version, a.version) ||
      Date.parse(b.announcedAt) - Date.parse(a.announcedAt) ||
      (a.id < b.id ? -1 : 1),
  );
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
  order: Order,
): boolean {
  if (deployed.release) {
    return (
      release.id !== deployed.release.id &&
      rankReleases([release, deployed.release], order)[0] === release
    );
  }
  if (deployed.version === undefined) return true;
  if (release.version === deployed.version) return false;
  const difference = compareTags(order, release.version, deployed.version);
  return order === 'newest' || order === 'digest' ? true : difference > 0;
}
