import { createHmac } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import request from 'supertest';
import { HOST_URL, pipelineFile } from '../__testUtils__/seed';
import type { Replica } from '../__testUtils__/startReplica';
import { Client, TestWorld } from '../__testUtils__/TestWorld';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const SECRET = 'a secret of tests, long enough';

describe('what webhooks set off', () => {
  let world: TestWorld;
  let replica: Replica;
  let client: Client;

  beforeAll(async () => {
    world = await TestWorld.create({
      services: { payments: 'plain' },
      // Nothing is found by looking.
      poll: '1h',
      catalog: '1h',
      config: {
        webhooks: { anybody: { type: 'genericHmac', secret: SECRET } },
      },
    });
    replica = await world.start(await databases.init('SQLITE_3'));
    client = new Client(replica, 'payments');
    await client.ready();
  });

  afterAll(() => world.remove());

  const tell = (event: object, secret = SECRET) => {
    const body = JSON.stringify(event);
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    return request(replica.server)
      .post('/api/gitops/webhooks/anybody')
      .set('Content-Type', 'application/json')
      .set('X-Signature', `sha256=${signature}`)
      .send(body);
  };

  it('a push to an environment is seen', async () => {
    const path = 'payments/dev/deployment.yaml';
    const text = await world.deploy.readFile('main', path);
    const commit = await world.deploy.commitFiles({
      branch: 'main',
      message: 'Run the hotfix',
      author: { name: 'Dana', email: 'dana@acme.example' },
      files: new Map([
        [path, text?.replace('payments:1.0.0', 'payments:1.0.9')],
      ]),
    });
    const { status, body } = await tell({
      repository: `${HOST_URL}/acme/deploy.git`,
      ref: 'refs/heads/main',
      commit,
    });
    expect([status, body]).toEqual([202, { status: 'stored' }]);
    const dev = await client.until('dev', 'it has the hotfix', one =>
      one.images.some(({ tag }) => tag === '1.0.9'),
    );
    expect(dev.images).toHaveLength(1);
  });

  it('a push to a pipeline file is read', async () => {
    const repository = world.repositories.get(`${HOST_URL}/acme/payments`);
    const commit = await repository.commitFiles({
      branch: 'main',
      message: 'Say which tier staging is',
      author: { name: 'Dana', email: 'dana@acme.example' },
      files: new Map([
        [
          'gitops.yaml',
          pipelineFile('payments').replace(
            'name: staging,',
            'name: staging, tier: staging,',
          ),
        ],
      ]),
    });
    await tell({
      repository: `${HOST_URL}/acme/payments`,
      ref: 'refs/heads/main',
      commit,
    });
    const { tier } = await client.until(
      'staging',
      'it has a tier',
      one => one.tier !== undefined,
    );
    expect(tier).toBe('staging');
  });

  it('is nothing where the secret is another', async () => {
    const event = { image: 'ghcr.io/acme/payments:1.0.1' };
    expect((await tell(event, 'another secret of tests')).status).toBe(403);
    expect((await tell(event)).body).toEqual({ status: 'stored' });
    expect((await tell(event)).body).toEqual({ status: 'replayed' });
  });
});
