import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type {
  BackendFeature,
  ServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  type Account,
  SimulatedCluster,
  type SimulatedClusterOptions,
} from '@backstage-gitops/demo';
import type { JsonObject } from '@backstage/types';
import kubernetesModule from '@backstage-gitops/plugin-gitops-backend-module-kubernetes';
import type { DriftReport } from '@backstage-gitops/plugin-gitops-common';
import type { Knex } from 'knex';
import { KubernetesProxy, type ProxiedCluster } from './KubernetesProxy';
import type { LockRule } from '../pipelines/Declaration';
import { HOST_URL } from './seed';
import { as, Client, TestWorld } from './TestWorld';
import { until } from './until';

const run = promisify(execFile);

/** The only cluster there is. */
export const CLUSTER = 'test';

/** Who writes for the suite. */
export const WRITER = 'gitops-writer';

/** How the Kubernetes plugin looks into the cluster. */
const READER = 'kubernetes-plugin';

/** People work through kubectl: `npm test` finds it, or says that it cannot. */
export const KUBECTL = process.env.GITOPS_TEST_KUBECTL;

/** A Deployment of the service's image. */
export const deployment = (tag = '1.0.0') => `apiVersion: apps/v1
kind: Deployment
metadata: { name: app, labels: { app: payments } }
spec:
  replicas: 2
  selector: { matchLabels: { app: payments } }
  template:
    metadata: { labels: { app: payments } }
    spec:
      containers:
        - name: app
          image: ghcr.io/acme/payments:${tag}
          env: [{ name: LOG_LEVEL, value: info }]
`;

/** A ConfigMap with the given data. */
export const configMap = (name: string, data: Record<string, string>) =>
  `apiVersion: v1
kind: ConfigMap
metadata: { name: ${name} }
data: ${JSON.stringify(data)}
`;

/** A Service before the Deployment. */
export const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: app }
spec:
  selector: { app: payments }
  ports: [{ port: 80, targetPort: 8080 }]
`;

/** An environment of the service as a test wants it. */
export interface EnvironmentOptions {
  reconcile: 'observe' | 'sync' | 'heal';
  /** Fields that only members of groups may change. */
  locked?: LockRule[];
  prune?: boolean;
  after?: string[];
  target?: { cluster: string; namespace: string };
  /** Files by name, in place of the usual ones. */
  files?: Record<string, string>;
}

/** A write that reached the API server, whether it was kept or not. */
export interface SeenWrite {
  user: string;
  dryRun: boolean;
  /** `Kind/name`. */
  object: string;
  /** In milliseconds since 1970. */
  at: number;
}

/** An object as an API server tells it. */
export interface LiveObject {
  metadata: {
    name: string;
    uid: string;
    resourceVersion: string;
    generation?: number;
    annotations?: Record<string, string>;
    managedFields: Array<{
      manager: string;
      operation: string;
      subresource?: string;
      time?: string;
    }>;
  };
  data?: Record<string, string>;
  status?: object;
}

/** Everything: Git, the backend with its built-in engine, a simulated cluster, and kubectl. */
export class ClusterWorld {
  readonly cluster: SimulatedCluster;
  readonly git: TestWorld;
  readonly proxy: KubernetesProxy;
  /** Creations and updates, oldest first. */
  readonly writes: SeenWrite[] = [];
  readonly #accounts: Account[];
  #client: Client | undefined;

  static async create(options: ClusterWorldOptions): Promise<ClusterWorld> {
    const writer = options.writer ?? { role: 'admin', writes: 'on' };
    const accounts: Account[] = [
      { name: READER, token: randomUUID(), role: 'edit' },
      { name: WRITER, token: randomUUID(), role: writer.role },
      { name: 'dana', token: randomUUID(), role: 'admin' },
      ...(options.accounts ?? []),
    ];
    const names = Object.keys(options.environments);
    const cluster = await SimulatedCluster.start({
      accounts,
      namespaces: [...names.map(namespaceOf), 'elsewhere'],
      pace: options.pace ?? { podReadyAfterMs: 50, progressDeadlineMs: 2_000 },
    });
    const proxy = new KubernetesProxy({
      [CLUSTER]: {
        url: cluster.url,
        certificate: cluster.certificate,
        token: accounts[0].token,
      },
    });
    const git = await TestWorld.create({
      services: { payments: 'plain' },
      pipelineFiles: { payments: pipelineFile(options.environments) },
      logger: options.logger,
      features: [proxy.plugin, kubernetesModule, ...(options.features ?? [])],
      config: {
        boundaries: [
          {
            entities: { kind: 'Component' },
            repositories: [{ url: `${HOST_URL}/acme/deploy`, paths: ['.'] }],
            clusters: [
              { name: CLUSTER, namespaces: names.map(namespaceOf) },
              { name: 'gone', namespaces: ['*'] },
            ],
          },
        ],
        floors: [{ match: {}, allow: { heal: true } }],
        clusters: {
          [CLUSTER]: {
            credential: { token: accounts[1].token },
            writes: writer.writes,
          },
        },
        rendering: {
          ...(KUBECTL ? { kustomize: KUBECTL } : {}),
        },
      },
    });
    const world = new ClusterWorld(cluster, git, proxy, accounts);
    for (const [name, { files }] of Object.entries(options.environments)) {
      await world.commit(
        {
          'deployment.yaml': deployment(),
          'service.yaml': SERVICE,
          'settings.yaml': configMap('settings', { color: 'blue' }),
          ...files,
        },
        name,
      );
    }
    for (const { name } of accounts) {
      await writeFile(
        join(git.folder, `kubeconfig-${name}`),
        cluster.kubeconfig(name),
        { mode: 0o600 },
      );
    }
    cluster.faults.admit(({ user, dryRun, object }) => {
      const { name } = object.metadata as { name: string };
      world.writes.push({
        user: user.name,
        dryRun,
        object: `${object.kind}/${name}`,
        at: Date.now(),
      });
      return object;
    });
    return world;
  }

  private constructor(
    cluster: SimulatedCluster,
    git: TestWorld,
    proxy: KubernetesProxy,
    accounts: Account[],
  ) {
    this.cluster = cluster;
    this.git = git;
    this.proxy = proxy;
    this.#accounts = accounts;
  }

  /** Starts the backend on a database. */
  async start(database: Knex): Promise<void> {
    this.#client = new Client(await this.git.start(database), 'payments');
  }

  async remove(): Promise<void> {
    await this.git.remove();
    await this.cluster.stop();
  }

  /** The backend, as pages and pipelines talk to it. */
  get client(): Client {
    if (!this.#client) throw new Error('The backend was not started.');
    return this.#client;
  }

  /** The configuration of a replica that writes as one account. */
  configOf(account: string): JsonObject {
    const found = this.#accounts.find(({ name }) => name === account);
    if (!found) throw new Error(`There is no account ${account}.`);
    const { gitops, ...config } = this.git.config();
    return {
      ...config,
      gitops: {
        ...(gitops as JsonObject),
        clusters: {
          [CLUSTER]: { credential: { token: found.token }, writes: 'on' },
        },
      },
    };
  }

  /** What a replica in a process of its own needs to reach the cluster. */
  get proxied(): Record<string, ProxiedCluster> {
    const { url, certificate } = this.cluster;
    return {
      [CLUSTER]: { url, certificate, token: this.#accounts[0].token },
    };
  }

  /** A commit into an environment's folder; a file that is undefined is deleted. */
  commit(
    files: Record<string, string | undefined>,
    environment = 'dev',
  ): Promise<string> {
    return this.git.deploy.commitFiles({
      branch: 'main',
      files: new Map(
        Object.entries(files).map(([name, text]) => [
          `payments/${environment}/${name}`,
          text,
        ]),
      ),
      message: `Change ${environment}`,
      author: { name: 'Dana', email: 'dana@example.com' },
    });
  }

  /** Dana at her terminal, in the namespace of dev. */
  kubectl(...args: string[]): Promise<string> {
    return this.kubectlIn('dev', ...args);
  }

  async kubectlIn(environment: string, ...args: string[]): Promise<string> {
    const { stdout } = await run(
      KUBECTL ?? 'kubectl',
      [
        '--kubeconfig',
        join(this.git.folder, 'kubeconfig-dana'),
        '-n',
        namespaceOf(environment),
        ...args,
      ],
      {
        env: { PATH: '/usr/bin:/bin', HOME: this.git.folder },
        maxBuffer: 2 ** 26,
      },
    );
    return stdout;
  }

  /** kubectl apply, of a text. */
  async kubectlApply(manifest: string, ...args: string[]): Promise<void> {
    const file = join(this.git.folder, `${randomUUID()}.yaml`);
    await writeFile(file, manifest);
    await this.kubectl('apply', '-f', file, ...args);
  }

  /** An object as the cluster has it, managed fields and all. */
  async live(object: string, environment = 'dev'): Promise<LiveObject> {
    return JSON.parse(
      await this.kubectlIn(
        environment,
        'get',
        object,
        '-o',
        'json',
        '--show-managed-fields',
      ),
    );
  }

  /** Every object of dev that somebody declares, by name, with what tells whether it was ever touched. */
  async untouched(): Promise<Record<string, string>> {
    const { items }: { items: Array<LiveObject & { kind: string }> } =
      JSON.parse(
        await this.kubectl(
          'get',
          'deployments,services,configmaps,secrets',
          '-o',
          'json',
        ),
      );
    return Object.fromEntries(
      items.map(({ kind, metadata: { name, uid, resourceVersion } }) => [
        `${kind}/${name}`,
        `${uid} ${resourceVersion}`,
      ]),
    );
  }

  /** What the suite wrote, dry runs left out. */
  get written(): string[] {
    return this.writes
      .filter(({ user, dryRun }) => user === WRITER && !dryRun)
      .map(({ object }) => object);
  }

  async drift(environment = 'dev'): Promise<DriftReport> {
    const answer = await this.client.send(
      'get',
      `${this.client.path}/environments/${environment}/drift`,
      as.user('rita'),
    );
    if (answer.status !== 200) {
      throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  }

  /** Waits until an environment's page shows what is wanted. */
  async until(
    what: string,
    wanted: (report: DriftReport) => boolean,
    environment = 'dev',
  ): Promise<DriftReport> {
    let last: DriftReport | undefined;
    return until(`${environment}: ${what}`, async () => {
      last = await this.drift(environment);
      return wanted(last) && last;
    }).catch(error => {
      throw new Error(
        `${error.message}; last seen ${JSON.stringify(last, undefined, 1)}`,
      );
    });
  }

  /** Waits until an environment is as Git has it, and runs. */
  settled(environment = 'dev'): Promise<DriftReport> {
    return this.until(
      'it is as Git has it, and healthy',
      ({ state }) =>
        state.sync === 'Synced' &&
        state.health === 'Healthy' &&
        state.sentence === 'The cluster is as Git has it.',
      environment,
    );
  }

  /** Waits until an environment is as Git has it, whatever its health. */
  restored(environment = 'dev'): Promise<DriftReport> {
    return this.until(
      'it is as Git has it',
      ({ state }) =>
        state.sync === 'Synced' &&
        state.sentence === 'The cluster is as Git has it.',
      environment,
    );
  }

  reconcile(
    body: { action: string; objects?: string[]; reason?: string },
    environment = 'dev',
  ) {
    return this.client.send(
      'post',
      `${this.client.path}/environments/${environment}/reconcile`,
      as.user('dana'),
      body,
    );
  }

  /** Lets the environment be looked at once more, from now on, and answers what is shown then. */
  async lookAgain(environment = 'dev'): Promise<DriftReport> {
    const asked = new Date().toISOString();
    await this.reconcile({ action: 'refresh' }, environment);
    return this.until(
      'it was looked at again',
      ({ state }) => state.asOf !== undefined && state.asOf > asked,
      environment,
    );
  }
}

/** What a world is made of. */
export interface ClusterWorldOptions {
  environments: Record<string, EnvironmentOptions>;
  /** The suite's own account in the cluster. Default: it may do everything. */
  writer?: { role: Account['role']; writes: 'on' | 'off' };
  accounts?: Account[];
  pace?: SimulatedClusterOptions['pace'];
  logger?: ServiceFactory;
  features?: BackendFeature[];
}

/** The namespace of an environment. */
export function namespaceOf(environment: string): string {
  return `payments-${environment}`;
}

/** Every environment takes releases at once, by a commit, but those after another, which take a pull request. */
function pipelineFile(
  environments: Record<string, EnvironmentOptions>,
): string {
  const declared = Object.entries(environments).map(([name, one]) =>
    JSON.stringify({
      name,
      path: `payments/${name}`,
      target: one.target ?? { cluster: CLUSTER, namespace: namespaceOf(name) },
      reconcile: one.reconcile,
      prune: one.prune ?? false,
      ...(one.locked ? { locked: one.locked } : {}),
      ...(one.after
        ? { after: one.after, merge: 'auto', gates: { approvals: 1 } }
        : { promote: 'commit' }),
    }),
  );
  return `apiVersion: backstage-gitops.dev/v1alpha1
kind: Pipeline
metadata: { name: payments }
spec:
  repository: ${HOST_URL}/acme/deploy
  images: [{ name: app, repository: ghcr.io/acme/payments }]
  releases:
    - { on: image, image: app, tags: '^\\d+\\.\\d+\\.\\d+(-broken)?$', select: newest }
  environments:
${declared.map(one => `    - ${one}`).join('\n')}
`;
}
