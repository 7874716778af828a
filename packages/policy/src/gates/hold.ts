import type { HoldFacts } from '../facts';
import { nameOf } from '../naming';
import type { Verdict } from '../verdict';

/** Is this hold in force at `now`? Times are ISO 8601 in UTC, which sort as text. @public */
export function isHeld(
  hold: HoldFacts | undefined,
  now: string,
): hold is HoldFacts {
  return (
    hold !== undefined &&
    (hold.expiresAt === undefined ||
      Date.parse(hold.expiresAt) > Date.parse(now))
  );
}

/** Automation is not paused. People are never stopped by a hold. @public */
export function holdGate(
  hold: HoldFacts | undefined,
  origin: 'automatic' | 'requested',
  now: string,
): Verdict {
  if (!isHeld(hold, now)) {
    return {
      name: 'hold',
      status: 'passed',
      reason: 'Automation is not held.',
    };
  }
  if (origin === 'requested') {
    return {
      name: 'hold',
      status: 'passed',
      reason: 'Held for automation; a person asked for this.',
    };
  }
  return hold.expiresAt
    ? {
        name: 'hold',
        status: 'waiting',
        reason: `Held by ${nameOf(hold.by)}: ${hold.reason}`,
        until: hold.expiresAt,
      }
    : {
        name: 'hold',
        status: 'needsSomeone',
        reason: `Held by ${nameOf(hold.by)}: ${hold.reason}`,
        who: [hold.by],
      };
}
