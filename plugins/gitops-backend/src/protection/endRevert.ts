import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import type { RevertStep } from '@backstage-gitops/policy';
import type { Workplace } from '../promotions/Workplace';
import type { StoredRevert } from '../store/RevertStore';

const STATES = {
  recordMerged: 'merged',
  recordClosed: 'closed',
  withdraw: 'withdrawn',
} as const satisfies Partial<Record<RevertStep, StoredRevert['state']>>;

/** A branch that someone pushed to meanwhile stays: it holds work that is not ours. */
async function deleteHeadBranch(
  { hosted: { mirror } }: Workplace,
  { headBranch }: PullRequest,
  { headCommit }: StoredRevert,
): Promise<void> {
  if (headCommit && mirror.head(headBranch) === headCommit) {
    await mirror.push({
      branch: headBranch,
      commit: undefined,
      expected: headCommit,
    });
  }
}

async function tellClosed(
  { services, hosted }: Workplace,
  revert: StoredRevert,
  { number, state }: PullRequest,
): Promise<void> {
  const by =
    state.status === 'closed' && state.closedBy
      ? await services.people.byLogin(hosted.host, state.closedBy)
      : { name: 'someone on the host' };
  for (const { entityRef, environment } of await services.violations.ofCommit(
    revert,
  )) {
    await services.history.append({
      entityRef,
      environment,
      key: `revertClosed:${entityRef}:${environment}:${revert.commit}`,
      at: new Date().toISOString(),
      kind: 'pullRequestClosed',
      by,
      commit: revert.commit,
      summary: `${by.name} closed pull request #${number}, which would have taken a violation back.`,
    });
  }
}

/** Ends a revert as it came out; one that nothing is left to do for is closed. */
export async function endRevert(
  place: Workplace,
  revert: StoredRevert,
  pull: PullRequest,
  step: keyof typeof STATES,
): Promise<void> {
  const { services, hosted } = place;
  if (step === 'withdraw') {
    await hosted.host.closePullRequest({
      repository: hosted.repository,
      number: pull.number,
      comment:
        'Nothing is left to take back: the files have changed since, or someone let the change stand.',
    });
  }
  if (step === 'recordClosed') await tellClosed(place, revert, pull);
  await services.reverts.update(revert, { state: STATES[step] });
  await deleteHeadBranch(place, pull, revert);
}
