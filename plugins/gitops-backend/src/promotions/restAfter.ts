/** No rest is longer than this, in milliseconds, but where the poll is. */
const LONGEST_REST = 60_000;

/** Nor is one longer than so many polls: who looks often wants to know soon. */
const MOST_POLLS = 16;

/**
 * How long an environment rests before it is looked at again, in milliseconds. While its host is away it rests as long as that
 * has lasted: the calls become fewer, and are never so few that nobody would see for long that the host is back.
 */
export function restAfter(poll: number, awayFor: number | undefined): number {
  if (awayFor === undefined) return poll;
  return Math.max(poll, Math.min(awayFor, MOST_POLLS * poll, LONGEST_REST));
}
