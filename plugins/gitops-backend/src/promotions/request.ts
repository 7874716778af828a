import { randomUUID } from 'node:crypto';
import { ConflictError, InputError } from '@backstage/errors';
import {
  type AffectedFacts,
  judgeGates,
  type PromotionFacts,
} from '@backstage-gitops/policy';
import type { PromotionPlan } from '@backstage-gitops/plugin-gitops-common';
import { personOf } from '../decisions/Decisions';
import { judgedBy } from '../history/judgedBy';
import { toReleaseFacts } from '../releases/toFacts';
import { withFreezes } from '../rollbacks/affected';
import { policyCommitOf } from '../pipelines/declarationOf';
import type { StoredPromotion } from '../store/PromotionStore';
import type { StoredRelease } from '../store/ReleaseStore';
import { NOT_LOOKED_AT, promotionView } from '../views/promotionView';
import { differencesOf } from './differences';
import { lockedByPlan } from './loadLocked';
import { planChange, type Wanted } from './planChange';
import type { Situation, Workplace } from './Workplace';

/** How something is asked for: to see what it would do, or to do it. */
export type Mode = 'plan' | 'do';

/** A promotion that somebody asks for, not stored yet. */
export function draftRequest(
  place: Workplace,
  values: Pick<
    StoredPromotion,
    | 'kind'
    | 'release'
    | 'restores'
    | 'restore'
    | 'acts'
    | 'requester'
    | 'reason'
  >,
): StoredPromotion {
  const { key } = place;
  const at = new Date().toISOString();
  return {
    id: randomUUID(),
    entityRef: key.entityRef,
    environment: key.name,
    origin: 'requested',
    state: 'pending',
    policyCommit: policyCommitOf(place),
    bypassed: [],
    createdAt: at,
    updatedAt: at,
    ...values,
  };
}

/** What a request would do, and what its gates say before anyone approved it. @throws InputError saying why it cannot be. */
export async function planRequest(
  place: Workplace,
  situation: Situation,
  request: {
    promotion: StoredPromotion;
    release?: StoredRelease;
    wanted: Wanted;
  },
): Promise<PromotionPlan & { affected: AffectedFacts[] }> {
  const { promotion, release, wanted } = request;
  const { content } = situation;
  const plan = await planChange({
    mirror: place.hosted.mirror,
    content,
    environment: place.environment,
    wanted,
  });
  if (plan.status !== 'planned') throw new InputError(plan.reason);
  const affected = await withFreezes(place.services, plan.affects);
  const facts: PromotionFacts = {
    id: promotion.id,
    kind: promotion.kind,
    origin: 'requested',
    release: release && toReleaseFacts(release, []),
    requester: promotion.requester,
    locked: await lockedByPlan(
      place,
      promotion.requester,
      content.commit,
      plan.changes,
    ),
    approvals: [],
    affects: affected,
    bypassed: [],
    content: 'pending',
    pullRequest: { status: 'none' },
  };
  return {
    differences: await differencesOf(
      place.hosted.mirror,
      content.commit,
      plan.changes,
    ),
    gates: judgeGates(situation.facts, facts),
    warnings: plan.warnings,
    affects: [],
    affected,
  };
}

function summaryOf(
  { key }: Workplace,
  promotion: StoredPromotion,
  release: StoredRelease | undefined,
): string {
  const { name } = personOf(promotion.requester ?? '');
  return promotion.kind === 'rollback'
    ? `${name} asked to roll ${
        promotion.restore === 'image' ? 'the image of ' : ''
      }${key.name} back to ${promotion.restores?.slice(0, 12)}.`
    : `${name} asked to promote ${release?.version} to ${key.name}.`;
}

/** A request with what its gates said when it was made. */
export function judgedRequest(
  promotion: StoredPromotion,
  gates: PromotionPlan['gates'],
): StoredPromotion {
  return {
    ...promotion,
    view: { gates, approvals: [], next: NOT_LOOKED_AT },
  };
}

/** Makes a request the environment's current promotion, in place of what was under way. */
export async function addRequest(
  place: Workplace,
  situation: Situation,
  request: {
    promotion: StoredPromotion;
    release?: StoredRelease;
    gates: PromotionPlan['gates'];
  },
): Promise<PromotionPlan['promotion']> {
  const { services, key } = place;
  const { release, gates } = request;
  const promotion = judgedRequest(request.promotion, gates);
  const by = personOf(promotion.requester ?? '');
  const current = await services.promotions.current(key);
  if (!current) {
    await services.promotions.add(promotion);
  } else if (current.kind === 'rollback' && promotion.kind === 'promotion') {
    throw new ConflictError(
      `A rollback of ${key.name} is under way: merge or cancel it first.`,
    );
  } else {
    const problem = `${by.name} asked for something else.`;
    await services.promotions.replace(
      current,
      { state: 'superseded', at: promotion.createdAt, problem },
      promotion,
    );
    await services.history.append({
      ...judgedBy(place, situation.gates),
      entityRef: key.entityRef,
      environment: key.name,
      key: `withdrawn:${current.id}`,
      at: promotion.createdAt,
      kind: 'superseded',
      by,
      promotion: current.id,
      summary: problem,
    });
  }
  await services.history.append({
    ...judgedBy(place, gates),
    entityRef: key.entityRef,
    environment: key.name,
    key: `requested:${promotion.id}`,
    at: promotion.createdAt,
    kind: 'promotionRequested',
    by,
    reason: promotion.reason,
    promotion: promotion.id,
    summary: summaryOf(place, promotion, release),
  });
  await services.environments.wake(key);
  return promotionView(promotion, release);
}
