import { InputError } from '@backstage/errors';
import { consequencesOf } from '@backstage-gitops/policy';
import type {
  PromotionPlan,
  Restore,
} from '@backstage-gitops/plugin-gitops-common';
import type { StoredPipeline } from '../pipelines/Declaration';
import { look } from '../promotions/look';
import {
  addRequest,
  draftRequest,
  judgedRequest,
  type Mode,
  planRequest,
} from '../promotions/request';
import { type Services } from '../promotions/services';
import type { Situation, Workplace } from '../promotions/Workplace';
import type { StoredEnvironment } from '../store/EnvironmentStore';
import { type RowFilter } from '../store/PipelineStore';
import { type StoredPromotion } from '../store/PromotionStore';
import { promotionView } from '../views/promotionView';
import { affectedView } from './affected';
import { completeRollback } from './completeRollback';
import { DEFAULT_RESTORE, targetOf } from './RollbackTarget';

/** What is asked for, by whichever door it comes. */
export interface RollbackRequest {
  pipeline: StoredPipeline;
  environment: StoredEnvironment;
  /** What the environment held after it is restored. */
  commit: string;
  restore?: Restore;
  by: string;
  /** Needed unless only the plan is asked for. */
  reason?: string;
  reject: 'rejectCurrent' | 'keepCurrent';
  /** Pipelines whose names the caller may be told; undefined: none but this one. */
  readable?: RowFilter;
  mode: Mode;
}

/** The one way back, for the page, the API and whoever else asks. */
export class Rollbacks {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /**
   * Plans a rollback, or requests it: then automation is held and, if asked, the release that runs now is rejected in
   * the same act. Asked for again while it is under way, it is the same rollback.
   *
   * @throws InputError saying why it cannot be done, or what is missing.
   */
  async rollBack(request: RollbackRequest): Promise<PromotionPlan> {
    const { place, situation } = await look(this.#services, request);
    const { mode, by, reason } = request;
    if (mode === 'do' && !reason) {
      throw new InputError('A rollback needs a reason.');
    }
    const promotion = draftRequest(place, {
      kind: 'rollback',
      restores: request.commit,
      restore: request.restore ?? DEFAULT_RESTORE,
      acts: actsOf(request, situation),
      requester: by,
      reason,
    });
    const target = await targetOf(place, promotion, async pipelines =>
      request.readable
        ? this.#services.pipelines.among(pipelines, request.readable)
        : new Set(),
    );
    const { affected, ...planned } = await planRequest(place, situation, {
      promotion,
      wanted: target,
    });
    const plan: PromotionPlan = {
      ...planned,
      warnings: [
        ...planned.warnings,
        ...consequencesOf(
          place.environment.policy,
          promotion.acts?.rejects?.version,
        ),
      ],
      affects: affected.map(one => affectedView(one, target.visible)),
    };
    return mode === 'plan'
      ? plan
      : {
          ...plan,
          promotion: await this.#request(place, situation, promotion, plan),
        };
  }

  async #request(
    place: Workplace,
    situation: Situation,
    promotion: StoredPromotion,
    { gates }: PromotionPlan,
  ): Promise<PromotionPlan['promotion']> {
    const { promotions } = this.#services;
    const current = await promotions.current(place.key);
    if (!current || !isSame(current, promotion)) {
      const view = await addRequest(place, situation, { promotion, gates });
      await completeRollback(place, judgedRequest(promotion, gates));
      return view;
    }
    // Asked for again, it may be asked to reject what it did not reject before.
    const acts = promotion.acts?.rejects ? promotion.acts : current.acts;
    await completeRollback(place, { ...current, acts });
    return promotionView(current, undefined);
  }
}

/** What goes with it: the hold always, the rejection of what runs now where it is asked for. */
function actsOf(
  { reject }: RollbackRequest,
  { observation, facts }: Situation,
): NonNullable<StoredPromotion['acts']> {
  const running = facts.releases.find(({ id }) => id === observation.release);
  return reject === 'rejectCurrent' && running
    ? { rejects: { release: running.id, version: running.version } }
    : {};
}

function isSame(one: StoredPromotion, other: StoredPromotion): boolean {
  return (
    one.kind === 'rollback' &&
    one.restores === other.restores &&
    (one.restore ?? DEFAULT_RESTORE) === other.restore
  );
}
