import { matchesRevision } from '../../../matchesRevision';
import type { RevisionCase } from '../cases';
import { type Grade, unlike } from '../Grade';

/** The reference does not tell branches from tags: a name matches as either. */
export function gradeRevision(one: RevisionCase): Omit<Grade, 'id'> {
  const got = matchesRevision(one.targetRevision, {
    ref: { kind: 'branch', name: one.pushedRevision },
    touchedDefaultBranch: one.touchedHead,
  });
  return { problems: unlike(one.expected, got) };
}
