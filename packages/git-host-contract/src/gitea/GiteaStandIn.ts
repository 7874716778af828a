import path from 'node:path';
import { BareRepository } from '../git/BareRepository';
import { Faults } from '../standIn/Faults';
import { Listener } from '../standIn/Listener';
import { type GiteaAnswered, handleRequest } from './handleRequest';
import { notePush } from './notePush';
import { type GiteaAccount, State, type StoredRepository } from './state';

/** Where the host lies at its address. */
const PREFIX = '/gitea';

/** The account of Gitea's Actions: it is none of the people's, who are counted from 1. */
const ACTIONS = { id: -2, login: 'gitea-actions', isAdmin: false };

/**
 * Stands in for Gitea in tests: its API as far as a Git host needs it, over real bare repositories with real merges,
 * and Git's own protocol. README.md beside it says what it leaves out.
 */
export class GiteaStandIn {
  static async start(): Promise<GiteaStandIn> {
    return new GiteaStandIn(await Listener.open('gitea-stand-in'));
  }

  /** Where people find it. */
  readonly web: string;
  readonly faults = new Faults();
  /** All that was answered by the API, the oldest first. */
  readonly answered: GiteaAnswered[] = [];
  /** The administrator. */
  readonly root: GiteaAccount;
  readonly #state = new State();
  readonly #listener: Listener;

  private constructor(listener: Listener) {
    this.#listener = listener;
    const web = `${listener.url}${PREFIX}`;
    this.web = web;
    this.root = { id: 1, login: 'root', secret: 'gta_root', isAdmin: true };
    this.#state.accounts.push(this.root);
    const parts = {
      web,
      state: this.#state,
      faults: this.faults,
      answered: this.answered,
      pushing: this.pushing.bind(this),
      createGit: (owner: string, name: string) =>
        BareRepository.create(path.join(listener.folder, owner, `${name}.git`)),
    };
    listener.handle((request, response) =>
      handleRequest(parts, request, response),
    );
  }

  async stop(): Promise<void> {
    await this.#listener.close();
  }

  /** What the repository really holds. */
  git(repository: string): BareRepository {
    return this.#repository(repository).git;
  }

  /** Adds the account that workflows act as, which nobody can create. */
  addActions(repository: string): GiteaAccount {
    const account = { ...ACTIONS, secret: 'gta_actions' };
    this.#state.accounts.push(account);
    const { collaborators } = this.#repository(repository);
    collaborators.set(account.login, 'write');
    return account;
  }

  /** Lets somebody have another secret: what shows the old one is refused. */
  revoke(login: string): void {
    this.#state.account(login).secret = 'another one';
  }

  /** Allows some ways to merge, and no others. */
  allow(
    repository: string,
    methods: ReadonlyArray<'merge' | 'squash' | 'rebase'>,
  ): void {
    this.#repository(repository).methods = new Set(methods);
  }

  /** The secret of a webhook, which no answer tells. */
  secretsOfHooks(repository: string): string[] {
    return this.#repository(repository).hooks.map(
      ({ config }) => config.secret,
    );
  }

  /** Runs what changes branches, and notes who did it. */
  async pushing<T>(
    repository: string,
    login: string,
    push: (git: BareRepository) => Promise<T>,
  ): Promise<T> {
    const found = this.#repository(repository);
    const before = await found.git.tips();
    const result = await push(found.git);
    const by = this.#state.account(login);
    for (const [branch, after] of await found.git.tips()) {
      if (before.get(branch) === after) continue;
      const move = { branch, before: before.get(branch), after, by };
      await notePush(this.#state, found, move);
    }
    return result;
  }

  #repository(name: string): StoredRepository {
    const [owner, repo] = name.split('/');
    const found = this.#state.repository(owner, repo);
    if (!found) throw new Error(`There is no repository ${name}`);
    return found;
  }
}
