import { createHash } from 'node:crypto';
import {
  PATIENCE,
  type ServerOptions,
  ServerWorld,
  type StartedServer,
  startServer,
} from '@backstage-gitops/engine-contract';
import {
  type JsonObject,
  objectsOf,
  parseManifests,
  printJson,
} from '@backstage-gitops/drift';
import {
  type ApplyOutcome,
  type DesiredState,
  type EngineEnvironment,
  type EngineObservation,
  objectId,
  type ObservedObject,
} from '@backstage-gitops/plugin-gitops-node';
import { KubernetesEngine } from '../KubernetesEngine';

const CLUSTER_SCOPED = new Set(['CustomResourceDefinition', 'Namespace']);

export interface WorldOptions extends ServerOptions {
  environment?: Partial<EngineEnvironment>;
}

/** A cluster, kubectl, and the engine with one environment in a namespace of its own. */
export class EngineWorld extends ServerWorld {
  readonly engine: KubernetesEngine;
  readonly environment: EngineEnvironment;
  readonly #following = new AbortController();
  #changes = 0;

  static async start(options: WorldOptions = {}): Promise<EngineWorld> {
    const world = new EngineWorld(await startServer(), options);
    await world.kubectl('create', 'namespace', world.namespace);
    return world;
  }

  private constructor(server: StartedServer, options: WorldOptions) {
    super(server, options);
    this.engine = new KubernetesEngine(this.transport, { clock: this.clock });
    this.environment = {
      entityRef: 'component:default/shop',
      name: 'dev',
      place: {
        repository: 'https://git.example.com/acme/deploy',
        branch: 'main',
        path: 'envs/dev',
      },
      target: { cluster: 'test', namespace: this.namespace },
      ignore: [],
      ...options.environment,
    };
    this.engine.follow(
      this.environment,
      () => (this.#changes += 1),
      this.#following.signal,
    );
  }

  override async stop(): Promise<void> {
    this.#following.abort();
    await super.stop();
  }

  /** How often the engine said that something may have changed. */
  get changes(): number {
    return this.#changes;
  }

  /** What Git says, from YAML. */
  desired(yaml: string): DesiredState {
    const parsed = parseManifests(yaml);
    if (parsed.status === 'failed') throw new Error(parsed.problem);
    const objects: JsonObject[] = objectsOf(parsed.documents);
    const digest = createHash('sha256')
      .update(printJson(objects, { keys: 'sorted' }))
      .digest('hex');
    const revision = digest.slice(0, 40);
    return {
      revision,
      digest,
      objects,
      holdsAt: async commit => commit === revision,
    };
  }

  observe(desired: DesiredState): Promise<EngineObservation> {
    return this.engine.observe(this.environment, desired);
  }

  /** Observes as an engine does that was started just now. */
  async observeAfresh(desired: DesiredState): Promise<ObservedObject[]> {
    const following = new AbortController();
    const engine = new KubernetesEngine(this.transport, { clock: this.clock });
    engine.follow(this.environment, () => {}, following.signal);
    try {
      const seen = await engine.observe(this.environment, desired);
      if (seen.status === 'observed') return seen.objects;
      throw new Error(seen.reason);
    } finally {
      following.abort();
    }
  }

  /** Observes until what is seen is as wanted. */
  async until(
    desired: DesiredState,
    what: string,
    wanted: (objects: ObservedObject[]) => boolean,
  ): Promise<ObservedObject[]> {
    const end = Date.now() + PATIENCE;
    let seen: EngineObservation | undefined;
    while (Date.now() < end) {
      seen = await this.observe(desired);
      if (seen.status === 'observed' && wanted(seen.objects)) {
        return seen.objects;
      }
      await new Promise(resolve => setTimeout(resolve, 25));
    }
    throw new Error(
      `Waited in vain until ${what}: ${JSON.stringify(seen, undefined, 1)}`,
    );
  }

  /** Everything, or the named objects, made as Git has them. */
  apply(
    desired: DesiredState,
    options: {
      objects?: ObservedObject[];
      prune?: ObservedObject[];
      mayWrite?: () => Promise<boolean>;
    } = {},
  ): Promise<ApplyOutcome> {
    return this.engine.apply(this.environment, desired, {
      apply: options.objects
        ? options.objects.map(objectId)
        : desired.objects.map(object => this.idOf(object)),
      prune: (options.prune ?? []).map(objectId),
      scope: options.objects ? 'part' : 'whole',
      mayWrite: options.mayWrite ?? (async () => true),
    });
  }

  /** Puts back what differs, as often as something moves in between, and waits until all is as Git has it. */
  async restore(desired: DesiredState): Promise<ApplyOutcome[]> {
    const outcomes: ApplyOutcome[] = [];
    await this.until(desired, 'all is as Git has it', () => true);
    for (;;) {
      const seen = await this.observe(desired);
      const objects =
        seen.status === 'observed'
          ? seen.objects.filter(({ sync }) =>
              ['Drifted', 'Missing'].includes(sync),
            )
          : [];
      if (objects.length === 0) return outcomes;
      const outcome = await this.apply(desired, { objects });
      if (outcome.status === 'failed') throw new Error(JSON.stringify(outcome));
      outcomes.push(outcome);
      const before = JSON.stringify(objects);
      await this.until(
        desired,
        'it is seen',
        now =>
          outcome.status === 'stale' ||
          JSON.stringify(
            now.filter(({ sync }) => ['Drifted', 'Missing'].includes(sync)),
          ) !== before,
      );
    }
  }

  /** Applies everything again and again until what is seen is as wanted. */
  async restoreUntil(
    desired: DesiredState,
    wanted: (objects: ObservedObject[]) => boolean,
  ): Promise<void> {
    const end = Date.now() + PATIENCE;
    while (Date.now() < end) {
      await this.apply(desired);
      const seen = await this.observeAfresh(desired);
      if (wanted(seen)) return;
    }
    throw new Error('Waited in vain until it is as wanted.');
  }

  /** Applies everything and waits until it is seen so. */
  async sync(desired: DesiredState): Promise<ObservedObject[]> {
    await this.observe(desired);
    const outcome = await this.apply(desired);
    if (outcome.status !== 'done') throw new Error(JSON.stringify(outcome));
    return this.until(desired, 'all is as applied', objects =>
      objects.every(({ sync }) => sync === 'Synced'),
    );
  }

  /** The id of an object of Git, taken for one in the namespace unless its kind is known to have none. */
  idOf(object: JsonObject): string {
    const [group, version] = String(object.apiVersion).includes('/')
      ? String(object.apiVersion).split('/')
      : ['', String(object.apiVersion)];
    const metadata = object.metadata as JsonObject;
    return objectId({
      group,
      version,
      kind: String(object.kind),
      ...(CLUSTER_SCOPED.has(String(object.kind))
        ? {}
        : { namespace: this.namespace }),
      name: String(metadata.name),
    });
  }
}

/** The fields that differ of the one drifted object. */
export function drifted(objects: ObservedObject[]) {
  return objects.flatMap(object =>
    object.fields
      .filter(({ kind }) => kind === 'Changed' || kind === 'Added')
      .map(({ path, kind, git, cluster, by }) => ({
        path,
        kind,
        git,
        cluster,
        by: by.map(({ manager }) => manager),
      })),
  );
}
