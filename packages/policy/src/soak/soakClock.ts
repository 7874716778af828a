/**
 * What was seen of a release in an environment: `well` is deployed, Synced and Healthy; `broken` is Drifted or Degraded;
 * `unclear` is everything else, Unknown above all; `replaced` is that another release is there now.
 *
 * @public
 */
export type SoakSighting = 'well' | 'unclear' | 'broken' | 'replaced';

/**
 * How long a release has stayed well in an environment. Times are ISO 8601, UTC; durations are in milliseconds.
 *
 * @public
 */
export interface SoakClock {
  /** Gathered before `runningSince`. */
  gathered: number;
  /** Missing while the clock stands still. */
  runningSince?: string;
  seenAt: string;
  /** Another release came: what is gathered stays, and nothing is added. */
  ended?: true;
}

/**
 * Time between two sightings that still counts, in milliseconds. A longer silence is time in which nobody looked, and is
 * not taken for well.
 *
 * @public
 */
export const LONGEST_SILENCE = 600_000;

/** What the clock shows at `now`, in milliseconds. @public */
export function soakedFor(clock: SoakClock, now: string): number {
  if (clock.runningSince === undefined) return clock.gathered;
  const until = Math.min(
    Date.parse(now),
    Date.parse(clock.seenAt) + LONGEST_SILENCE,
  );
  return clock.gathered + Math.max(0, until - Date.parse(clock.runningSince));
}

/**
 * Does the clock go on at `now`? After too long a silence it stands still, whatever was seen last.
 *
 * @public
 */
export function isSoaking(clock: SoakClock, now: string): boolean {
  return (
    clock.runningSince !== undefined &&
    Date.parse(now) - Date.parse(clock.seenAt) <= LONGEST_SILENCE
  );
}

/**
 * The clock after a sighting: Unknown stops it, Degraded or Drifted resets it, another release ends it. A release that
 * comes back begins anew.
 *
 * @public
 */
export function advanceSoak(
  clock: SoakClock | undefined,
  sighting: SoakSighting,
  now: string,
): SoakClock | undefined {
  if (sighting === 'well') {
    if (!clock || clock.ended) {
      return { gathered: 0, runningSince: now, seenAt: now };
    }
    const silence = Date.parse(now) - Date.parse(clock.seenAt);
    return clock.runningSince !== undefined && silence <= LONGEST_SILENCE
      ? { ...clock, seenAt: now }
      : { gathered: soakedFor(clock, now), runningSince: now, seenAt: now };
  }
  if (!clock || clock.ended) return clock;
  switch (sighting) {
    case 'broken':
      return { gathered: 0, seenAt: now };
    case 'replaced':
      return { gathered: soakedFor(clock, now), seenAt: now, ended: true };
    default:
      return { gathered: soakedFor(clock, now), seenAt: now };
  }
}
