import {
  ApiError,
  type Clock,
  type ClusterCache,
  Clusters,
  type ClusterTransport,
  EnvironmentView,
  HealthAssessor,
  observeOrUnknown,
  placeOfEnvironment,
  readObject,
  systemClock,
} from '@backstage-gitops/cluster';
import {
  type HealthRule,
  type JsonObject,
  type JsonValue,
  Mask,
} from '@backstage-gitops/drift';
import {
  type ApplyOutcome,
  type ControlOutcome,
  type DesiredState,
  type Engine,
  type EngineAction,
  type EngineEnvironment,
  type EngineObservation,
  objectId,
  type ObjectReference,
} from '@backstage-gitops/plugin-gitops-node';
import {
  chooseApplication,
  type Choice,
} from './application/chooseApplication';
import {
  behindOf,
  busyOf,
  healsByItself,
  syncsByItself,
} from './application/progress';
import type { Application } from './application/shape';
import { toObjects } from './application/toObjects';
import { toSubject } from './application/toSubject';
import { applicationPath, Applications } from './applications/Applications';
import { ASK_END, askRefresh, askSync } from './asking';
import { explain } from './explain';
import { ownership } from './ownership';

type ApplyRequest = Parameters<Engine['apply']>[2];

/** The field manager that Argo CD is asked as. */
const MANAGER = 'gitops';

/** What is kept of an environment that is followed. */
interface Followed {
  cluster: ClusterCache;
  applications: Applications;
  view: EnvironmentView;
  end: () => void;
}

function keyOf({ entityRef, name }: EngineEnvironment): string {
  return `${entityRef}/${name}`;
}

/**
 * Argo CD: its Applications are watched, and it is asked to sync. Nothing is written around it.
 *
 * @public
 */
export class ArgocdEngine implements Engine {
  readonly name = 'argocd';
  readonly #health: HealthAssessor;
  readonly #clusters: Clusters;
  readonly #applications = new Map<string, Applications>();
  readonly #followed = new Map<string, Followed>();

  /** @param options - `health`: the platform's own rules. */
  constructor(
    transport: ClusterTransport,
    options: { clock?: Clock; health?: readonly HealthRule[] } = {},
  ) {
    const { clock = systemClock, health = [] } = options;
    this.#clusters = new Clusters(transport, clock);
    this.#health = new HealthAssessor(health, clock);
  }

  follow(
    environment: EngineEnvironment,
    changed: () => void,
    signal: AbortSignal,
  ): void {
    const key = keyOf(environment);
    this.#followed.get(key)?.end();
    const cluster = this.#clusters.get(environment.target.cluster);
    const applications = this.#applicationsOf(cluster);
    const leave = applications.follow(placeOfEnvironment(environment), changed);
    const view = new EnvironmentView({
      environment,
      cluster,
      ownership,
      health: this.#health,
      changed,
    });
    const followed: Followed = {
      cluster,
      applications,
      view,
      end: () => {
        leave();
        view.close();
        if (this.#followed.get(key) === followed) this.#followed.delete(key);
      },
    };
    this.#followed.set(key, followed);
    signal.addEventListener('abort', followed.end);
  }

  async observe(
    environment: EngineEnvironment,
    desired: DesiredState,
  ): Promise<EngineObservation> {
    return observeOrUnknown(desired, async () => {
      const choice = await this.#choose(environment);
      return choice.status === 'chosen'
        ? this.#describe(environment, desired, choice.application)
        : { status: 'unknown', reason: choice.reason };
    });
  }

  async read(
    environment: EngineEnvironment,
    object: ObjectReference,
  ): Promise<JsonObject | undefined> {
    return readObject(this.#clusters.get(environment.target.cluster), object);
  }

  async apply(
    environment: EngineEnvironment,
    desired: DesiredState,
    request: ApplyRequest,
  ): Promise<ApplyOutcome> {
    const failed = (reason: string): ApplyOutcome => ({
      status: 'failed',
      reason,
      objects: [],
    });
    try {
      const choice = await this.#choose(environment);
      if (choice.status !== 'chosen') return failed(choice.reason);
      const { application } = choice;
      const patch = await patchFor(application, environment, desired, request);
      if (!(await request.mayWrite())) {
        return { status: 'stale', reason: 'Another replica has the cluster.' };
      }
      await this.#ask(environment, application, patch);
      return { status: 'asked' };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const reason = new Mask(desired.objects).text(error.message);
      return error.kind === 'conflict'
        ? { status: 'stale', reason }
        : failed(reason);
    }
  }

  async control(
    environment: EngineEnvironment,
    action: EngineAction,
  ): Promise<ControlOutcome> {
    const choice = await this.#choose(environment);
    if (choice.status !== 'chosen') {
      return { status: 'refused', reason: choice.reason };
    }
    const { application } = choice;
    switch (action) {
      case 'hardRefresh':
        await this.#ask(
          environment,
          application,
          askRefresh(application, 'hard'),
        );
        return { status: 'done' };
      case 'terminate':
        if (busyOf(application) === undefined) {
          return { status: 'refused', reason: 'Argo CD does nothing to end.' };
        }
        await this.#ask(environment, application, ASK_END);
        return { status: 'done' };
      default:
        return {
          status: 'refused',
          reason:
            'Argo CD suspends nothing but by its own settings in Git; hold the environment here instead.',
        };
    }
  }

  #applicationsOf(cluster: ClusterCache): Applications {
    const { cluster: name } = cluster.api;
    const known = this.#applications.get(name);
    if (known) return known;
    const applications = new Applications(cluster);
    this.#applications.set(name, applications);
    return applications;
  }

  #follower(environment: EngineEnvironment): Followed {
    const followed = this.#followed.get(keyOf(environment));
    if (followed) return followed;
    throw new Error(`${keyOf(environment)} is not followed here.`);
  }

  async #choose(environment: EngineEnvironment): Promise<Choice> {
    const { applications } = this.#follower(environment);
    const state = await applications.state();
    return state.status === 'current'
      ? chooseApplication(
          applications.at(placeOfEnvironment(environment)),
          environment,
        )
      : { status: 'none', reason: state.reason };
  }

  async #describe(
    environment: EngineEnvironment,
    desired: DesiredState,
    application: Application,
  ): Promise<EngineObservation> {
    const { applications, cluster, view } = this.#follower(environment);
    const { mayWrite } = cluster.api;
    const behind = await behindOf(application, environment, desired);
    const busy = busyOf(application);
    const seen = toObjects(application);
    return {
      status: 'observed',
      asOf: new Date(applications.asOf).toISOString(),
      // Compared with another commit, every field of it would look like drift.
      objects: behind ? seen : await explain(seen, desired, view),
      inventory: seen.length,
      ...(behind ? { behind } : { applied: desired.digest }),
      ...(busy ? { busy } : {}),
      ...(mayWrite.status === 'off' ? { writesOff: mayWrite.reason } : {}),
      subjects: [toSubject(application)],
    };
  }

  async #ask(
    environment: EngineEnvironment,
    application: Application,
    patch: JsonValue[],
  ): Promise<void> {
    const { api } = this.#clusters.get(environment.target.cluster);
    await api.patch(applicationPath(application), patch, {
      manager: MANAGER,
      mode: 'write',
    });
  }
}

/** How Argo CD is asked: only to look, where it then does the rest by itself. */
async function patchFor(
  application: Application,
  environment: EngineEnvironment,
  desired: DesiredState,
  request: ApplyRequest,
): Promise<JsonValue[]> {
  const isBehind =
    (await behindOf(application, environment, desired)) !== undefined;
  const doesTheRest = isBehind
    ? syncsByItself(application)
    : healsByItself(application) && request.prune.length === 0;
  if (doesTheRest) return askRefresh(application, 'normal');
  const ids = new Set([...request.apply, ...request.prune]);
  return askSync({
    resourceVersion: application.metadata.resourceVersion ?? '',
    objects:
      request.scope === 'whole'
        ? undefined
        : toObjects(application).filter(one => ids.has(objectId(one))),
    prune: request.prune.length > 0,
  });
}
