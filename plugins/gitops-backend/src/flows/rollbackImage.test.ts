import { TestDatabases } from '@backstage/backend-test-utils';
import { listCommits } from '../__testUtils__/listCommits';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const fileOf = (environment: string) =>
  `payments/${environment}/deployment.yaml`;

describe('rolling back the image alone', () => {
  let world: TestWorld;
  let client: Client;
  let seeded: string;

  const rollBack = (environment: string, body: object) =>
    client.send(
      'post',
      `${client.path}/environments/${environment}/rollback`,
      as.user('dana'),
      { commit: seeded, restore: 'image', ...body },
    );

  const read = async (environment: string) =>
    (await world.deploy.readFile('main', fileOf(environment))) ?? '';

  const write = (environment: string, text: string, message: string) =>
    world.deploy.commitFiles({
      branch: 'main',
      files: new Map([[fileOf(environment), text]]),
      message,
      author: { name: 'Dana', email: 'dana@example.com' },
    });

  beforeAll(async () => {
    world = await TestWorld.create({ services: { payments: 'plain' } });
    client = new Client(
      await world.start(await databases.init('SQLITE_3')),
      'payments',
    );
    await client.ready();
    seeded = (await world.deploy.head('main')) ?? '';
    await client.announce('1.1.0');
    await client.approve('staging', 'ravi');
    for (const environment of ['dev', 'staging']) {
      await client.until(
        environment,
        'it has 1.1.0',
        one => one.release?.version === '1.1.0' && !one.promotion,
      );
      await write(
        environment,
        `${await read(environment)}# tuned since\n`,
        `Tune ${environment}`,
      );
    }
  });

  afterAll(() => world.remove());

  it('says what it would do, what it cannot restore and what follows', async () => {
    const { status, body } = await rollBack('dev', { dryRun: true });
    expect(status).toBe(200);
    expect(body.differences).toHaveLength(1);
    expect(
      body.differences[0].patch
        .split('\n')
        .filter((line: string) => /^[+-][^+-]/.test(line)),
    ).toEqual([
      expect.stringMatching(/^-.*payments:1\.1\.0/),
      expect.stringMatching(/^\+.*payments:1\.0\.0/),
    ]);
    expect(body.warnings).toEqual([
      expect.stringMatching(/payments:1\.0\.0 was named without a digest/),
      'Automation of dev is held until a person resumes it.',
      'It is written to the branch at once; no approval is needed.',
    ]);
    expect(body.affects).toEqual([]);
  });

  it('restores an image that is no known release, and keeps the configuration', async () => {
    const before = await read('dev');
    const { status, body } = await rollBack('dev', { reason: 'It is slow' });
    expect(status).toBe(200);
    expect(body.promotion).toMatchObject({
      kind: 'rollback',
      restore: 'image',
    });
    const dev = await client.until(
      'dev',
      'it is rolled back',
      one => one.change?.origin === 'rollback' && !one.promotion,
    );
    expect(await read('dev')).toBe(before.replace('1.1.0', '1.0.0'));
    expect(await read('dev')).toContain('# tuned since');
    expect(dev.hold?.reason).toBe(
      `Rolled back to ${seeded.slice(0, 12)}: It is slow`,
    );
    const [newest] = await listCommits(world.deploy.directory, 'main');
    expect(newest.subject).toBe(
      `Roll back the image of payments in dev to ${seeded.slice(0, 12)}`,
    );
    expect((await rollBack('dev', { dryRun: true })).body.error.message).toBe(
      'dev holds these images already.',
    );
  });

  it('refuses where the field is gone', async () => {
    const present = await read('dev');
    await write('dev', '# moved elsewhere\nkind: ConfigMap\n', 'Move');
    const { status, body } = await rollBack('dev', { dryRun: true });
    expect(status).toBe(400);
    expect(body.error.message).toMatch(/names ghcr\.io\/acme\/payments/);
    await write('dev', present, 'Move back');
  });

  it('knows without a database that it was the image alone', async () => {
    const before = await read('staging');
    await rollBack('staging', { reason: 'It is slow' });
    const { promotion } = await client.until(
      'staging',
      'it is proposed',
      one => one.promotion?.pullRequest !== undefined,
    );
    await world.stop();
    client = new Client(
      await world.start(await databases.init('SQLITE_3')),
      'payments',
    );
    const found = await client.until(
      'staging',
      'it is found again',
      one => one.promotion?.id === promotion?.id,
    );
    expect(found.promotion).toMatchObject({
      kind: 'rollback',
      restore: 'image',
      restores: seeded,
    });
    await client.approve('staging', 'ravi');
    await client.until(
      'staging',
      'it is rolled back',
      one => one.change?.origin === 'rollback' && !one.promotion,
    );
    expect(await read('staging')).toBe(before.replace('1.1.0', '1.0.0'));
  });
});
