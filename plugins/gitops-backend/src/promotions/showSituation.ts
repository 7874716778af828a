import { explain, nextCandidate, type Step } from '@backstage-gitops/policy';
import { approvalNotice } from '../notifications/approvalNotice';
import { approvalsView } from './approvalsView';
import { updateChecklist } from './propose';
import { reportStatuses } from './reportStatuses';
import { withHostsWord } from './withHostsWord';
import type { Situation, Workplace } from './Workplace';

/** The head that people look at: one that was found again is known to be ours only now. */
function headOf({ current, facts }: Situation): string | undefined {
  const pull = current?.pullRequest;
  const isOurs =
    facts.current?.pullRequest.status === 'open' &&
    facts.current.pullRequest.head !== 'changedByOthers';
  return pull && isOurs ? pull.headCommit : current?.promotion.headCommit;
}

/** Keeps what pages show, the pull request's checklist and its statuses in step with what was judged. */
export async function showSituation(
  place: Workplace,
  situation: Situation,
  step: Step,
): Promise<void> {
  const { services, key } = place;
  const next = withHostsWord(
    explain(situation.facts, step),
    step,
    situation.current?.mergeability,
  );
  await services.environments.update(key, {
    next,
    candidate: nextCandidate(situation.facts)?.id,
  });
  const { current } = situation;
  if (!current) return;
  await services.promotions.update(current.promotion.id, {
    policyCommit: current.promotion.policyCommit,
    headCommit: headOf(situation),
    view: {
      gates: situation.gates,
      approvals: approvalsView(situation),
      next,
    },
  });
  await updateChecklist(place, situation);
  await reportStatuses(place, situation);
  const notice = approvalNotice(place, situation);
  if (notice && services.config.notifications === 'on') {
    await services.outbox.add(notice);
  }
}
