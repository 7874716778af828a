import { isOpen } from '@backstage-gitops/policy';
import type { Situation, Workplace } from '../promotions/Workplace';
import { subjectLine } from '../promotions/texts';
import { subjectOf } from '../promotions/applyChange';
import { type Notice, tabOf } from './Notice';

/** Gates that an approval opens. */
const APPROVED: ReadonlySet<string> = new Set(['approvals', 'locked']);

/**
 * Asks those who can approve an open promotion to do so, once for what is proposed: while something else keeps it back as
 * well, nobody is asked.
 */
export function approvalNotice(
  place: Workplace,
  { current, gates, facts }: Situation,
): Notice | undefined {
  const { key, pipeline } = place;
  const pull = current?.pullRequest;
  const unmet = gates.filter(gate => !isOpen(gate));
  if (
    !current ||
    pull?.state.status !== 'open' ||
    unmet.length === 0 ||
    !unmet.every(({ name }) => APPROVED.has(name))
  ) {
    return undefined;
  }
  const named = unmet.flatMap(gate =>
    gate.status === 'needsSomeone' ? gate.who : [],
  );
  return {
    kind: 'notice',
    at: facts.now,
    scope: `gitops:approval:${current.promotion.id}:${pull.headCommit}`,
    recipients: named.length > 0 ? [...new Set(named)] : pipeline.owners,
    title: `${subjectLine(subjectOf(place, current))}: waits for your approval`,
    description: unmet.map(({ reason }) => reason).join(' '),
    link: tabOf(key.entityRef),
    severity: 'normal',
    topic: 'gitops-approval',
  };
}
