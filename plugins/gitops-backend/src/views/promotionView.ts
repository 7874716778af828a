import type {
  Decision,
  NextStep,
  Promotion,
  ReleaseReference,
} from '@backstage-gitops/plugin-gitops-common';
import { personOf } from '../decisions/Decisions';
import type { StoredDecision } from '../store/DecisionStore';
import type { StoredPromotion } from '../store/PromotionStore';
import type { StoredRelease } from '../store/ReleaseStore';

/** A release by name, to be spread where there is one. */
export function referenceTo(release: StoredRelease | undefined): {
  release?: ReleaseReference;
} {
  return release
    ? {
        release: {
          id: release.id,
          version: release.version,
          mutable: release.images.some(({ digest }) => !digest),
        },
      }
    : {};
}

/** A hold, freeze or rejection as pages show it. */
export function decisionView(decision: StoredDecision): Decision {
  return {
    by: personOf(decision.by),
    at: decision.at,
    reason: decision.reason,
    scope: decision.subject,
    ...(decision.expiresAt ? { expiresAt: decision.expiresAt } : {}),
  };
}

/** What is said of a promotion before it was looked at. */
export const NOT_LOOKED_AT: NextStep = {
  sentence: 'Waiting to be looked at.',
  action: 'wait',
};

/** A promotion as pages show it: what was judged when it was last looked at. */
export function promotionView(
  promotion: StoredPromotion,
  release: StoredRelease | undefined,
  commitUrl?: (commit: string) => string,
): Promotion {
  const { view } = promotion;
  return {
    id: promotion.id,
    entityRef: promotion.entityRef,
    environment: promotion.environment,
    kind: promotion.kind,
    state: promotion.state,
    automatic: promotion.origin === 'automatic',
    ...referenceTo(release),
    ...(promotion.restores ? { restores: promotion.restores } : {}),
    ...(promotion.restore ? { restore: promotion.restore } : {}),
    requestedBy: personOf(promotion.requester ?? 'automation'),
    ...(promotion.reason ? { reason: promotion.reason } : {}),
    createdAt: promotion.createdAt,
    updatedAt: promotion.updatedAt,
    ...(promotion.pullRequest && promotion.pullRequestUrl
      ? {
          pullRequest: {
            number: promotion.pullRequest,
            url: promotion.pullRequestUrl,
            headCommit: promotion.headCommit ?? '',
          },
        }
      : {}),
    ...(promotion.commit && promotion.state === 'done'
      ? {
          commit: promotion.commit,
          ...(commitUrl ? { commitUrl: commitUrl(promotion.commit) } : {}),
        }
      : {}),
    gates: view?.gates ?? [],
    approvals: view?.approvals ?? [],
    next: view?.next ?? NOT_LOOKED_AT,
    ...(promotion.problem ? { problem: promotion.problem } : {}),
  };
}
