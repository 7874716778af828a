import type { Step } from '@backstage-gitops/policy';
import { blocksMerging } from '@backstage-gitops/policy';
import { holdAffected } from '../rollbacks/holdAffected';
import { recordUnmetGate } from '../protection/recordUnmetGate';
import { type PromotionState } from '../store/PromotionStore';
import { inMarkdown } from '../pullRequests/escape';
import { judgedBy } from '../history/judgedBy';
import { approvalsView } from './approvalsView';
import { headBranchOf } from './headBranch';
import { recordMerged } from './recordMerged';
import type { Situation, Workplace } from './Workplace';

type Current = NonNullable<Situation['current']>;

/** Deletes the branch on which the environment's changes are proposed. */
export async function deleteHeadBranch({
  hosted,
  key,
}: Workplace): Promise<void> {
  const branch = headBranchOf(key);
  const expected = hosted.mirror.head(branch);
  // A branch that someone pushed to meanwhile stays: it holds work that is not ours.
  if (expected) {
    await hosted.mirror.push({ branch, commit: undefined, expected });
  }
}

/** Records a merge that people did past the gates. It is never fought: it is a fact, and it is shown. */
async function recordViolation(
  place: Workplace,
  situation: Situation,
  current: Current,
): Promise<void> {
  const { promotion, pullRequest } = current;
  const { services, hosted, key } = place;
  const state = pullRequest?.state;
  if (state?.status !== 'merged') return;
  if (state.mergedBy === hosted.host.botLogin) {
    await recordMerged(place, situation, current, state.commit);
    return;
  }
  const unmet = blocksMerging(situation.gates);
  const by = await services.people.byLogin(
    hosted.host,
    state.mergedBy ?? 'someone on the host',
  );
  const told = {
    ...judgedBy(place, situation.gates),
    promotion: promotion.id,
    approvals: approvalsView(situation),
  };
  const merge = {
    commit: state.commit,
    at: state.mergedAt ?? new Date().toISOString(),
    by,
  };
  if (unmet) {
    await recordUnmetGate(
      place,
      {
        ...merge,
        reason: `${by.name} merged pull request #${pullRequest?.number} in the host although the gate "${unmet.name}" was not met: ${unmet.reason}`,
        pullRequest: pullRequest?.number,
      },
      told,
    );
    return;
  }
  await services.history.append({
    ...merge,
    ...told,
    entityRef: key.entityRef,
    environment: key.name,
    key: `merged:${promotion.id}`,
    kind: 'merged',
    commitUrl: hosted.host.commitUrl(hosted.repository, state.commit),
    summary: `${by.name} merged pull request #${pullRequest?.number} in the host.`,
  });
}

/** Ends the promotion as it came out. */
export async function settle(
  place: Workplace,
  situation: Situation,
  current: Current,
  step: Extract<Step, { kind: 'settle' }>,
): Promise<void> {
  const { services, key, hosted } = place;
  const { promotion, pullRequest } = current;
  const at = new Date().toISOString();
  await recordViolation(place, situation, current);
  if (pullRequest?.state.status === 'merged') {
    await holdAffected(place, situation);
  }
  const commit =
    pullRequest?.state.status === 'merged'
      ? pullRequest.state.commit
      : current.landed;
  await services.promotions.update(promotion.id, {
    state: step.outcome,
    ...(commit ? { commit } : {}),
    view: promotion.view && { ...promotion.view, gates: situation.gates },
    updatedAt: at,
  });
  if (step.outcome === 'closed') {
    const by =
      pullRequest?.state.status === 'closed' && pullRequest.state.closedBy
        ? await services.people.byLogin(hosted.host, pullRequest.state.closedBy)
        : { name: 'someone on the host' };
    await services.history.append({
      entityRef: key.entityRef,
      environment: key.name,
      key: `closed:${promotion.id}`,
      at,
      kind: 'pullRequestClosed',
      by,
      promotion: promotion.id,
      ...judgedBy(place, situation.gates),
      summary: `${by.name} closed pull request #${pullRequest?.number} without merging it.`,
    });
  }
  if (pullRequest) await deleteHeadBranch(place);
}

/** Closes the proposal and ends the promotion. */
export async function withdraw(
  place: Workplace,
  situation: Situation,
  current: Current,
  step: Extract<Step, { kind: 'withdraw' }>,
): Promise<void> {
  const { services, hosted, key } = place;
  const { promotion, pullRequest } = current;
  if (pullRequest?.state.status === 'open') {
    await hosted.host.closePullRequest({
      repository: hosted.repository,
      number: pullRequest.number,
      comment: inMarkdown(step.reason),
    });
    await services.hostReader.changed(hosted.repository, pullRequest.number);
    await deleteHeadBranch(place);
  }
  await endWith(place, promotion.id, step.outcome, step.reason);
  await services.history.append({
    entityRef: key.entityRef,
    environment: key.name,
    key: `withdrawn:${promotion.id}`,
    at: new Date().toISOString(),
    kind: step.outcome === 'cancelled' ? 'cancelled' : 'superseded',
    by: { name: 'GitOps' },
    promotion: promotion.id,
    ...judgedBy(place, situation.gates),
    summary: step.reason,
  });
}

/** Ends a promotion that no retry helps. */
export async function fail(
  place: Workplace,
  situation: Situation,
  { promotion }: Current,
  reason: string,
): Promise<void> {
  const { services, key } = place;
  await endWith(place, promotion.id, 'failed', reason);
  await services.history.append({
    entityRef: key.entityRef,
    environment: key.name,
    key: `failed:${promotion.id}`,
    at: new Date().toISOString(),
    kind: 'failed',
    by: { name: 'GitOps' },
    promotion: promotion.id,
    ...judgedBy(place, situation.gates),
    summary: reason,
  });
}

async function endWith(
  { services }: Workplace,
  id: string,
  state: PromotionState,
  problem: string,
): Promise<void> {
  await services.promotions.update(id, {
    state,
    problem,
    updatedAt: new Date().toISOString(),
  });
}
