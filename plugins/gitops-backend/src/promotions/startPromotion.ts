import { createHash } from 'node:crypto';
import { judgedBy } from '../history/judgedBy';
import { policyCommitOf } from '../pipelines/declarationOf';
import type { EnvironmentKey } from '../store/EnvironmentStore';
import type { StoredPromotion } from '../store/PromotionStore';
import type { Situation, Workplace } from './Workplace';

/**
 * The id of an automatic promotion follows from what it does and from what was deployed before, so that two replicas
 * that start the same one start one.
 */
function automaticId(
  { entityRef, name }: EnvironmentKey,
  release: string,
  content: string,
): string {
  return createHash('sha256')
    .update(JSON.stringify([entityRef, name, release, content]))
    .digest('hex')
    .slice(0, 32);
}

/** Starts the promotion that automation chose, in place of what was under way. */
export async function startPromotion(
  place: Workplace,
  situation: Situation,
  releaseId: string,
): Promise<void> {
  const { services, key } = place;
  const release = await services.releases.get(key.entityRef, releaseId);
  const at = new Date().toISOString();
  const promotion: StoredPromotion = {
    id: automaticId(key, releaseId, situation.content.digest),
    entityRef: key.entityRef,
    environment: key.name,
    kind: 'promotion',
    origin: 'automatic',
    state: 'pending',
    release: releaseId,
    requester: release?.source?.author?.entityRef,
    policyCommit: policyCommitOf(place),
    bypassed: [],
    createdAt: at,
    updatedAt: at,
  };
  const superseded = situation.current?.promotion;
  if (superseded) {
    const problem = `${release?.version ?? 'A newer release'} took its place.`;
    await services.promotions.replace(
      superseded,
      { state: 'superseded', at, problem },
      promotion,
    );
    await services.history.append({
      ...judgedBy(place, situation.gates),
      entityRef: key.entityRef,
      environment: key.name,
      key: `withdrawn:${superseded.id}`,
      at,
      kind: 'superseded',
      by: { name: 'GitOps' },
      promotion: superseded.id,
      summary: problem,
    });
  } else {
    const before = await services.promotions.get(promotion.id);
    // The same release came here from the same content before and was taken back by hand: this is another promotion.
    await services.promotions.add(
      before
        ? {
            ...promotion,
            id: automaticId(key, releaseId, `${before.id}${before.updatedAt}`),
          }
        : promotion,
    );
  }
}
