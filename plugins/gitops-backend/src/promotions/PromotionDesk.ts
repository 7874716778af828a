import { randomUUID } from 'node:crypto';
import { ConflictError, InputError } from '@backstage/errors';
import {
  decide,
  judgeEligibility,
  judgeGates,
  type PromotionFacts,
} from '@backstage-gitops/policy';
import type { PromotionPlan } from '@backstage-gitops/plugin-gitops-common';
import { personOf } from '../decisions/Decisions';
import { environmentSubject, releaseSubject } from '../decisions/subjects';
import { readContent } from '../environments/readContent';
import type { StoredPipeline } from '../pipelines/Declaration';
import { toReleaseFacts } from '../releases/toFacts';
import {
  type EnvironmentKey,
  type StoredEnvironment,
} from '../store/EnvironmentStore';
import { hasEnded, type StoredPromotion } from '../store/PromotionStore';
import type { StoredRelease } from '../store/ReleaseStore';
import { wantedOf } from './applyChange';
import { differencesBetween, differencesOf } from './differences';
import { loadSituation } from './loadSituation';
import { planChange } from './planChange';
import { type Services } from './services';
import type { Situation, Workplace } from './Workplace';

/** How something is asked for: to see what it would do, or to do it. */
export type Mode = 'plan' | 'do';

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
    const { place, situation } = await this.#look(options);
    const facts = situation.facts.releases.find(({ id }) => id === release.id);
    const eligibility = facts && judgeEligibility(situation.facts, facts);
    if (eligibility?.status !== 'eligible') {
      throw new InputError(
        `${release.version} cannot be promoted to ${place.key.name}: ${
          eligibility?.reason ?? 'it is not known.'
        }`,
      );
    }
    const promotion = this.#draft(place, {
      kind: 'promotion',
      release: release.id,
      requester: by,
      reason,
    });
    return this.#submit(options.mode, place, situation, promotion, release);
  }

  /** Requests that an environment's content is restored as it was after a commit, and holds automation. */
  async rollBack(options: {
    pipeline: StoredPipeline;
    environment: StoredEnvironment;
    commit: string;
    by: string;
    reason?: string;
    reject: 'rejectCurrent' | 'keepCurrent';
    mode: Mode;
  }): Promise<PromotionPlan> {
    const { commit, by, reason, reject, mode } = options;
    const { place, situation } = await this.#look(options);
    if (mode === 'do' && !reason) {
      throw new InputError('A rollback needs a reason.');
    }
    const promotion = this.#draft(place, {
      kind: 'rollback',
      restores: commit,
      requester: by,
      reason,
    });
    const plan = await this.#plan(place, situation, promotion, undefined);
    if (mode === 'plan') return plan;
    const at = new Date().toISOString();
    await this.#services.decisions.record([place.hosted.repository], {
      kind: 'hold',
      subject: environmentSubject(place.key),
      status: 'inForce',
      reason: `Rolled back: ${reason}`,
      by,
      at,
    });
    const running = situation.observation.release;
    if (reject === 'rejectCurrent' && running) {
      await this.#services.decisions.record(
        place.declaration.environments.map(
          ({ place: { repository } }) => repository,
        ),
        {
          kind: 'rejection',
          subject: releaseSubject(place.key.entityRef, running),
          status: 'inForce',
          reason: reason ?? '',
          by,
          at,
        },
      );
    }
    return this.#submit(mode, place, situation, promotion, undefined);
  }

  /** Approves what the caller saw: the head they name must still be the head. */
  async approve(promotion: StoredPromotion, by: string, headCommit: string) {
    const { situation } = await this.#lookAt(promotion);
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
    await this.#tell(promotion, {
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
    const { situation } = await this.#lookAt(promotion);
    const verdict = situation.gates.find(({ name }) => name === gate);
    if (!verdict) {
      throw new InputError(
        `This promotion has no gate "${gate}"; it has ${situation.gates
          .map(({ name }) => name)
          .join(', ')}.`,
      );
    }
    await this.#services.promotions.update(promotion.id, {
      bypassed: [
        ...promotion.bypassed.filter(one => one.gate !== gate),
        { gate, by, reason },
      ],
      updatedAt: new Date().toISOString(),
    });
    await this.#tell(promotion, {
      key: `bypassed:${promotion.id}:${gate}`,
      kind: 'bypassed',
      by,
      reason,
      summary: `${personOf(by).name} bypassed the gate "${gate}": ${
        verdict.reason
      }`,
    });
  }

  /** Asks to merge. @throws ConflictError naming the gate that is not met. */
  async merge(promotion: StoredPromotion, by: string) {
    const { situation } = await this.#lookAt(promotion);
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

  #draft(
    { key, pipeline }: Workplace,
    values: Pick<
      StoredPromotion,
      'kind' | 'release' | 'restores' | 'requester' | 'reason'
    >,
  ): StoredPromotion {
    const at = new Date().toISOString();
    return {
      id: randomUUID(),
      entityRef: key.entityRef,
      environment: key.name,
      origin: 'requested',
      state: 'pending',
      policyCommit: pipeline.policyCommit,
      bypassed: [],
      createdAt: at,
      updatedAt: at,
      ...values,
    };
  }

  async #plan(
    place: Workplace,
    situation: Situation,
    promotion: StoredPromotion,
    release: StoredRelease | undefined,
  ): Promise<PromotionPlan> {
    const { content } = situation;
    const wanted = await wantedOf(place, { promotion, release });
    if (!wanted) throw new InputError('There is nothing to promote.');
    const plan = await planChange({
      mirror: place.hosted.mirror,
      content,
      environment: place.environment,
      wanted,
    });
    if (plan.status !== 'planned') throw new InputError(plan.reason);
    const facts: PromotionFacts = {
      id: promotion.id,
      kind: promotion.kind,
      origin: 'requested',
      release: release && toReleaseFacts(release, []),
      requester: promotion.requester,
      approvals: [],
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
    };
  }

  async #submit(
    mode: Mode,
    place: Workplace,
    situation: Situation,
    promotion: StoredPromotion,
    release: StoredRelease | undefined,
  ): Promise<PromotionPlan> {
    const plan = await this.#plan(place, situation, promotion, release);
    if (mode === 'plan') return plan;
    const current = await this.#services.promotions.current(place.key);
    if (!current) {
      await this.#services.promotions.add(promotion);
    } else if (current.kind === 'rollback' && promotion.kind === 'promotion') {
      throw new ConflictError(
        `A rollback of ${place.key.name} is under way: merge or cancel it first.`,
      );
    } else {
      await this.#services.promotions.replace(
        current,
        {
          state: 'superseded',
          at: promotion.createdAt,
          problem: `${
            personOf(promotion.requester ?? '').name
          } asked for something else.`,
        },
        promotion,
      );
    }
    await this.#tell(promotion, {
      key: `requested:${promotion.id}`,
      kind: 'promotionRequested',
      by: promotion.requester ?? '',
      reason: promotion.reason,
      summary:
        promotion.kind === 'rollback'
          ? `${personOf(promotion.requester ?? '').name} asked to roll ${
              place.key.name
            } back to ${promotion.restores?.slice(0, 12)}.`
          : `${personOf(promotion.requester ?? '').name} asked to promote ${
              release?.version
            } to ${place.key.name}.`,
    });
    return plan;
  }

  async #lookAt(promotion: StoredPromotion) {
    if (hasEnded(promotion.state)) {
      throw new ConflictError(`This promotion has ended: ${promotion.state}.`);
    }
    const key = { entityRef: promotion.entityRef, name: promotion.environment };
    const pipeline = await this.#services.pipelines.get(key.entityRef);
    const environment = await this.#services.environments.get(key);
    if (!pipeline || !environment) {
      throw new ConflictError('This environment is not declared any more.');
    }
    return this.#look({ pipeline, environment });
  }

  async #look(options: {
    pipeline: StoredPipeline;
    environment: StoredEnvironment;
  }): Promise<{ place: Workplace; situation: Situation }> {
    const { pipeline, environment } = options;
    const { declaration } = pipeline;
    const declared = declaration?.environments.find(
      ({ name }) => name === environment.name,
    );
    if (!declaration || !declared) {
      throw new ConflictError(`${environment.name} is not declared any more.`);
    }
    if (declared.blocked.length > 0) {
      throw new InputError(declared.blocked.join(' '));
    }
    const hosted = await this.#services.mirrors.get(declared.place.repository);
    await hosted.mirror.refresh();
    await this.#services.decisions.refresh(hosted);
    if (!environment.indexed || !environment.observation) {
      throw new ConflictError(
        `${environment.name} is still being read from Git; nothing is written before that is complete. Try again in a moment.`,
      );
    }
    const head = hosted.mirror.head(declared.place.branch);
    const content = head && (await readContent(hosted.mirror, head, declared));
    if (!content || content.status === 'failed') {
      throw new InputError(
        content
          ? content.problem
          : `There is no branch ${declared.place.branch} in ${declared.place.repository}.`,
      );
    }
    const key: EnvironmentKey = {
      entityRef: pipeline.entityRef,
      name: environment.name,
    };
    const place: Workplace = {
      services: this.#services,
      key,
      pipeline,
      declaration,
      environment: declared,
      hosted,
    };
    return {
      place,
      situation: await loadSituation(
        place,
        environment.observation,
        content.content,
      ),
    };
  }

  async #wake({ entityRef, environment }: StoredPromotion): Promise<void> {
    await this.#services.environments.wake({ entityRef, name: environment });
  }

  async #tell(
    promotion: StoredPromotion,
    entry: {
      key: string;
      kind: 'approved' | 'bypassed' | 'promotionRequested';
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
      policyCommit: promotion.policyCommit,
    });
    await this.#wake(promotion);
  }
}
