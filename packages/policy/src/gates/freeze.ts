import type { FreezeFacts } from '../facts';
import type { Verdict } from '../verdict';

/** Nothing is frozen here. A freeze stops people too, and rollbacks. @public */
export function freezeGate(freezes: FreezeFacts[]): Verdict {
  const [first] = freezes;
  return first
    ? {
        name: 'freeze',
        status: 'needsSomeone',
        reason: `${first.scope} is frozen by ${first.by}: ${first.reason}`,
        who: [first.by],
      }
    : { name: 'freeze', status: 'passed', reason: 'Nothing is frozen.' };
}
