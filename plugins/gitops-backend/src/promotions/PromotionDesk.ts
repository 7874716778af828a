import { ConflictError, InputError } from '@backstage/errors';
import {
  decide,
  judgeEligibility,
  isOpen,
  type Verdict,
} from '@backstage-gitops/policy';
import type { PromotionPlan } from '@backstage-gitops/plugin-gitops-common';
import { personOf } from '../decisions/Decisions';
import { readContent } from '../environments/readContent';
import type { StoredPipeline } from '../pipelines/Declaration';
import type { StoredEnvironment } from '../store/EnvironmentStore';
import { hasEnded, type StoredPromotion } from '../store/PromotionStore';
import type { StoredRelease } from '../store/ReleaseStore';
import { judgedBy } from '../history/judgedBy';
import { differencesBetween } from './differences';
import { look, lookAt } from './look';
import { addRequest, draftRequest, type Mode, planRequest } from './request';
import { type Services } from './services';
import type { Workplace } from './Workplace';

/** Where people ask: what they ask for is written down here and done by the worker. */
export class PromotionDesk {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Requests the promotion of a release. */
  async promote(options: {
    pipeline: StoredPipeline;
    environment: StoredEnvironment;
    release: StoredRelease;
    by: string;
    reason?: string;
    mode: Mode;
  }): Promise<PromotionPlan> {
    const { release, by, reason } = options;
    const { place, situation } = await look(this.#services, options);
    const facts = situation.facts.releases.find(({ id }) => id === release.id);
    const eligibility = facts && judgeEligibility(situation.facts, facts);
    if (eligibility?.status !== 'eligible') {
      throw new InputError(
        `${release.version} cannot be promoted to ${place.key.name}: ${
          eligibility?.reason ?? 'it is not known.'
        }`,
      );
    }
    const promotion = draftRequest(place, {
      kind: 'promotion',
      release: release.id,
      requester: by,
      reason,
    });
    const { affected: _, ...plan } = await planRequest(place, situation, {
      promotion,
      release,
      wanted: { kind: 'promotion', release },
    });
    if (options.mode === 'plan') return plan;
    const { gates } = plan;
    return {
      ...plan,
      promotion: await addRequest(place, situation, {
        promotion,
        release,
        gates,
      }),
    };
  }

  /** Approves what the caller saw: the head they name must still be the head. */
  async approve(promotion: StoredPromotion, by: string, headCommit: string) {
    const { place, situation } = await lookAt(this.#services, promotion);
    const pull = situation.current?.pullRequest;
    if (!pull || pull.state.status !== 'open' || !situation.current?.proposed) {
      throw new ConflictError(
        'There is no open pull request to approve; wait until it is proposed.',
      );
    }
    if (pull.headCommit !== headCommit) {
      throw new ConflictError(
        'The pull request has changed since you looked at it; look again and approve that.',
      );
    }
    const at = new Date().toISOString();
    await this.#services.promotions.approve(promotion.id, {
      user: by,
      content: situation.current.proposed,
      at,
    });
    await this.#tell(place, promotion, situation.gates, {
      key: `approved:${promotion.id}:${by}:${situation.current.proposed}`,
      kind: 'approved',
      by,
      at,
      summary: `${personOf(by).name} approved ${
        situation.current.release?.version ?? 'the rollback'
      } for ${promotion.environment}.`,
    });
  }

  /** Skips one gate. */
  async bypass(
    promotion: StoredPromotion,
    by: string,
    gate: string,
    reason: string,
  ) {
    const { place, situation } = await lookAt(this.#services, promotion);
    const verdict = situation.gates.find(({ name }) => name === gate);
    if (!verdict) {
      throw new InputError(
        `This promotion has no gate "${gate}"; it has ${situation.gates
          .map(({ name }) => name)
          .join(', ')}.`,
      );
    }
    if (isOpen(verdict)) {
      throw new ConflictError(
        `There is nothing to bypass: the gate "${gate}" is open. ${verdict.reason}`,
      );
    }
    const at = new Date().toISOString();
    await this.#services.promotions.update(promotion.id, {
      bypassed: [
        ...promotion.bypassed.filter(one => one.gate !== gate),
        { gate, by, reason, skipped: verdict.reason },
      ],
      updatedAt: at,
    });
    await this.#tell(place, promotion, situation.gates, {
      key: `bypassed:${promotion.id}:${gate}:${at}`,
      kind: 'bypassed',
      by,
      at,
      reason,
      summary: `${personOf(by).name} bypassed the gate "${gate}": ${
        verdict.reason
      }`,
    });
  }

  /** Asks to merge. @throws ConflictError naming the gate that is not met. */
  async merge(promotion: StoredPromotion, by: string) {
    const { situation } = await lookAt(this.#services, promotion);
    const facts = situation.facts.current;
    const step =
      facts &&
      decide({
        ...situation.facts,
        current: { ...facts, mergeRequestedBy: by },
      });
    if (step?.kind === 'wait') {
      throw new ConflictError(`It cannot be merged yet: ${step.gate.reason}`);
    }
    if (step?.kind !== 'merge') {
      throw new ConflictError(
        'There is nothing to merge: the pull request is not open, or not up to date yet.',
      );
    }
    await this.#services.promotions.update(promotion.id, {
      mergeRequestedBy: by,
      updatedAt: new Date().toISOString(),
    });
    await this.#wake(promotion);
  }

  /** Drops a promotion. */
  async cancel(promotion: StoredPromotion, by: string, reason: string) {
    if (hasEnded(promotion.state)) {
      throw new ConflictError(`This promotion has ended: ${promotion.state}.`);
    }
    await this.#services.promotions.update(promotion.id, {
      cancelled: { by, reason },
      updatedAt: new Date().toISOString(),
    });
    await this.#wake(promotion);
  }

  /** The differences that a promotion proposes or has made. */
  async differences(promotion: StoredPromotion) {
    const pipeline = await this.#services.pipelines.get(promotion.entityRef);
    const environment = pipeline?.declaration?.environments.find(
      ({ name }) => name === promotion.environment,
    );
    if (!environment) return [];
    const { mirror } = await this.#services.mirrors.get(
      environment.place.repository,
    );
    const made = promotion.commit ?? promotion.headCommit;
    const record = made ? await mirror.commit(made) : undefined;
    const base = mirror.head(environment.place.branch);
    if (!record || !base) return [];
    const from = promotion.commit
      ? record.parents[0]
      : (await mirror.mergeBase(base, record.commit)) ?? record.parents[0];
    if (!from) return [];
    const [before, after] = [
      await readContent(mirror, from, environment),
      await readContent(mirror, record.commit, environment),
    ];
    return differencesBetween(mirror, from, record.commit, [
      ...(before.status === 'read' ? before.content.own.keys() : []),
      ...(after.status === 'read' ? after.content.own.keys() : []),
    ]);
  }

  async #wake({ entityRef, environment }: StoredPromotion): Promise<void> {
    await this.#services.environments.wake({ entityRef, name: environment });
  }

  async #tell(
    place: Workplace,
    promotion: StoredPromotion,
    gates: Verdict[],
    entry: {
      key: string;
      kind: 'approved' | 'bypassed';
      by: string;
      at?: string;
      reason?: string;
      summary: string;
    },
  ): Promise<void> {
    await this.#services.history.append({
      ...entry,
      at: entry.at ?? new Date().toISOString(),
      by: personOf(entry.by),
      entityRef: promotion.entityRef,
      environment: promotion.environment,
      promotion: promotion.id,
      ...judgedBy(place, gates),
    });
    await this.#wake(promotion);
  }
}
