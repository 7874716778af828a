import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { LifecycleService } from '@backstage/backend-plugin-api';
import type { Engine } from '@backstage-gitops/plugin-gitops-node';
import { describeFreeze, freezeOf } from '../decisions/freezeOf';
import { isLetThrough } from '../decisions/letThrough';
import type { EnvironmentDeclaration } from '../pipelines/Declaration';
import type { Services } from '../promotions/services';
import type { ClusterLease, ClusterLeases } from '../store/ClusterLeases';
import { type EnvironmentKey, keyOf } from '../store/EnvironmentStore';
import { Alarm } from './Alarm';
import { EnvironmentReconciler } from './EnvironmentReconciler';
import { unreadable } from './loadDesired';
import { toEngineEnvironment } from './toEngineEnvironment';

/** How long a cluster is left to a replica that no longer answers, in milliseconds. */
const LEASE = 15_000;

/** How often Git's state, requests and leases are looked at, in milliseconds. */
const BEAT = 500;

/** Pipelines read at a time. */
const PAGE = 200;

/** An environment that is to be reconciled. */
interface Wanted {
  key: EnvironmentKey;
  declaration: EnvironmentDeclaration;
  engine: Engine;
  cluster: string;
  /** What the pipeline belongs to, see {@link freezeOf}. */
  scopes: string[];
}

/** One environment under way, and what it was started for. */
interface Running {
  declaration: EnvironmentDeclaration;
  reconciler: EnvironmentReconciler;
  stop: () => Promise<void>;
  /** What Git held and people had asked for when it was last woken. */
  seen: unknown;
}

/** Everything of a cluster that this replica reconciles while it holds the lease. */
interface HeldCluster {
  lease: ClusterLease;
  environments: Map<string, Running>;
}

/** Shares the clusters out among replicas, and runs a loop for every environment of those held here. */
export class Reconciler {
  readonly #options: ReconcilerOptions;
  readonly #owner = randomUUID();
  readonly #held = new Map<string, HeldCluster>();
  readonly #stop = new AbortController();
  readonly #alarm = new Alarm();
  #running: Promise<void> = Promise.resolve();

  static start(options: ReconcilerOptions): Reconciler {
    const reconciler = new Reconciler(options);
    options.lifecycle.addShutdownHook(() => reconciler.stop());
    if (options.engines.length > 0) reconciler.#running = reconciler.#run();
    return reconciler;
  }

  private constructor(options: ReconcilerOptions) {
    this.#options = options;
  }

  /** Looks at requests and at Git now. */
  wake(): void {
    this.#alarm.ring();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        await this.#beat();
      } catch (error) {
        this.#options.services.logger.warn('Clusters could not be shared out', {
          error: String(error),
        });
      }
      await this.#alarm.sleep(BEAT, this.#stop.signal);
    }
    for (const cluster of [...this.#held.keys()]) await this.#drop(cluster);
  }

  async #beat(): Promise<void> {
    const wanted = await this.#wanted();
    const clusters = new Set(wanted.map(({ cluster }) => cluster));
    for (const cluster of [...this.#held.keys()]) {
      if (!clusters.has(cluster)) await this.#drop(cluster);
    }
    for (const cluster of clusters) {
      const held = await this.#hold(cluster);
      if (held) {
        await this.#follow(
          held,
          wanted.filter(one => one.cluster === cluster),
        );
      }
    }
  }

  async #wanted(): Promise<Wanted[]> {
    const { services, engines } = this.#options;
    const wanted: Wanted[] = [];
    let after: string | undefined;
    for (;;) {
      const pipelines = await services.pipelines.list({ after, limit: PAGE });
      for (const { entityRef, declaration } of pipelines) {
        for (const environment of declaration?.environments ?? []) {
          const { reconciliation, blocked } = environment;
          const engine = engines.find(
            ({ name }) => name === reconciliation?.engine,
          );
          if (reconciliation && engine && blocked.length === 0) {
            wanted.push({
              key: { entityRef, name: environment.name },
              declaration: environment,
              engine,
              cluster: reconciliation.target.cluster,
              scopes: declaration?.scopes ?? [],
            });
          }
        }
      }
      if (pipelines.length < PAGE) return wanted;
      after = pipelines[pipelines.length - 1].entityRef;
    }
  }

  async #hold(cluster: string): Promise<HeldCluster | undefined> {
    const { leases } = this.#options;
    const held = this.#held.get(cluster);
    if (held) {
      if (await leases.renew(held.lease, LEASE)) return held;
      await this.#drop(cluster);
      return undefined;
    }
    const lease = await leases.claim(cluster, this.#owner, LEASE);
    if (!lease) return undefined;
    const taken: HeldCluster = { lease, environments: new Map() };
    this.#held.set(cluster, taken);
    return taken;
  }

  async #drop(cluster: string): Promise<void> {
    const held = this.#held.get(cluster);
    if (!held) return;
    this.#held.delete(cluster);
    await Promise.all([...held.environments.values()].map(one => one.stop()));
    await this.#options.leases.release(held.lease);
  }

  async #follow(held: HeldCluster, wanted: Wanted[]): Promise<void> {
    const { services } = this.#options;
    const names = new Set(wanted.map(idOf));
    for (const [id, running] of held.environments) {
      if (!names.has(id)) {
        held.environments.delete(id);
        await running.stop();
      }
    }
    const entityRefs = [...new Set(wanted.map(({ key }) => key.entityRef))];
    const rows = await services.environments.list({ entityRefs });
    const requests = await services.reconciliations.requests();
    const freezes = await services.decisions.freezes();
    for (const one of wanted) {
      const id = idOf(one);
      const row = rows.find(found => keyOf(found) === id);
      const seen = {
        git: row?.observation,
        problem: row && unreadable(row),
        request: requests.get(id),
        freeze: freezeOf(freezes, one.key, one.scopes),
      };
      const running = held.environments.get(id);
      if (running && isDeepStrictEqual(running.declaration, one.declaration)) {
        if (!isDeepStrictEqual(running.seen, seen)) {
          running.seen = seen;
          running.reconciler.wake();
        }
        continue;
      }
      await running?.stop();
      held.environments.set(id, this.#start(held, one, seen));
    }
  }

  #start(held: HeldCluster, one: Wanted, seen: unknown): Running {
    const { declaration, key } = one;
    const controller = new AbortController();
    const reconciliation = declaration.reconciliation;
    if (!reconciliation) throw new Error(`${key.name} has no cluster`);
    const { reconciler, ended } = EnvironmentReconciler.start({
      key,
      declaration,
      engine: one.engine,
      signal: controller.signal,
      environment: toEngineEnvironment(key, declaration.place, reconciliation),
      tools: {
        services: this.#options.services,
        announce: this.#options.announce,
        holdsLease: async () =>
          !controller.signal.aborted &&
          (await this.#options.leases.renew(held.lease, LEASE)),
        frozen: async () => {
          const { services } = this.#options;
          const freezes = await services.decisions.freezes();
          const freeze = freezeOf(freezes, key, one.scopes);
          return freeze && !(await isLetThrough(services, key, freeze))
            ? describeFreeze(key.name, freeze)
            : undefined;
        },
      },
    });
    return {
      declaration,
      reconciler,
      seen,
      stop: async () => {
        controller.abort();
        await ended;
      },
    };
  }
}

/** What clusters are reconciled with. */
export interface ReconcilerOptions {
  services: Services;
  leases: ClusterLeases;
  engines: Engine[];
  lifecycle: LifecycleService;
  announce: (entityRef: string) => Promise<void>;
}

function idOf({ key }: Wanted): string {
  return keyOf(key);
}
