import type { Step } from '@backstage-gitops/policy';
import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import { personOf } from '../decisions/Decisions';
import { deleteHeadBranch } from '../promotions/endPromotion';
import { headBranchOf } from '../promotions/headBranch';
import type { Situation, Workplace } from '../promotions/Workplace';
import { readSealedBlock } from '../provenance/sealedBlock';
import type { StoredPromotion } from '../store/PromotionStore';
import type { StoredRelease } from '../store/ReleaseStore';
import { inMarkdown } from './escape';

/** Promotions that are looked through for the one that a pull request was opened for. */
const LOOKED_THROUGH = 20;

/** Open pull requests that are looked at for one that was left over. */
const MOST_OPEN = 500;

type Current = NonNullable<Situation['current']>;

/** The ended promotion that a pull request was opened for, where it was another one than this. */
async function replacedBy(
  { services, key }: Workplace,
  pull: PullRequest,
  current: StoredPromotion | undefined,
): Promise<StoredPromotion | undefined> {
  const earlier = await services.promotions.list({
    entityRefs: [key.entityRef],
    environment: key.name,
    limit: LOOKED_THROUGH,
  });
  return earlier.find(
    one => one.id !== current?.id && one.pullRequest === pull.number,
  );
}

function nameOf(
  promotion: StoredPromotion,
  release: StoredRelease | undefined,
): string {
  return promotion.kind === 'rollback'
    ? `the rollback to ${
        promotion.restores?.slice(0, 12) ?? 'an earlier state'
      }`
    : release?.version ?? 'another release';
}

/** Says in a pull request that it brings something else from now on, and why. */
export async function explainSupersession(
  place: Workplace,
  { promotion, release }: Current,
  pull: PullRequest,
): Promise<void> {
  const { services, hosted, key } = place;
  const before = await replacedBy(place, pull, promotion);
  if (before?.state !== 'superseded') return;
  const earlier = before.release
    ? await services.releases.get(key.entityRef, before.release)
    : undefined;
  const now = nameOf(promotion, release);
  const was = nameOf(before, earlier);
  const why =
    promotion.origin === 'automatic'
      ? `it is newer`
      : `${personOf(promotion.requester ?? 'someone').name} asked for it`;
  await hosted.host.commentOnPullRequest({
    repository: hosted.repository,
    number: pull.number,
    key: `supersedes:${promotion.id}`,
    text: inMarkdown(
      `This brings ${now} from now on, in place of ${was}: ${why}${
        promotion.reason ? ` (${promotion.reason})` : ''
      }. Approvals of what was proposed before do not count for it.`,
    ),
  });
  await services.history.append({
    entityRef: key.entityRef,
    environment: key.name,
    key: `superseded:${before.id}`,
    at: new Date().toISOString(),
    kind: 'superseded',
    by: personOf(promotion.requester ?? 'GitOps'),
    promotion: before.id,
    summary: `Pull request #${pull.number} brings ${now} to ${key.name} from now on, in place of ${was}.`,
  });
}

/**
 * Closes the pull request of a promotion that ended while its successor does not use it, such as one that must wait
 * before it is proposed, or a rollback by commit. Left open, a person could still merge what nobody promotes any more.
 */
export async function closeLeftOver(
  place: Workplace,
  situation: Situation,
  step: Step,
): Promise<void> {
  const { services, hosted, environment, key } = place;
  const headBranch = headBranchOf(key);
  if (
    situation.current?.pullRequest ||
    step.kind === 'start' ||
    step.kind === 'propose' ||
    !hosted.mirror.head(headBranch)
  ) {
    return;
  }
  const open = await hosted.host.listPullRequests({
    repository: hosted.repository,
    baseBranch: environment.place.branch,
    state: 'open',
    limit: MOST_OPEN,
  });
  const pull = open.find(one => one.headBranch === headBranch);
  const block = pull && readSealedBlock(pull.body, services.config.sealKeys);
  if (
    !pull ||
    block?.status !== 'sealed' ||
    block.provenance.pipeline !== key.entityRef ||
    block.provenance.environment !== key.name
  ) {
    return;
  }
  const ended = await replacedBy(place, pull, situation.current?.promotion);
  await hosted.host.closePullRequest({
    repository: hosted.repository,
    number: pull.number,
    comment: inMarkdown(
      `Closed: this is not promoted any more. ${ended?.problem ?? ''}`,
    ),
  });
  await deleteHeadBranch(place);
  await services.history.append({
    entityRef: key.entityRef,
    environment: key.name,
    key: `leftOver:${hosted.repository}:${pull.number}`,
    at: new Date().toISOString(),
    kind: 'pullRequestClosed',
    by: { name: 'GitOps' },
    promotion: ended?.id,
    summary: `Pull request #${
      pull.number
    } was closed: what it brings is not promoted any more. ${
      ended?.problem ?? ''
    }`.trim(),
  });
}
