import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { WritePermission } from '@backstage-gitops/cluster';
import { SimulatedCluster } from '@backstage-gitops/demo';
import {
  isJsonObject,
  type JsonObject,
  parseJson,
} from '@backstage-gitops/drift';
import { DrivenClock } from './DrivenClock';
import { FaultyTransport } from './FaultyTransport';
import { KubeconfigTransport } from './KubeconfigTransport';
import { kubeconfigFile, kubectlFile } from './server';

const run = promisify(execFile);

/** How long a condition may take before a test gives up, in milliseconds. */
export const PATIENCE = 30_000;

/** What an engine may do on a server. */
export interface ServerOptions {
  /** `own`: another user than kubectl works as, who may do only what {@link ServerWorld.grant} grants. */
  engineUser?: 'same' | 'own';
  writes?: WritePermission;
}

/** What RBAC allows. */
export interface Grant {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

/** A server that runs, and the folder with what kubectl needs for it. */
export interface StartedServer {
  folder: string;
  kubeconfig: string;
  simulated: SimulatedCluster | undefined;
}

/** The API server that the tests run on, or a simulated one of their own. */
export async function startServer(): Promise<StartedServer> {
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
  return { folder, kubeconfig, simulated };
}

/** A server, kubectl, and a namespace of its own. */
export class ServerWorld {
  readonly namespace = `gitops-test-${randomUUID().slice(0, 8)}`;
  readonly clock = new DrivenClock();
  /** Between an engine and the server; kubectl goes straight. */
  readonly transport: FaultyTransport;
  readonly #simulated: SimulatedCluster | undefined;
  readonly #folder: string;
  readonly #direct: KubeconfigTransport;
  readonly #cleanUps: Array<() => Promise<unknown>> = [];

  constructor(server: StartedServer, options: ServerOptions = {}) {
    this.#folder = server.folder;
    this.#simulated = server.simulated;
    this.#direct = new KubeconfigTransport(server.kubeconfig);
    this.transport = new FaultyTransport(
      new KubeconfigTransport(server.kubeconfig, {
        writes: options.writes,
        impersonate: options.engineUser === 'own' ? this.#user : undefined,
      }),
    );
  }

  get #user(): string {
    return `${this.namespace}-engine`;
  }

  async stop(): Promise<void> {
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
}
