import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  BackendFeature,
  PermissionsService,
  ServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type {
  Environment,
  Pipeline,
} from '@backstage-gitops/plugin-gitops-common';
import type {
  LocalRepositories,
  LocalRepository,
} from '@backstage-gitops/plugin-gitops-backend-module-local';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import request from 'supertest';
import type { PersonName } from './people';
import { BOT, HOST_URL, type Layout, seedRepositories } from './seed';
import { type Replica, startReplica } from './startReplica';
import { until } from './until';

/** Authorization headers. */
export const as = {
  user: (name: PersonName) =>
    mockCredentials.user.header(`user:default/${name}`),
  agent: (name: PersonName) =>
    `Bearer ${mockCredentials.user.token(`user:default/${name}`, {
      actor: { subject: 'plugin:mcp-actions' },
    })}`,
  service: (subject: string) =>
    mockCredentials.service.header({
      onBehalfOf: mockCredentials.service(subject),
      targetPluginId: 'gitops',
    }),
};

function pathOf(service: string): string {
  return `/api/gitops/pipelines/component/default/${service}`;
}

/** The backend on real repositories, with people. Each world has a folder of its own. */
export class TestWorld {
  readonly folder: string;
  readonly repositories: LocalRepositories;
  readonly deploy: LocalRepository;
  readonly services: string[];
  readonly #options: WorldOptions;
  #replicas: Replica[] = [];

  static async create(options: WorldOptions): Promise<TestWorld> {
    const folder = await mkdtemp(join(tmpdir(), 'gitops-world-'));
    const { repositories, deploy } = await seedRepositories(
      join(folder, 'git'),
      options.services,
      options.pipelineFiles,
    );
    return new TestWorld(folder, repositories, deploy, options);
  }

  private constructor(
    folder: string,
    repositories: LocalRepositories,
    deploy: LocalRepository,
    options: WorldOptions,
  ) {
    this.folder = folder;
    this.repositories = repositories;
    this.deploy = deploy;
    this.services = Object.keys(options.services);
    this.#options = options;
  }

  /** The configuration of a replica. */
  config(): JsonObject {
    return {
      permission: { enabled: true },
      gitops: {
        hosts: {
          local: { root: join(this.folder, 'git'), url: HOST_URL, bot: BOT },
        },
        git: {
          directory: join(this.folder, 'mirrors', randomUUID()),
          poll: this.#options.poll ?? '200ms',
          catalog: this.#options.catalog ?? '500ms',
          ...this.#options.git,
        },
        seal: { keys: [{ secret: 'a secret of tests, long enough' }] },
        boundaries: [
          {
            entities: { kind: 'Component' },
            repositories: [{ url: `${HOST_URL}/acme/deploy`, paths: ['.'] }],
          },
        ],
        announcers: this.services.map(service => ({
          subject: `external:ci-${service}`,
          pipelines: [`component:default/${service}`],
        })),
        ...this.#options.config,
      },
    };
  }

  /** Starts a replica on a database. */
  async start(database: Knex): Promise<Replica> {
    const replica = await startReplica({
      config: this.config(),
      database,
      services: this.services,
      entities: this.#options.entities,
      permissions: this.#options.permissions,
      logger: this.#options.logger,
      features: this.#options.features,
    });
    this.#replicas.push(replica);
    for (const service of this.services) {
      await until(`the pipeline of ${service} is found`, async () => {
        const { status } = await request(replica.server)
          .get(pathOf(service))
          .set('Authorization', as.service('test'));
        return status === 200;
      });
    }
    return replica;
  }

  /** Stops all replicas. */
  async stop(): Promise<void> {
    await Promise.all(this.#replicas.map(replica => replica.stop()));
    this.#replicas = [];
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

interface WorldOptions {
  services: Record<string, Layout>;
  pipelineFiles?: Record<string, string>;
  /** What the catalog has besides the services, whenever it is asked. */
  entities?: () => Promise<Entity[]>;
  config?: JsonObject;
  /** What `gitops.git` has besides. */
  git?: JsonObject;
  /** How often environments are looked at without an event. */
  poll?: string;
  /** How often the catalog is looked at for pipelines. */
  catalog?: string;
  permissions?: PermissionsService;
  logger?: ServiceFactory;
  features?: BackendFeature[];
}

/** A digest that is made up, and always the same for a tag. */
export function digestOf(tag: string): string {
  return `sha256:${Buffer.from(tag)
    .toString('hex')
    .padEnd(64, '0')
    .slice(0, 64)}`;
}

/** Talks to a replica about one service as a page or a CI pipeline does. */
export class Client {
  readonly #replica: Replica;
  readonly #service: string;

  constructor(replica: Replica, service: string) {
    this.#replica = replica;
    this.#service = service;
  }

  get path(): string {
    return pathOf(this.#service);
  }

  send(
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    authorization: string,
    body?: object,
  ) {
    const call = request(this.#replica.server)
      [method](path)
      .set('Authorization', authorization);
    return body ? call.send(body) : call;
  }

  announce(tag: string, source?: { repository: string; commit: string }) {
    return this.send(
      'post',
      `${this.path}/releases`,
      as.service(`external:ci-${this.#service}`),
      { images: [{ name: 'app', tag, digest: digestOf(tag) }], source },
    );
  }

  async pipeline(): Promise<Pipeline> {
    const answer = await this.send('get', this.path, as.user('rita'));
    if (answer.status !== 200) {
      throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  }

  async environment(name: string): Promise<Environment> {
    const { environments } = await this.pipeline();
    const found = environments.find(one => one.name === name);
    if (!found) throw new Error(`no environment ${name} yet`);
    return found;
  }

  /** Waits until an environment is as wanted. */
  async until(
    name: string,
    what: string,
    wanted: (environment: Environment) => boolean,
  ): Promise<Environment> {
    let last: Environment | undefined;
    return until(`${name}: ${what}`, async () => {
      last = await this.environment(name);
      return wanted(last) && last;
    }).catch(error => {
      throw new Error(
        `${error.message}; last seen ${JSON.stringify(last, undefined, 1)}`,
      );
    });
  }

  /** Waits until an environment was read from Git. */
  async ready(): Promise<void> {
    for (const name of ['dev', 'staging', 'production']) {
      await this.until(
        name,
        'read',
        one => one.images.length > 0 && one.next !== undefined,
      );
    }
  }

  /** Approves the open pull request of an environment as a person, in the portal. */
  async approve(name: string, person: PersonName) {
    const { promotion } = await this.until(
      name,
      'a pull request is open',
      one => one.promotion?.pullRequest !== undefined,
    );
    return this.send(
      'post',
      `/api/gitops/promotions/${promotion?.id}/approve`,
      as.user(person),
      { headCommit: promotion?.pullRequest?.headCommit },
    );
  }
}
