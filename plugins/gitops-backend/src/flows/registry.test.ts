import { createHmac } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Release } from '@backstage-gitops/plugin-gitops-common';
import request from 'supertest';
import { pipelineFile } from '../__testUtils__/seed';
import type { Replica } from '../__testUtils__/startReplica';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';
import { buildImage } from '../registries/__testUtils__/buildImage';
import {
  absent,
  DockerRegistry,
} from '../registries/__testUtils__/dockerRegistry';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const SECRET = 'a secret of tests, long enough';

(absent ? describe.skip : describe)(`from a registry to dev${absent}`, () => {
  let registry: DockerRegistry;
  let world: TestWorld;
  let replica: Replica;
  let client: Client;
  let repository: string;

  beforeAll(async () => {
    registry = await DockerRegistry.start();
    repository = `${registry.host}/acme/payments`;
    const ours = (text: string) =>
      text.replaceAll('ghcr.io/acme/payments', repository);
    world = await TestWorld.create({
      services: { payments: 'plain' },
      pipelineFiles: { payments: ours(pipelineFile('payments')) },
      config: {
        registries: [
          { host: registry.host, insecure: 'http', privateNetwork: true },
        ],
        webhooks: { anybody: { type: 'genericHmac', secret: SECRET } },
      },
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
    replica = await world.start(await databases.init('SQLITE_3'));
    client = new Client(replica, 'payments');
    await client.ready();
  });

  afterAll(async () => {
    await world?.remove();
    await registry.stop();
  });

  const push = async (tag: string) => {
    const image = buildImage({ labels: { tag } });
    await registry.push('acme/payments', tag, image);
    return image.top.digest;
  };

  const releases = async (): Promise<Release[]> =>
    (await client.send('get', `${client.path}/releases`, as.user('rita'))).body
      .items;

  const tell = (tag: string) => {
    const body = JSON.stringify({ image: `${repository}:${tag}` });
    const signature = createHmac('sha256', SECRET).update(body).digest('hex');
    return request(replica.server)
      .post('/api/gitops/webhooks/anybody')
      .set('Content-Type', 'application/json')
      .set('X-Signature', `sha256=${signature}`)
      .send(body);
  };

  it('a push that is told of is in dev, and its release has the digest of the registry', async () => {
    const digest = await push('1.1.0');
    expect((await tell('1.1.0')).status).toBe(202);
    await client.until(
      'dev',
      'it has 1.1.0',
      one => one.release?.version === '1.1.0',
    );
    expect(await releases()).toMatchObject([
      { version: '1.1.0', images: [{ repository, digest }] },
    ]);
  });

  it('what the sender claims and the registry does not have makes no release', async () => {
    await push('1.2.0');
    expect((await tell('9.9.9')).status).toBe(202);
    await client.until(
      'dev',
      'it has what is there',
      one => one.release?.version === '1.2.0',
    );
    expect((await releases()).map(({ version }) => version)).toEqual([
      '1.2.0',
      '1.1.0',
    ]);
  });
});
