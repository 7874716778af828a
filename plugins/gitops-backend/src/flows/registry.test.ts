import { TestDatabases } from '@backstage/backend-test-utils';
import { RegistryWorld } from '../__testUtils__/RegistryWorld';
import { absent } from '../registries/__testUtils__/dockerRegistry';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

(absent ? describe.skip : describe)(`from a registry to dev${absent}`, () => {
  let world: RegistryWorld | undefined;

  const start = async (settings = {}): Promise<RegistryWorld> => {
    const database = await databases.init('SQLITE_3');
    world = await RegistryWorld.start({ database, settings });
    return world;
  };

  const untilDevHas = ({ client }: RegistryWorld, version: string) =>
    client.until(
      'dev',
      `it has ${version}`,
      one => one.release?.version === version,
    );

  afterEach(async () => {
    await world?.stop();
    world = undefined;
  });

  it('a push that is told of is in dev, and what was only claimed is not', async () => {
    const told = await start();
    const { repository } = told;
    const digest = await told.push('1.1.0');
    expect((await told.tell('1.1.0')).status).toBe(202);
    await untilDevHas(told, '1.1.0');
    // The digest is the registry's, which the sender did not tell.
    expect(await told.releases()).toMatchObject([
      { version: '1.1.0', images: [{ repository, digest }] },
    ]);

    await told.push('1.2.0');
    expect((await told.tell('9.9.9')).status).toBe(202);
    await untilDevHas(told, '1.2.0');
    expect((await told.releases()).map(({ version }) => version)).toEqual([
      '1.2.0',
      '1.1.0',
    ]);
  });

  it('a push that nobody tells of is a commit in dev, by polling alone', async () => {
    const quiet = await start({ poll: '1s' });
    const before = await quiet.world.deploy.head('main');
    const digest = await quiet.push('1.1.0');
    await untilDevHas(quiet, '1.1.0');
    expect(await quiet.releases()).toMatchObject([
      { version: '1.1.0', images: [{ digest }], announcedBy: 'registry' },
    ]);
    const { deploy } = quiet.world;
    expect(await deploy.head('main')).not.toBe(before);
    expect(
      await deploy.readFile('main', 'payments/dev/deployment.yaml'),
    ).toContain(`${quiet.repository}:1.1.0 `);
  });
});
