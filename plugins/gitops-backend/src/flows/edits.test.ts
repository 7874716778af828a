import { TestDatabases } from '@backstage/backend-test-utils';
import { Client, TestWorld } from '../__testUtils__/TestWorld';
import { pipelineFile } from '../__testUtils__/seed';

jest.setTimeout(90_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const withEdits = pipelineFile('payments').replace(
  'promote: commit }',
  `promote: commit, edits: [
        { image: app, file: app.toml, path: image.tag },
        { image: app, file: app.json, path: 'images[0]' },
        { image: app, file: deployment.yaml, path: 'spec.template.spec.containers[name=app].image' }] }`,
);

const toml = (version: string) =>
  `# read by another program\r\n[image]\r\ntag = '${version}'\t# the version\r\n`;
const json = (version: string) =>
  `{ "images": ["ghcr.io/acme/payments:${version}"], "size": 1e1 }`;

describe('an environment whose pipeline file says where images are written', () => {
  let world: TestWorld;

  afterEach(() => world.remove());

  it('is promoted into by the bytes of those versions, and read from there', async () => {
    world = await TestWorld.create({
      services: { payments: 'plain' },
      pipelineFiles: { payments: withEdits },
    });
    await world.deploy.commitFiles({
      branch: 'main',
      files: new Map([
        ['payments/dev/app.toml', toml('1.0.0')],
        ['payments/dev/app.json', json('1.0.0')],
      ]),
      message: 'Say it to others as well',
      author: { name: 'Platform', email: 'platform@example.com' },
    });
    const client = new Client(
      await world.start(await databases.init('SQLITE_3')),
      'payments',
    );
    await client.ready();
    expect((await client.announce('1.1.0')).status).toBe(202);
    await client.until(
      'dev',
      'it has the release',
      one =>
        one.release?.version === '1.1.0' && one.change?.origin === 'promotion',
    );
    const read = (file: string) =>
      world.deploy.readFile('main', `payments/dev/${file}`);
    expect(await read('app.toml')).toBe(toml('1.1.0'));
    expect(await read('app.json')).toBe(json('1.1.0'));
    expect(await read('deployment.yaml')).toContain(
      'image: ghcr.io/acme/payments:1.1.0  # the version',
    );
  });
});
