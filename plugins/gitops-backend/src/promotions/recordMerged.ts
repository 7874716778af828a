import { describePassing } from '@backstage-gitops/policy';
import { personOf } from '../decisions/Decisions';
import { judgedBy } from '../history/judgedBy';
import { approvalsView } from './approvalsView';
import type { Situation, Workplace } from './Workplace';

/**
 * Records that this suite merged the pull request. Told again it changes nothing: where the host merged and its answer
 * never arrived, whoever sees the merge next tells of it.
 */
export async function recordMerged(
  place: Workplace,
  situation: Situation,
  { promotion, pullRequest }: NonNullable<Situation['current']>,
  commit: string,
): Promise<void> {
  const { services, hosted, key } = place;
  await services.history.append({
    entityRef: key.entityRef,
    environment: key.name,
    key: `merged:${promotion.id}`,
    at: new Date().toISOString(),
    kind: 'merged',
    by: personOf(promotion.mergeRequestedBy ?? 'GitOps'),
    promotion: promotion.id,
    commit,
    commitUrl: hosted.host.commitUrl(hosted.repository, commit),
    ...judgedBy(place, situation.gates),
    approvals: approvalsView(situation),
    summary: `Pull request #${
      pullRequest?.number
    } was merged. ${describePassing(situation.gates)}`,
  });
}
