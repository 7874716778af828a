/** Longest rest between two tries of what fails, in milliseconds. A longer poll stays as it is. */
export const LONGEST_REST = 60_000;

/**
 * How long an environment rests before it is looked at again, in milliseconds. While its host is away it rests as long as that
 * has lasted: the calls become fewer, and are never so few that nobody would see for long that the host is back.
 */
export function restAfter(poll: number, awayFor: number | undefined): number {
  if (awayFor === undefined) return poll;
  return Math.max(poll, Math.min(awayFor, LONGEST_REST));
}
