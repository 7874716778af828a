import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SimulatedCluster } from '@backstage-gitops/demo';
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
import { KubeconfigTransport } from './KubeconfigTransport';

const run = promisify(execFile);

/** How long a condition may take before a test gives up, in milliseconds. */
const PATIENCE = 30_000;

/** A cluster, kubectl, and the engine with one environment in a namespace of its own. */
export class EngineWorld {
  readonly namespace = `gitops-test-${randomUUID().slice(0, 8)}`;
  readonly transport: KubeconfigTransport;
  readonly engine: KubernetesEngine;
  readonly environment: EngineEnvironment;
  /** Undefined where the tests run on another API server than the simulated one. */
  readonly simulated: SimulatedCluster | undefined;
  readonly #folder: string;
  readonly #kubectl: string;
  readonly #following = new AbortController();
  #changes = 0;

  static async start(
    overrides: Partial<EngineEnvironment> = {},
  ): Promise<EngineWorld> {
    const folder = await mkdtemp(join(tmpdir(), 'gitops-engine-'));
    const given = process.env.GITOPS_TEST_KUBECONFIG;
    const simulated = given
      ? undefined
      : await SimulatedCluster.start({
          accounts: [
            { name: 'admin', token: randomUUID(), role: 'admin' },
            { name: 'viewer', token: randomUUID(), role: 'view' },
          ],
        });
    const kubeconfig = simulated
      ? simulated.kubeconfig('admin')
      : await readFile(given ?? '', 'utf8');
    await writeFile(join(folder, 'kubeconfig'), kubeconfig, { mode: 0o600 });
    const world = new EngineWorld({
      folder,
      kubectl: process.env.GITOPS_TEST_KUBECTL ?? 'kubectl',
      kubeconfig,
      simulated,
      overrides,
    });
    await world.kubectl('create', 'namespace', world.namespace);
    return world;
  }

  private constructor(options: {
    folder: string;
    kubectl: string;
    kubeconfig: string;
    simulated: SimulatedCluster | undefined;
    overrides: Partial<EngineEnvironment>;
  }) {
    this.#folder = options.folder;
    this.#kubectl = options.kubectl;
    this.simulated = options.simulated;
    this.transport = new KubeconfigTransport(options.kubeconfig);
    this.engine = new KubernetesEngine(this.transport);
    this.environment = {
      entityRef: 'component:default/shop',
      name: 'dev',
      target: { cluster: 'test', namespace: this.namespace },
      ignore: [],
      ...options.overrides,
    };
    this.engine.follow(
      this.environment,
      () => (this.#changes += 1),
      this.#following.signal,
    );
  }

  /** How often the engine said that something may have changed. */
  get changes(): number {
    return this.#changes;
  }

  async stop(): Promise<void> {
    this.#following.abort();
    await this.kubectl(
      'delete',
      'namespace',
      this.namespace,
      '--wait=false',
    ).catch(() => {});
    await this.simulated?.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Runs the real kubectl in the environment's namespace. */
  async kubectl(...args: string[]): Promise<string> {
    const { stdout } = await run(
      this.#kubectl,
      [
        '--kubeconfig',
        join(this.#folder, 'kubeconfig'),
        '-n',
        this.namespace,
        ...args,
      ],
      { env: { PATH: '/usr/bin:/bin', HOME: this.#folder } },
    );
    return stdout;
  }

  /** What Git says, from YAML. */
  desired(yaml: string): DesiredState {
    const parsed = parseManifests(yaml);
    if (parsed.status === 'failed') throw new Error(parsed.problem);
    const objects: JsonObject[] = objectsOf(parsed.documents);
    const digest = createHash('sha256')
      .update(printJson(objects, { keys: 'sorted' }))
      .digest('hex');
    return { revision: digest.slice(0, 40), digest, objects };
  }

  observe(desired: DesiredState): Promise<EngineObservation> {
    return this.engine.observe(this.environment, desired);
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
        : desired.objects.map(object => this.#idOf(object)),
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

  /** Applies everything and waits until it is seen so. */
  async sync(desired: DesiredState): Promise<ObservedObject[]> {
    await this.observe(desired);
    const outcome = await this.apply(desired);
    if (outcome.status !== 'done') throw new Error(JSON.stringify(outcome));
    return this.until(desired, 'all is as applied', objects =>
      objects.every(({ sync }) => sync === 'Synced'),
    );
  }

  #idOf(object: JsonObject): string {
    const [group, version] = String(object.apiVersion).includes('/')
      ? String(object.apiVersion).split('/')
      : ['', String(object.apiVersion)];
    const metadata = object.metadata as JsonObject;
    return objectId({
      group,
      version,
      kind: String(object.kind),
      namespace: this.namespace,
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
