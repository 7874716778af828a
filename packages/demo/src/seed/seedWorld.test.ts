import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { readFile } from 'node:fs/promises';
import { parsePipeline } from '@backstage-gitops/plugin-gitops-common';
import { parse } from 'yaml';
import { temporaryFolder } from '../__testUtils__/temporaryWorld';
import { listBranches, listCommits, listFiles } from '../git/readRepository';
import { demoFolder, type DemoFolder } from '../world/demoFolder';
import { declaredServices, mainBranch } from '../world/services';
import { hostUrl, openWorld, type World } from '../world/World';
import { resetWorld } from './resetWorld';
import { seedRepositories } from './seedCommits';
import { seedWorld } from './seedWorld';

// A new world is a few dozen runs of git; a busy machine takes its time.
jest.setTimeout(60_000);

async function heads(world: World) {
  return Promise.all(
    seedRepositories.map(async ({ repository }) => {
      const { directory } = world.repositories.get(repository);
      return { repository, branches: await listBranches(directory) };
    }),
  );
}

describe('seedWorld', () => {
  let folder: DemoFolder;
  let world: World;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const temporary = await temporaryFolder();
    remove = temporary.remove;
    folder = demoFolder(temporary.path);
    world = await seedWorld(folder);
  });
  afterAll(() => remove());

  it('changes nothing where everything is there', async () => {
    const before = await heads(world);
    const again = await seedWorld(folder);
    expect(await heads(again)).toEqual(before);
    expect(again.tokens).toEqual(world.tokens);
    expect(again.settings).toEqual(world.settings);
    expect(before.map(({ branches }) => branches.length)).toEqual(
      seedRepositories.map(() => 1),
    );
  });

  it('gives everyone a secret of their own that nobody else can read', async () => {
    expect(Object.keys(world.tokens).sort()).toEqual(
      ['dana', 'gitops-bot', 'ravi', 'rita', 'sofia'].sort(),
    );
    const settings = parseEnv(await readFile(folder.settings, 'utf8'));
    expect(Object.keys(settings).sort()).toEqual([
      'DEMO_CI_BILLING_TOKEN',
      'DEMO_CI_ORDERS_TOKEN',
      'DEMO_CI_PAYMENTS_TOKEN',
      'DEMO_CI_SHOP_TOKEN',
      'GITOPS_SEAL_KEY',
    ]);
    const secrets = [
      ...Object.values(world.tokens),
      ...Object.values(settings),
    ];
    expect(new Set(secrets).size).toBe(secrets.length);
    for (const file of [folder.accounts, folder.settings]) {
      const { mode } = await stat(file);
      expect(mode % 0o1000).toBe(0o600);
    }
  });

  it.each(declaredServices)(
    'declares a valid pipeline of $name into folders that exist',
    async ({ name, image, environments }) => {
      const source = world.repositories.get(`acme/${name}`);
      const text = await source.readFile(mainBranch, 'gitops.yaml');
      const pipeline = parsePipeline(parse(text ?? ''));
      if (pipeline.status === 'invalid') {
        throw new Error(JSON.stringify(pipeline.problems));
      }
      expect(pipeline.spec.images).toEqual([
        { name: 'app', repository: image },
      ]);
      expect(pipeline.spec.repository).toBe(`${hostUrl}/acme/deploy`);
      expect(
        pipeline.spec.environments.map(environment => ({
          name: environment.name,
          path: environment.path,
        })),
      ).toEqual(environments);
      const deploy = world.repositories.get('acme/deploy');
      const kinds = await Promise.all(
        environments.map(async environment => {
          const files = ['deployment.yaml', 'kustomization.yaml', 'Chart.yaml'];
          const contents = await Promise.all(
            files.map(file =>
              deploy.readFile(mainBranch, `${environment.path}/${file}`),
            ),
          );
          return contents.filter(content => content !== undefined).length;
        }),
      );
      expect(kinds).toEqual([1, 1, 1]);
    },
  );

  it('leaves billing without a pipeline, for a template to add', async () => {
    const { directory } = world.repositories.get('acme/billing');
    expect(await listFiles(directory, mainBranch)).toEqual([
      'README.md',
      'catalog-info.yaml',
      'src/server.js',
    ]);
    const deploy = world.repositories.get('acme/deploy');
    expect(await listFiles(deploy.directory, mainBranch)).not.toContainEqual(
      expect.stringContaining('billing'),
    );
  });

  it('has every commit by the developer', async () => {
    for (const { repository, commits } of seedRepositories) {
      const { directory } = world.repositories.get(repository);
      const history = await listCommits(directory, mainBranch, 100);
      expect(history.map(({ subject }) => subject)).toEqual(
        commits.map(({ message }) => message).reverse(),
      );
      expect(new Set(history.map(({ authorEmail }) => authorEmail))).toEqual(
        new Set(['dana@acme.example']),
      );
    }
  });
});

describe('openWorld', () => {
  it('says how to make a world where there is none', async () => {
    const temporary = await temporaryFolder();
    await expect(openWorld(demoFolder(temporary.path))).rejects.toThrow(
      /There is no demo in .* yet\. Start it with npm start/,
    );
    await temporary.remove();
  });
});

describe('resetWorld', () => {
  it('makes a new world where there was one', async () => {
    const temporary = await temporaryFolder();
    const folder = demoFolder(temporary.path);
    const before = await seedWorld(folder);
    const leftOver = path.join(folder.root, 'left-over');
    await writeFile(leftOver, '');
    const after = await resetWorld(folder);
    await expect(stat(leftOver)).rejects.toThrow('ENOENT');
    expect(after.tokens.dana).not.toBe(before.tokens.dana);
    expect((await heads(after)).length).toBe(seedRepositories.length);
    await temporary.remove();
  });

  it('deletes nothing where the folder has something else in it', async () => {
    const temporary = await temporaryFolder();
    const precious = path.join(temporary.path, 'precious.txt');
    await writeFile(precious, 'mine');
    await expect(resetWorld(demoFolder(temporary.path))).rejects.toThrow(
      'does not look like a demo',
    );
    await expect(readFile(precious, 'utf8')).resolves.toBe('mine');
    await temporary.remove();
  });
});
