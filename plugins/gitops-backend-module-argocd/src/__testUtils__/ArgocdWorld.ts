import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
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
} from '@backstage-gitops/drift';
import type {
  DesiredState,
  EngineEnvironment,
  EngineObservation,
} from '@backstage-gitops/plugin-gitops-node';
import { ArgocdEngine } from '../ArgocdEngine';
import { REDUCED_DEFINITION } from './reducedDefinition';

export const REPOSITORY = 'https://git.example.com/acme/deploy';

/** The real definition of Applications where it is given; else one that knows nothing of their fields. */
async function definition(): Promise<string> {
  const folder = process.env.CRDS_DATA;
  return folder
    ? readFile(join(folder, 'argocd/application-crd.yaml'), 'utf8')
    : REDUCED_DEFINITION;
}

/** A server with Applications, the engine, and one environment in a namespace of its own. */
export class ArgocdWorld extends ServerWorld {
  readonly engine: ArgocdEngine;
  readonly environment: EngineEnvironment;
  readonly #following = new AbortController();
  #changes = 0;

  static async start(options: ServerOptions = {}): Promise<ArgocdWorld> {
    const world = new ArgocdWorld(await startServer(), options);
    await world.kubectl('create', 'namespace', world.namespace);
    await world.kubectlApply(await definition(), '--server-side');
    await world.kubectl(
      'wait',
      '--for=condition=Established',
      'crd/applications.argoproj.io',
      '--timeout=30s',
    );
    world.engine.follow(
      world.environment,
      () => (world.#changes += 1),
      world.#following.signal,
    );
    return world;
  }

  private constructor(server: StartedServer, options: ServerOptions) {
    super(server, options);
    this.engine = new ArgocdEngine(this.transport, { clock: this.clock });
    this.environment = {
      entityRef: 'component:default/shop',
      name: 'production',
      place: {
        repository: REPOSITORY,
        branch: 'main',
        path: 'envs/production',
      },
      target: { cluster: 'test', namespace: this.namespace },
      ignore: [],
    };
  }

  override async stop(): Promise<void> {
    this.#following.abort();
    await super.stop();
  }

  /** How often the engine said that something may have changed. */
  get changes(): number {
    return this.#changes;
  }

  /** An Application of the environment, in the same namespace, with what the controller would have written. */
  application(
    options: { name?: string; spec?: JsonObject; status?: JsonObject } = {},
  ): JsonObject {
    return {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: options.name ?? 'shop', namespace: this.namespace },
      spec: {
        project: 'default',
        destination: { name: 'test', namespace: this.namespace },
        source: {
          repoURL: `${REPOSITORY}.git`,
          path: 'envs/production',
          targetRevision: 'main',
        },
        ...options.spec,
      },
      ...(options.status ? { status: options.status } : {}),
    };
  }

  /** Creates or changes an Application as its controller does. */
  async put(application: JsonObject): Promise<void> {
    await this.kubectlApply(
      JSON.stringify(application),
      '--server-side',
      '--force-conflicts',
      '--field-manager=argocd-controller',
    );
  }

  desired(yaml: string, revision: string): DesiredState {
    const parsed = parseManifests(yaml);
    if (parsed.status === 'failed') throw new Error(parsed.problem);
    return {
      revision,
      digest: `digest of ${revision}`,
      objects: objectsOf(parsed.documents),
      holdsAt: async () => false,
    };
  }

  observe(desired: DesiredState): Promise<EngineObservation> {
    return this.engine.observe(this.environment, desired);
  }

  /** Observes until what is seen is as wanted. */
  async until(
    desired: DesiredState,
    what: string,
    wanted: (seen: EngineObservation) => boolean,
  ): Promise<EngineObservation> {
    const end = Date.now() + PATIENCE;
    let seen = await this.observe(desired);
    while (!wanted(seen)) {
      if (Date.now() > end) {
        throw new Error(
          `Waited in vain until ${what}: ${JSON.stringify(seen)}`,
        );
      }
      await new Promise(resolve => setTimeout(resolve, 25));
      seen = await this.observe(desired);
    }
    return seen;
  }
}
