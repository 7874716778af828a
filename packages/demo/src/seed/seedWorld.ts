import { mkdir } from 'node:fs/promises';
import type { LocalRepository } from '@backstage-gitops/plugin-gitops-backend-module-local';
import type { DemoFolder } from '../world/demoFolder';
import { botLogin, readPeople, type DemoPerson } from '../world/people';
import {
  accountsFormat,
  ensureSecrets,
  settingsFormat,
} from '../world/secrets';
import { demoServices, mainBranch } from '../world/services';
import { localRepositories, requirePerson, type World } from '../world/World';
import { readSeedFiles } from './readSeedFiles';
import { seedRepositories, type SeedRepository } from './seedCommits';

/** Login of whoever wrote what the repositories start with. */
export const developerLogin = 'dana';

const OWNER_ONLY_FOLDER = 0o700;

async function addCommits(
  repository: LocalRepository,
  seed: SeedRepository,
  author: DemoPerson,
): Promise<void> {
  const all = await readSeedFiles(seed.files);
  for (const { message, brings } of seed.commits) {
    const files = new Map([...all].filter(([file]) => brings(file)));
    const [first] = files.keys();
    // A seed that was interrupted goes on where it ended; one that was not changes nothing.
    if ((await repository.readFile(mainBranch, first)) !== undefined) continue;
    await repository.commitFiles({
      branch: mainBranch,
      files,
      message,
      author: { name: author.displayName, email: author.email },
    });
  }
}

/**
 * Makes whatever the embedded world does not have yet below the folder, and leaves what it has.
 *
 * Only the owner may look into the folder: it holds tokens.
 */
export async function seedWorld(folder: DemoFolder): Promise<World> {
  await mkdir(folder.git, { recursive: true, mode: OWNER_ONLY_FOLDER });
  const people = readPeople();
  const tokens = await ensureSecrets(folder.accounts, accountsFormat, [
    ...people.map(({ login }) => login),
    botLogin,
  ]);
  const settings = await ensureSecrets(folder.settings, settingsFormat, [
    ...demoServices.map(({ tokenVariable }) => tokenVariable),
    'GITOPS_SEAL_KEY',
  ]);
  const repositories = localRepositories(folder);
  const world: World = { folder, people, tokens, settings, repositories };
  const developer = requirePerson(world, developerLogin);
  for (const seed of seedRepositories) {
    const repository = await repositories.create(seed.repository);
    await addCommits(repository, seed, developer);
  }
  return world;
}
