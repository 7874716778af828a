import { createHmac } from 'node:crypto';
import type { ServiceFactory } from '@backstage/backend-plugin-api';
import type { Release } from '@backstage-gitops/plugin-gitops-common';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import request from 'supertest';
import { buildImage } from '../registries/__testUtils__/buildImage';
import { DockerRegistry } from '../registries/__testUtils__/dockerRegistry';
import { pipelineFile } from './seed';
import type { Replica } from './startReplica';
import { as, Client, TestWorld } from './TestWorld';

const SECRET = 'a secret of tests, long enough';

/** The backend beside a real registry, which has the images of payments. */
export class RegistryWorld {
  readonly registry: DockerRegistry;
  readonly world: TestWorld;
  readonly replica: Replica;
  readonly client: Client;

  /** @param options - what is set for the registry, besides where it is. */
  static async start(options: {
    database: Knex;
    settings?: JsonObject;
    logger?: ServiceFactory;
  }): Promise<RegistryWorld> {
    const registry = await DockerRegistry.start();
    const ours = (text: string) =>
      text.replaceAll('ghcr.io/acme', `${registry.host}/acme`);
    const world = await TestWorld.create({
      services: { payments: 'plain' },
      pipelineFiles: { payments: ours(pipelineFile('payments')) },
      config: {
        registries: [
          {
            host: registry.host,
            insecure: 'http',
            privateNetwork: true,
            ...options.settings,
          },
        ],
        webhooks: { anybody: { type: 'genericHmac', secret: SECRET } },
      },
      logger: options.logger,
    });
    const files = new Map<string, string>();
    for (const environment of ['dev', 'staging', 'production']) {
      const path = `payments/${environment}/deployment.yaml`;
      const text = await world.deploy.readFile('main', path);
      files.set(path, ours(text ?? ''));
    }
    await world.deploy.commitFiles({
      branch: 'main',
      message: 'Use our own registry',
      author: { name: 'Platform', email: 'platform@example.com' },
      files,
    });
    const replica = await world.start(options.database);
    const client = new Client(replica, 'payments');
    await client.ready();
    return new RegistryWorld(registry, world, replica, client);
  }

  private constructor(
    registry: DockerRegistry,
    world: TestWorld,
    replica: Replica,
    client: Client,
  ) {
    this.registry = registry;
    this.world = world;
    this.replica = replica;
    this.client = client;
  }

  get repository(): string {
    return `${this.registry.host}/acme/payments`;
  }

  async stop(): Promise<void> {
    await this.world.remove();
    await this.registry.stop();
  }

  /** Pushes an image as a build does, and answers its digest. */
  async push(tag: string): Promise<string> {
    const image = buildImage({ labels: { tag } });
    await this.registry.push('acme/payments', tag, image);
    return image.top.digest;
  }

  /** Tells of a push, as a registry does. */
  tell(tag: string) {
    const body = JSON.stringify({ image: `${this.repository}:${tag}` });
    const signature = createHmac('sha256', SECRET).update(body).digest('hex');
    return request(this.replica.server)
      .post('/api/gitops/webhooks/anybody')
      .set('Content-Type', 'application/json')
      .set('X-Signature', `sha256=${signature}`)
      .send(body);
  }

  async releases(): Promise<Release[]> {
    const path = `${this.client.path}/releases`;
    return (await this.client.send('get', path, as.user('rita'))).body.items;
  }
}
