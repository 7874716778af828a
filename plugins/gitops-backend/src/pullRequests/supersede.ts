import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import { personOf } from '../decisions/Decisions';
import { judgedBy } from '../history/judgedBy';
import type { Situation, Workplace } from '../promotions/Workplace';
import type { StoredPromotion } from '../store/PromotionStore';
import type { StoredRelease } from '../store/ReleaseStore';
import { inMarkdown } from './escape';

/** Promotions that are looked through for the one that a pull request was opened for. */
const LOOKED_THROUGH = 20;

type Current = NonNullable<Situation['current']>;

/** The ended promotion that a pull request was opened for, where it was another one than this. */
export async function openedFor(
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
  const before = await openedFor(place, pull, promotion);
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
    ...judgedBy(place, before.view?.gates ?? []),
    summary: `Pull request #${pull.number} brings ${now} to ${key.name} from now on, in place of ${was}.`,
  });
}
