import { TestDatabases } from '@backstage/backend-test-utils';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';
import { HOST_URL, pipelineFile } from '../__testUtils__/seed';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** Two services whose production is one folder. */
const sharing = (service: string) =>
  pipelineFile(service).replace(
    `path: ${service}/production`,
    'path: shared/production',
  );

describe('rolling back where two services share a path', () => {
  let world: TestWorld;

  afterEach(() => world.remove());

  it('refuses, naming the other service', async () => {
    world = await TestWorld.create({
      services: { payments: 'plain', orders: 'plain' },
      pipelineFiles: {
        payments: sharing('payments'),
        orders: sharing('orders'),
      },
    });
    const write = (version: string) =>
      world.deploy.commitFiles({
        branch: 'main',
        files: new Map([
          [
            'shared/production/both.yaml',
            ['payments', 'orders']
              .map(
                service =>
                  `kind: Pod\nmetadata: { name: ${service} }\nspec: { containers: [{ name: app, image: 'ghcr.io/acme/${service}:${version}' }] }\n`,
              )
              .join('---\n'),
          ],
        ]),
        message: version,
        author: { name: 'Platform', email: 'platform@example.com' },
      });
    const earlier = await write('1.0.0');
    await write('1.0.1');
    const backend = await world.start(await databases.init('SQLITE_3'));
    const client = new Client(backend, 'payments');
    await client.ready();
    await new Client(backend, 'orders').ready();
    const head = await world.deploy.head('main');
    const answer = await client.send(
      'post',
      `${client.path}/environments/production/rollback`,
      as.user('dana'),
      { commit: earlier, dryRun: true },
    );
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(
      /shared\/production\/both\.yaml would change production of component:default\/orders/,
    );
    expect(await world.deploy.head('main')).toBe(head);
    expect(HOST_URL).toContain('127.0.0.1');
  });
});
