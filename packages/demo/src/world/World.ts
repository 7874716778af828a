import {
  LocalRepositories,
  type LocalRepository,
} from '@backstage-gitops/plugin-gitops-backend-module-local';
import type { DemoFolder } from './demoFolder';
import { botLogin, readPeople, type DemoPerson } from './people';
import { accountsFormat, readSecrets, settingsFormat } from './secrets';

/** Where the demo's Git host is reached. Pipeline files and the catalog name it, so it is the same everywhere. */
export const hostPort = 7080;

/** Loopback as a number: a name could be resolved to somewhere else. */
export const hostUrl = `http://127.0.0.1:${hostPort}`;

/** The embedded world as it is on disk. */
export interface World {
  folder: DemoFolder;
  people: DemoPerson[];
  /** Login of each account at the Git host, the bot's included -> its token. */
  tokens: Record<string, string>;
  /** What the backend and the app have in their environment. */
  settings: Record<string, string>;
  repositories: LocalRepositories;
}

/** The repositories below the demo's folder, whether there are any yet or not. */
export function localRepositories(folder: DemoFolder): LocalRepositories {
  return LocalRepositories.at({
    root: folder.git,
    url: hostUrl,
    bot: botLogin,
  });
}

/**
 * Opens what was seeded before.
 *
 * @throws Error where nothing was, saying how to.
 */
export async function openWorld(folder: DemoFolder): Promise<World> {
  const tokens = await readSecrets(folder.accounts, accountsFormat);
  const settings = await readSecrets(folder.settings, settingsFormat);
  if (!tokens || !settings) {
    throw new Error(
      `There is no demo in ${folder.root} yet. Start it with npm start, or make it alone with npm run demo -- reset.`,
    );
  }
  const repositories = localRepositories(folder);
  return { folder, people: readPeople(), tokens, settings, repositories };
}

/**
 * The person behind an account.
 *
 * @throws Error naming the accounts there are.
 */
export function requirePerson(world: World, login: string): DemoPerson {
  const person = world.people.find(candidate => candidate.login === login);
  if (!person) {
    throw new Error(
      `There is no account "${login}"; the demo has ${world.people
        .map(candidate => candidate.login)
        .join(', ')}`,
    );
  }
  return person;
}

/** A repository by its `owner/name`, or undefined where there is none. */
export async function findRepository(
  world: World,
  name: string,
): Promise<LocalRepository | undefined> {
  const repositories = await world.repositories.list();
  return repositories.find(candidate => candidate.name === name);
}

/**
 * A repository by its `owner/name`.
 *
 * @throws Error naming the repositories there are.
 */
export async function requireRepository(
  world: World,
  name: string,
): Promise<LocalRepository> {
  const repository = await findRepository(world, name);
  if (!repository) {
    const names = (await world.repositories.list()).map(found => found.name);
    throw new Error(
      `There is no repository "${name}"; the demo has ${names
        .sort()
        .join(', ')}`,
    );
  }
  return repository;
}
