import { personOf } from '../decisions/Decisions';
import { environmentSubject, releaseSubject } from '../decisions/subjects';
import { judgedBy } from '../history/judgedBy';
import type { Workplace } from '../promotions/Workplace';
import type { StoredPromotion } from '../store/PromotionStore';

/**
 * Records what goes with a rollback: the hold, and the release that is rejected in the same act.
 *
 * @remarks
 *
 * The rollback itself is stored first and names its acts. Whoever finds it, after a crash the next pass, completes them
 * before anything else is done with the environment; both at once change nothing twice, and what people decided since
 * stands.
 */
export async function completeRollback(
  place: Workplace,
  promotion: StoredPromotion,
): Promise<void> {
  const { services, key, declaration, environment } = place;
  const { acts, requester = 'automation', reason = '' } = promotion;
  if (!acts) return;
  const common = {
    status: 'inForce',
    by: requester,
    at: promotion.createdAt,
  } as const;
  const told = {
    ...judgedBy(place, promotion.view?.gates ?? []),
    entityRef: key.entityRef,
    environment: key.name,
    at: promotion.createdAt,
    by: personOf(requester),
    reason,
    promotion: promotion.id,
  };
  await services.decisions.recordOnce([environment.place.repository], {
    ...common,
    kind: 'hold',
    subject: environmentSubject(key),
    reason: `Rolled back to ${promotion.restores?.slice(0, 12)}: ${reason}`,
  });
  await services.history.append({
    ...told,
    key: `hold:${promotion.id}`,
    kind: 'held',
    summary: `Automation of ${key.name} is held: it is rolled back.`,
  });
  if (acts.rejects) {
    const { release, version } = acts.rejects;
    await services.decisions.recordOnce(
      declaration.environments.map(({ place: { repository } }) => repository),
      {
        ...common,
        kind: 'rejection',
        subject: releaseSubject(key.entityRef, release),
        reason,
      },
    );
    await services.history.append({
      ...told,
      key: `rejection:${promotion.id}`,
      kind: 'releaseRejected',
      release: { id: release, version, mutable: false },
      summary: `${version} was rejected with the rollback: it is promoted nowhere until this is cleared.`,
    });
  }
  await services.promotions.update(promotion.id, { acts: undefined });
  await services.environments.wake({ entityRef: key.entityRef });
}

/** Completes the environment's rollback under way, where a process died over it. */
export async function completeCurrentRollback(place: Workplace): Promise<void> {
  const current = await place.services.promotions.current(place.key);
  if (current?.acts) await completeRollback(place, current);
}
