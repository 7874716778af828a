import type { Step } from '@backstage-gitops/policy';
import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import { judgedBy } from '../history/judgedBy';
import { deleteHeadBranch } from '../promotions/endPromotion';
import { headBranchOf } from '../promotions/headBranch';
import { sealedCommit } from '../promotions/sealedCommit';
import type { Situation, Workplace } from '../promotions/Workplace';
import type { Provenance } from '../provenance/Provenance';
import { readSealedBlock } from '../provenance/sealedBlock';
import { inMarkdown } from './escape';
import { openedFor } from './supersede';

/** The open pull request that this suite proposed for an environment, and what it said of it. */
async function findOurs({
  services,
  hosted,
  environment,
  key,
}: Workplace): Promise<
  { pull: PullRequest; provenance: Provenance } | undefined
> {
  const headBranch = headBranchOf(key);
  // The branch is deleted wherever a pull request ends: without it nobody is asked.
  if (!hosted.mirror.head(headBranch)) return undefined;
  const open = await services.hostReader.openPullRequests(
    hosted,
    environment.place.branch,
    performance.now(),
  );
  const pull = open.find(one => one.headBranch === headBranch);
  const block = pull && readSealedBlock(pull.body, services.config.sealKeys);
  return pull &&
    block?.status === 'sealed' &&
    block.provenance.pipeline === key.entityRef &&
    block.provenance.environment === key.name
    ? { pull, provenance: block.provenance }
    : undefined;
}

async function close(
  place: Workplace,
  { current }: Situation,
  pull: PullRequest,
): Promise<void> {
  const { services, hosted, key } = place;
  const ended = await openedFor(place, pull, current?.promotion);
  const why = ended?.problem ? ` ${ended.problem}` : '';
  await hosted.host.closePullRequest({
    repository: hosted.repository,
    number: pull.number,
    comment: inMarkdown(`Closed: this is not promoted any more.${why}`),
  });
  await services.hostReader.changed(hosted.repository, pull.number);
  await deleteHeadBranch(place);
  await services.history.append({
    entityRef: key.entityRef,
    environment: key.name,
    key: `leftOver:${hosted.repository}:${pull.number}`,
    at: new Date().toISOString(),
    kind: 'pullRequestClosed',
    by: { name: 'GitOps' },
    promotion: ended?.id,
    ...judgedBy(place, ended?.view?.gates ?? []),
    summary: `Pull request #${pull.number} was closed: what it brings is not promoted any more.${why}`,
  });
}

/**
 * Closes the pull request of a promotion that ended while its successor does not use it, such as one that must wait
 * before it is proposed, or a rollback by commit: left open, a person could still merge what nobody promotes any more.
 * One that was opened just before its process died belongs to its promotion again.
 */
export async function settleLeftOver(
  place: Workplace,
  situation: Situation,
  step: Step,
): Promise<void> {
  const { current } = situation;
  if (
    current?.pullRequest ||
    step.kind === 'start' ||
    step.kind === 'propose'
  ) {
    return;
  }
  const ours = await findOurs(place);
  if (!ours) return;
  const { pull, provenance } = ours;
  if (provenance.promotion !== current?.promotion.id) {
    await close(place, situation, pull);
    return;
  }
  await place.services.promotions.update(provenance.promotion, {
    state: 'open',
    pullRequest: pull.number,
    pullRequestUrl: pull.url,
    // Somebody may have pushed meanwhile.
    headCommit: await sealedCommit(
      place,
      provenance.promotion,
      pull.headCommit,
    ),
    updatedAt: new Date().toISOString(),
  });
}
