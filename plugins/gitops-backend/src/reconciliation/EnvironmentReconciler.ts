import { isDeepStrictEqual } from 'node:util';
import type {
  Engine,
  EngineEnvironment,
} from '@backstage-gitops/plugin-gitops-node';
import {
  decideReconciliation,
  type DriftedObject,
  type ReconciliationFacts,
  type ReconciliationStep,
} from '@backstage-gitops/policy';
import { personOf } from '../decisions/Decisions';
import type { EnvironmentDeclaration } from '../pipelines/Declaration';
import type { Services } from '../promotions/services';
import type { EnvironmentKey } from '../store/EnvironmentStore';
import type {
  ReconciliationRequest,
  StoredReconciliation,
} from '../store/ReconciliationStore';
import { Alarm } from './Alarm';
import { describeReconciliation } from './describe';
import {
  changedBy,
  describeWrite,
  problemsOf,
  type WriteOutcome,
} from './describeWrite';
import { type Desired, loadDesired } from './loadDesired';
import { soakSighting } from './soakSighting';
import { toObservedFacts } from './toFacts';

/** Without any event an environment is compared again after so long, in milliseconds. */
const QUIET_WAIT = 300_000;

/** After a pass that broke off, in milliseconds. */
const RETRY_WAIT = 5_000;

/** After a write, or where something moved in between, until it is looked at again; an event comes earlier. In milliseconds. */
const SETTLE_WAIT = 250;

/** So often in a row a write may find that something moved in between before the page says so. */
const TOLERATED = 3;

/** Heals older than this concern no decision any more, in milliseconds. */
const REMEMBERED = 600_000;

type Write = Extract<ReconciliationStep, { kind: 'write' }>;

/** What the replica that holds a cluster's lease reconciles an environment with. */
export interface ReconcilerTools {
  services: Services;
  /** Is the lease still held? Asked before anything is kept. */
  holdsLease: () => Promise<boolean>;
  /** Why nothing may be written now; asked before every write. */
  frozen: () => Promise<string | undefined>;
  announce: (entityRef: string) => Promise<void>;
}

/** Keeps one environment's cluster in view and, where it may, as Git has it: look, decide, do one thing, look again. */
export class EnvironmentReconciler {
  readonly #key: EnvironmentKey;
  readonly #declaration: EnvironmentDeclaration;
  readonly #environment: EngineEnvironment;
  readonly #engine: Engine;
  readonly #tools: ReconcilerTools;
  readonly #alarm = new Alarm();
  readonly #signal: AbortSignal;
  /** Writes in a row that came too late: what is seen of the cluster may be behind. */
  #late: { times: number; reason?: string } = { times: 0 };

  /** Starts; ends with the signal. */
  static start(options: {
    key: EnvironmentKey;
    declaration: EnvironmentDeclaration;
    environment: EngineEnvironment;
    engine: Engine;
    tools: ReconcilerTools;
    signal: AbortSignal;
  }): { reconciler: EnvironmentReconciler; ended: Promise<void> } {
    const reconciler = new EnvironmentReconciler(options);
    options.engine.follow(
      options.environment,
      () => reconciler.wake(),
      options.signal,
    );
    return { reconciler, ended: reconciler.#run() };
  }

  private constructor(options: {
    key: EnvironmentKey;
    declaration: EnvironmentDeclaration;
    environment: EngineEnvironment;
    engine: Engine;
    tools: ReconcilerTools;
    signal: AbortSignal;
  }) {
    this.#key = options.key;
    this.#declaration = options.declaration;
    this.#environment = options.environment;
    this.#engine = options.engine;
    this.#tools = options.tools;
    this.#signal = options.signal;
  }

  /** Looks again soon: Git, the cluster or a person said something. */
  wake(): void {
    this.#alarm.ring();
  }

  async #run(): Promise<void> {
    while (!this.#signal.aborted) {
      let wait = RETRY_WAIT;
      try {
        wait = await this.#pass();
      } catch (error) {
        this.#tools.services.logger.warn(
          `${this.#key.name} of ${this.#key.entityRef} could not be reconciled`,
          { error: error instanceof Error ? error.message : String(error) },
        );
      }
      await this.#alarm.sleep(wait, this.#signal);
    }
  }

  /** @returns how long to sleep where nothing happens, in milliseconds. */
  async #pass(): Promise<number> {
    const { services } = this.#tools;
    const { reconciliations } = services;
    const stored = await services.environments.get(this.#key);
    if (!stored) return QUIET_WAIT;
    const known = await reconciliations.get(this.#key);
    const desired = await loadDesired({
      services,
      environment: this.#declaration,
      stored,
    });
    const observation =
      desired.status === 'known'
        ? await this.#engine.observe(this.#environment, desired.state)
        : ({ status: 'unknown', reason: desired.reason } as const);
    const facts = this.#facts(
      desired,
      toObservedFacts(observation),
      known,
      observation,
      await this.#tools.frozen(),
    );
    const step = decideReconciliation(facts);
    const view = describeReconciliation({
      facts,
      step,
      observation,
      revision: desired.status === 'known' ? desired.state.revision : undefined,
      warnings: desired.status === 'known' ? desired.warnings : [],
      before: known.view,
      behind: this.#late.times > TOLERATED ? this.#late.reason : undefined,
    });
    // Whoever slept through the end of the lease must not overwrite what another has seen since.
    if (!(await this.#tools.holdsLease())) return QUIET_WAIT;
    const visible = (one: typeof known.view) => ({ ...one, asOf: undefined });
    await reconciliations.save(this.#key, { view });
    if (!isDeepStrictEqual(visible(view), visible(known.view))) {
      await this.#tools.announce(this.#key.entityRef);
    }
    const { release, head } = stored.observation ?? {};
    const sighting = soakSighting(view, head);
    await services.soaks.see(this.#key, release, sighting, facts.now);
    if (release && sighting === 'well') await this.#verify(release);
    if (step.kind === 'write' && desired.status === 'known') {
      return this.#write(step, desired, facts, known);
    }
    // Nothing is left to be done for whoever asked; what stands in the way is on the page.
    if (known.request) {
      await reconciliations.answer(this.#key, known.request);
    }
    return step.kind === 'wait'
      ? Math.max(Date.parse(step.until) - Date.now(), 0)
      : QUIET_WAIT;
  }

  #facts(
    desired: Desired,
    observed: ReconciliationFacts['observed'],
    { memory, request }: StoredReconciliation,
    observation: Awaited<ReturnType<Engine['observe']>>,
    frozen: string | undefined,
  ): ReconciliationFacts {
    const { mode, prune } = this.#declaration.reconciliation ?? {
      mode: 'observe',
      prune: false,
    };
    const seen = observation.status === 'observed' ? observation : undefined;
    return {
      now: new Date().toISOString(),
      mode,
      prune,
      desired:
        desired.status === 'known'
          ? {
              status: 'known',
              digest: desired.state.digest,
              objects: desired.state.objects.length,
              stable: desired.stable,
            }
          : desired,
      observed,
      writesOff: frozen ?? seen?.writesOff,
      busy: seen?.busy,
      behind: seen?.behind,
      applied: seen?.applied,
      failed: memory.failed,
      heals: memory.heals,
      request: asked(request),
    };
  }

  async #verify(release: string): Promise<void> {
    const { services } = this.#tools;
    const { entityRef, name } = this.#key;
    const verified = await services.releases.verified(entityRef);
    if (verified.get(name)?.includes(release)) return;
    await services.releases.verify({
      entityRef,
      environment: name,
      release,
      at: new Date().toISOString(),
    });
    await services.environments.wake({ entityRef });
  }

  async #write(
    step: Write,
    desired: Extract<Desired, { status: 'known' }>,
    facts: ReconciliationFacts,
    known: StoredReconciliation,
  ): Promise<number> {
    const { frozen, holdsLease, services } = this.#tools;
    const { reconciliations } = services;
    const drifted =
      facts.observed.status === 'known' ? facts.observed.drifted : [];
    const touched = drifted.filter(({ id }) =>
      [...step.apply, ...step.prune].includes(id),
    );
    const outcome = await this.#engine.apply(this.#environment, desired.state, {
      apply: step.apply,
      prune: step.prune,
      scope:
        step.cause === 'sync' && !facts.request?.objects ? 'whole' : 'part',
      mayWrite: async () =>
        (await frozen()) === undefined && (await holdsLease()),
    });
    if (outcome.status === 'stale') {
      this.#late = { times: this.#late.times + 1, reason: outcome.reason };
      return Math.min(SETTLE_WAIT * 2 ** (this.#late.times - 1), RETRY_WAIT);
    }
    this.#late = { times: 0 };
    await this.#record(step, touched, outcome, known.request);
    await reconciliations.save(this.#key, {
      memory: {
        heals: remember(step, touched, outcome, facts),
        failed: failure(outcome, facts, desired.state.digest),
      },
    });
    if (known.request) {
      await reconciliations.answer(this.#key, known.request);
    }
    return SETTLE_WAIT;
  }

  async #record(
    step: Write,
    touched: DriftedObject[],
    outcome: WriteOutcome,
    request: ReconciliationRequest | undefined,
  ): Promise<void> {
    const { services } = this.#tools;
    const { entityRef, name } = this.#key;
    const entry = describeWrite({
      environment: name,
      cause: step.cause,
      touched,
      outcome,
    });
    if (!entry) return;
    const at = new Date().toISOString();
    await services.history.append({
      ...entry,
      entityRef,
      environment: name,
      key: `${step.cause}:${entityRef}:${name}:${at}`,
      at,
      by: personOf(request?.by ?? 'automation'),
      ...(request?.reason ? { reason: request.reason } : {}),
    });
  }
}

function asked(
  request: ReconciliationRequest | undefined,
): ReconciliationFacts['request'] {
  return request && request.action !== 'refresh'
    ? { action: request.action, objects: request.objects, by: request.by }
    : undefined;
}

function remember(
  step: Write,
  touched: DriftedObject[],
  outcome: WriteOutcome,
  facts: ReconciliationFacts,
): ReconciliationFacts['heals'] {
  const at = new Date().toISOString();
  const recent = facts.heals.filter(
    heal => Date.parse(at) - Date.parse(heal.at) < REMEMBERED,
  );
  if (step.cause !== 'heal') return recent;
  return [
    ...recent,
    ...changedBy(outcome, touched).map(({ id, paths, managers }) => ({
      id,
      paths,
      managers,
      at,
    })),
  ];
}

function failure(
  outcome: WriteOutcome,
  facts: ReconciliationFacts,
  digest: string,
): ReconciliationFacts['failed'] {
  const problems = problemsOf(outcome);
  if (problems.length === 0) return undefined;
  const before = facts.failed?.digest === digest ? facts.failed.attempts : 0;
  return {
    digest,
    reason: problems.join(' '),
    attempts: before + 1,
    at: new Date().toISOString(),
  };
}
