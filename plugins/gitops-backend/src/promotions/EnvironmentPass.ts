import { isDeepStrictEqual } from 'node:util';
import { decide, type Step } from '@backstage-gitops/policy';
import { askEndpoints } from '../endpoints/askEndpoints';
import { observe } from '../environments/observe';
import { declarationOf } from '../pipelines/declarationOf';
import { recover } from '../environments/recover';
import { completeCurrentRollback } from '../rollbacks/completeRollback';
import { tendReverts } from '../protection/tendReverts';
import { watchEnvironment } from '../protection/watchEnvironment';
import type { Lease, StoredEnvironment } from '../store/EnvironmentStore';
import { settleLeftOver } from '../pullRequests/settleLeftOver';
import { commitChange, type Effect } from './applyChange';
import { decideMergeAgain, isCommitDue } from './decideAgain';
import { fail, settle, withdraw } from './endPromotion';
import { loadSituation } from './loadSituation';
import { mergeProposal } from './mergeProposal';
import { propose } from './propose';
import { restAfter } from './restAfter';
import { type Ended, restOf } from './restOf';
import { type Services } from './services';
import { showSituation } from './showSituation';
import { startPromotion } from './startPromotion';
import type { Situation, Workplace } from './Workplace';

/** Steps that one pass takes at most; what is left is taken by the next. */
const MAX_STEPS = 12;

/** How long a lease lasts between two renewals, in milliseconds. */
export const LEASE = 60_000;

/** Steps that do nothing. */
const RESTING: ReadonlySet<Step['kind']> = new Set(['idle', 'wait']);

/** What a pass came to. */
export interface Passed {
  /** Did anything change that a page shows? */
  shown: 'same' | 'changed';
  /** How long it need not be looked at again unless something is told of it, in milliseconds. */
  rest: number;
}

/** How the work of a pass ended. */
interface Worked {
  /** `brokeOff`: by an accident, such as a host that does not answer. */
  status: 'finished' | 'brokeOff';
  /** Why what is shown of the environment is old, where it is. */
  stale: string | undefined;
  /** Where it came to rest; missing where it did not. */
  ended?: Ended;
}

async function performEffect(
  place: Workplace,
  situation: Situation,
  current: NonNullable<Situation['current']>,
  kind: 'commit' | 'propose' | 'merge',
  stillOurs: () => Promise<boolean>,
): Promise<Effect> {
  switch (kind) {
    case 'commit':
      return commitChange(
        place,
        current,
        async () =>
          (await stillOurs()) && (await isCommitDue(place, situation)),
      );
    case 'propose':
      return propose(place, situation, current, stillOurs);
    default:
      return mergeProposal(place, situation, current, stillOurs);
  }
}

/**
 * One look at one environment: reads what Git and the host hold, decides, performs one idempotent effect at a time, and
 * records. Whatever stopped an earlier pass, this one starts from what is there.
 */
export class EnvironmentPass {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  async run(lease: Lease): Promise<Passed> {
    const before = await this.#shown(lease);
    const { environments, config } = this.#services;
    if (!before.environment) return { shown: 'same', rest: config.git.poll };
    const worked = await this.#work(lease, before.environment).catch(
      (error): Worked => ({
        status: 'brokeOff',
        stale: this.#explain(lease, error),
      }),
    );
    const { stale } = worked;
    if (stale !== before.environment.stale) {
      await environments.update(lease, { stale });
    }
    const after = await this.#shown(lease);
    const visible = ({ environment, ...shown }: typeof after) => ({
      ...shown,
      environment: { ...environment, asOf: undefined },
    });
    return {
      shown: isDeepStrictEqual(visible(before), visible(after))
        ? 'same'
        : 'changed',
      rest:
        worked.status === 'brokeOff'
          ? restAfter(config.git.poll, await environments.staleFor(lease))
          : await restOf(this.#services, after, worked.ended),
    };
  }

  /** An accident is not the last word: it is shown, and what it broke off is tried again. */
  #explain({ name, entityRef }: Lease, error: unknown): string {
    const message = error instanceof Error ? error.message : String(error);
    this.#services.logger.warn(`${name} of ${entityRef} is tried again`, {
      error: message,
    });
    return message;
  }

  async #shown(lease: Lease) {
    const { environments, promotions, violations, reverts } = this.#services;
    return {
      environment: await environments.get(lease),
      promotion: await promotions.current(lease),
      violations: await violations.open(lease),
      reverts: await reverts.unfinished(lease),
    };
  }

  async #work(lease: Lease, stored: StoredEnvironment): Promise<Worked> {
    const finished = (stale: string | undefined, ended?: Ended): Worked => ({
      status: 'finished',
      stale,
      ended,
    });
    const services = this.#services;
    const pipeline = await services.pipelines.get(lease.entityRef);
    const environment = pipeline?.declaration?.environments.find(
      ({ name }) => name === lease.name,
    );
    if (!pipeline?.declaration || !environment) return finished(stored.stale);
    const declaration = declarationOf(pipeline.declaration, environment);
    const key = { entityRef: lease.entityRef, name: lease.name };
    if (environment.blocked.length > 0) {
      // Outside the boundary nothing is even read.
      await services.environments.update(key, {
        next: { sentence: environment.blocked.join(' '), action: 'fix' },
        candidate: undefined,
      });
      await services.branches.leave(key);
      return finished(stored.stale);
    }
    const hosted = await services.mirrors.get(environment.place.repository);
    const place: Workplace = {
      services,
      key,
      pipeline,
      declaration,
      environment,
      hosted,
    };
    const stillOurs = () => services.environments.renew(lease, LEASE);
    const began = performance.now();
    // What is remembered of the host will do to find out that there is nothing to do.
    let since: number | undefined;
    for (let count = 0; count < MAX_STEPS; count += 1) {
      await services.hostReader.refresh(hosted, since);
      await services.decisions.refresh(hosted);
      await completeCurrentRollback(place);
      if (count === 0) {
        await watchEnvironment(place, stillOurs);
        await tendReverts(place, stillOurs);
      }
      const observed = await observe({
        services,
        hosted,
        entityRef: key.entityRef,
        declaration,
        environment,
        stored: (await services.environments.get(key)) ?? stored,
      });
      if (observed.status === 'failed') {
        await services.environments.update(key, {
          next: { sentence: observed.problem, action: 'fix' },
        });
        return finished(observed.problem);
      }
      const { observation, content, fresh } = observed;
      await services.environments.update(key, {
        observation,
        asOf: new Date().toISOString(),
      });
      if (
        fresh.length > 0 ||
        observation.release !== stored.observation?.release
      ) {
        await services.environments.wake({ entityRef: key.entityRef });
      }
      if (!stored.indexed && count === 0) {
        await recover({ services, hosted, key, environment, observation });
      }
      const situation = await loadSituation(place, observation, content, since);
      const step = decide(situation.facts);
      if (since === undefined && !RESTING.has(step.kind)) {
        // Nothing is done on what is only remembered.
        since = began;
        continue;
      }
      await showSituation(place, situation, step);
      // What was answered just now is judged with everything else before anything is done.
      if ((await askEndpoints(place, situation, step)) === 'asked') continue;
      if (!(await stillOurs())) return finished(observation.problem);
      await settleLeftOver(place, situation, step);
      if ((await this.#perform(place, situation, step, stillOurs)) === 'rest') {
        return finished(observation.problem, { place, situation, step });
      }
      since = performance.now();
    }
    // The next pass takes the steps that are left, at once.
    await services.environments.wake(key);
    return finished(undefined);
  }

  async #perform(
    place: Workplace,
    situation: Situation,
    step: Step,
    stillOurs: () => Promise<boolean>,
  ): Promise<'again' | 'rest'> {
    const { current } = situation;
    if (step.kind === 'start') {
      await startPromotion(place, situation, step.release);
      return 'again';
    }
    if (!current || step.kind === 'idle' || step.kind === 'wait') return 'rest';
    if (step.kind === 'settle') {
      await settle(place, situation, current, step);
      return 'again';
    }
    if (step.kind === 'withdraw') {
      await withdraw(place, situation, current, step);
      return 'again';
    }
    const fresh =
      step.kind === 'merge' ? await decideMergeAgain(place) : situation;
    if (typeof fresh === 'string') return fresh;
    if (!fresh.current) return 'again';
    const effect = await performEffect(
      place,
      fresh,
      fresh.current,
      step.kind,
      stillOurs,
    );
    if (effect.status === 'failed') {
      await fail(place, situation, current, effect.reason);
      return 'again';
    }
    if (effect.status === 'waiting') {
      await place.services.promotions.update(current.promotion.id, {
        problem: effect.reason,
      });
      return 'rest';
    }
    return 'again';
  }
}
