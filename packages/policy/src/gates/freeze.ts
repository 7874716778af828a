import type { FreezeFacts } from '../facts';
import { nameOf, scopeName } from '../naming';
import type { Verdict } from '../verdict';

/** Nothing is frozen here. A freeze stops people too, and rollbacks. @public */
export function freezeGate(freezes: FreezeFacts[]): Verdict {
  const [first] = freezes;
  return first
    ? {
        name: 'freeze',
        status: 'needsSomeone',
        reason: `${scopeName(first.scope)} is frozen by ${nameOf(first.by)}: ${
          first.reason
        }`,
        who: [first.by],
      }
    : { name: 'freeze', status: 'passed', reason: 'Nothing is frozen.' };
}
