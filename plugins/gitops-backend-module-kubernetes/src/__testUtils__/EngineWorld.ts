import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { WritePermission } from '@backstage-gitops/cluster';
import { SimulatedCluster } from '@backstage-gitops/demo';
import {
  type JsonObject,
  isJsonObject,
  objectsOf,
  parseJson,
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
import { DrivenClock } from './DrivenClock';
import { FaultyTransport } from './FaultyTransport';
import { KubeconfigTransport } from './KubeconfigTransport';
import { kubeconfigFile, kubectlFile } from './server';

const run = promisify(execFile);

const CLUSTER_SCOPED = new Set(['CustomResourceDefinition', 'Namespace']);

/** How long a condition may take before a test gives up, in milliseconds. */
const PATIENCE = 30_000;

export interface WorldOptions {
  environment?: Partial<EngineEnvironment>;
  /** `own`: another user than kubectl works as, who may do only what {@link EngineWorld.grant} grants. */
  engineUser?: 'same' | 'own';
  writes?: WritePermission;
}

/** What RBAC allows. */
export interface Grant {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

/** A cluster, kubectl, and the engine with one environment in a namespace of its own. */
export class EngineWorld {
  readonly namespace = `gitops-test-${randomUUID().slice(0, 8)}`;
  readonly clock = new DrivenClock();
  /** Between the engine and the server; kubectl goes straight. */
  readonly transport: FaultyTransport;
  readonly engine: KubernetesEngine;
  readonly environment: EngineEnvironment;
  readonly #simulated: SimulatedCluster | undefined;
  readonly #folder: string;
  readonly #direct: KubeconfigTransport;
  readonly #following = new AbortController();
  readonly #cleanUps: Array<() => Promise<unknown>> = [];
  #changes = 0;

  static async start(options: WorldOptions = {}): Promise<EngineWorld> {
    const folder = await mkdtemp(join(tmpdir(), 'gitops-engine-'));
    const simulated = kubeconfigFile
      ? undefined
      : await SimulatedCluster.start({
          accounts: [{ name: 'admin', token: randomUUID(), role: 'admin' }],
        });
    const kubeconfig = simulated
      ? simulated.kubeconfig('admin')
      : await readFile(kubeconfigFile ?? '', 'utf8');
    await writeFile(join(folder, 'kubeconfig'), kubeconfig, { mode: 0o600 });
    const world = new EngineWorld({ folder, kubeconfig, simulated }, options);
    await world.kubectl('create', 'namespace', world.namespace);
    return world;
  }

  private constructor(
    server: {
      folder: string;
      kubeconfig: string;
      simulated: SimulatedCluster | undefined;
    },
    options: WorldOptions,
  ) {
    this.#folder = server.folder;
    this.#simulated = server.simulated;
    this.#direct = new KubeconfigTransport(server.kubeconfig);
    this.transport = new FaultyTransport(
      new KubeconfigTransport(server.kubeconfig, {
        writes: options.writes,
        impersonate: options.engineUser === 'own' ? this.#user : undefined,
      }),
    );
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

  get #user(): string {
    return `${this.namespace}-engine`;
  }

  /** How often the engine said that something may have changed. */
  get changes(): number {
    return this.#changes;
  }

  async stop(): Promise<void> {
    this.#following.abort();
    for (const cleanUp of this.#cleanUps.reverse()) {
      await cleanUp().catch(() => {});
    }
    await this.kubectl(
      'delete',
      'namespace',
      this.namespace,
      '--wait=false',
    ).catch(() => {});
    await this.#simulated?.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Runs the real kubectl in the environment's namespace. */
  async kubectl(...args: string[]): Promise<string> {
    const { stdout } = await run(
      kubectlFile ?? 'kubectl',
      [
        '--kubeconfig',
        join(this.#folder, 'kubeconfig'),
        '-n',
        this.namespace,
        ...args,
      ],
      // What a kubeconfig runs to sign in is found as the caller finds it.
      { env: { PATH: process.env.PATH, HOME: this.#folder } },
    );
    return stdout;
  }

  /** Puts objects into the cluster as kubectl does: by client-side apply, or as its arguments say. */
  async kubectlApply(yaml: string, ...args: string[]): Promise<void> {
    const file = join(this.#folder, `${randomUUID()}.yaml`);
    await writeFile(file, yaml);
    await this.kubectl('apply', '-f', file, ...args);
  }

  /** Removes something outside of the namespace in the end. */
  removeAtEnd(...args: string[]): void {
    this.#cleanUps.push(() =>
      this.kubectl('delete', ...args, '--ignore-not-found', '--wait=false'),
    );
  }

  /** Pods need the account that a server gives each namespace a little after it is made. */
  async serviceAccount(): Promise<void> {
    await this.kubectl('create', 'serviceaccount', 'default').catch(() => {});
  }

  /** Lets the engine do something in its namespace, where it is a user of its own. */
  async grant(...rules: Grant[]): Promise<void> {
    const name = `engine-${randomUUID().slice(0, 8)}`;
    const metadata = { name, namespace: this.namespace };
    const rbac = 'rbac.authorization.k8s.io';
    for (const object of [
      { apiVersion: `${rbac}/v1`, kind: 'Role', metadata, rules },
      {
        apiVersion: `${rbac}/v1`,
        kind: 'RoleBinding',
        metadata,
        roleRef: { apiGroup: rbac, kind: 'Role', name },
        subjects: [{ apiGroup: rbac, kind: 'User', name: this.#user }],
      },
    ]) {
      await this.kubectlApply(JSON.stringify(object));
    }
  }

  /** An object as the server has it, such as `deployment/web`. */
  async raw(name: string): Promise<JsonObject> {
    const text = await this.kubectl(
      'get',
      name,
      '-o',
      'json',
      '--show-managed-fields',
    );
    const object = parseJson(text);
    if (isJsonObject(object)) return object;
    throw new Error(`${name} is no object.`);
  }

  /** A merge patch under the name of any field manager, as controllers send it. */
  async patchAs(manager: string, path: string, patch: object): Promise<void> {
    const response = await this.#direct.send('test', {
      method: 'PATCH',
      path: `${path}?fieldManager=${manager}`,
      as: 'writer',
      contentType: 'application/merge-patch+json',
      body: JSON.stringify(patch),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
  }

  /** Where the API server has an object or a collection of the namespace, such as `apis/apps/v1` and `deployments`. */
  path(groupVersion: string, ...rest: string[]): string {
    return ['', groupVersion, 'namespaces', this.namespace, ...rest].join('/');
  }

  /** Waits until something holds that is no observation. */
  async eventually(what: string, holds: () => boolean): Promise<void> {
    const end = Date.now() + PATIENCE;
    while (!holds()) {
      if (Date.now() > end) throw new Error(`Waited in vain until ${what}.`);
      await new Promise(resolve => setTimeout(resolve, 5));
    }
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
