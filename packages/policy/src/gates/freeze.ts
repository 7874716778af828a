import type { AffectedFacts, FreezeFacts } from '../facts';
import { nameOf, scopeName } from '../naming';
import type { Verdict } from '../verdict';

/**
 * Nothing is frozen, here or where the same files are read. A freeze stops people too, and rollbacks.
 *
 * @remarks
 *
 * Of a frozen environment elsewhere neither the name nor the reason is told: whoever reads this may not see it.
 *
 * @public
 */
export function freezeGate(
  freezes: FreezeFacts[],
  affects: AffectedFacts[] = [],
): Verdict {
  const [first] = freezes;
  const elsewhere = affects.find(({ freeze }) => freeze)?.freeze;
  if (!first && elsewhere) {
    return {
      name: 'freeze',
      status: 'needsSomeone',
      reason: `An environment that reads the same files is frozen by ${nameOf(
        elsewhere.by,
      )}.`,
      who: [elsewhere.by],
    };
  }
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
