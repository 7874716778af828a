import path from 'node:path';
import { BareRepository } from '../git/BareRepository';
import type { Answered } from '../standIn/Answered';
import { Budget } from '../standIn/Budget';
import { Faults } from '../standIn/Faults';
import { Listener } from '../standIn/Listener';
import { Apps } from './Apps';
import { API, handleRequest } from './handleRequest';
import { MergeQueues } from './mergeQueue';
import { moveBranches } from './moveBranches';
import { Outage } from './Outage';
import type { Links } from './present/links';
import {
  type Account,
  type Protection,
  State,
  type StoredRepository,
} from './state';
import { Webhooks } from './Webhooks';

/**
 * Stands in for GitHub in tests: its API as far as a Git host needs it, over real bare repositories with real merges,
 * and Git's own protocol.
 */
export class GithubStandIn {
  static async start(): Promise<GithubStandIn> {
    return new GithubStandIn(await Listener.open('github-stand-in'));
  }

  readonly links: Links;
  readonly faults = new Faults();
  readonly outage = new Outage();
  /** Each of its two APIs has a budget of its own. */
  readonly budgets = { core: new Budget(), graphql: new Budget() };
  /** All that was answered by the REST API, the oldest first. */
  readonly answered: Answered[] = [];
  /** All that was answered by GraphQL, the oldest first. */
  readonly queried: Answered[] = [];
  readonly apps: Apps;
  readonly webhooks: Webhooks;
  readonly #state = new State();
  readonly #listener: Listener;

  private constructor(listener: Listener) {
    this.#listener = listener;
    const { url } = listener;
    this.links = { web: url, api: `${url}${API}` };
    this.apps = new Apps(this.#state);
    // What happens is told before the queues make something happen themselves.
    this.webhooks = new Webhooks(this.links, this.#state);
    const parts = {
      links: this.links,
      state: this.#state,
      faults: this.faults,
      outage: this.outage,
      budgets: this.budgets,
      apps: this.apps,
      webhooks: this.webhooks,
      queues: new MergeQueues(this.#state),
      answered: this.answered,
      queried: this.queried,
      pushing: this.pushing.bind(this),
    };
    listener.handle((request, response) =>
      handleRequest(parts, request, response),
    );
  }

  async stop(): Promise<void> {
    await this.webhooks.settled();
    await this.#listener.close();
  }

  /** Adds somebody, with a token of their own. */
  addAccount(login: string, type: Account['type'] = 'User'): Account {
    const id = this.#state.nextId();
    const account = { id, login, type, token: `ghp_secret${id}of${login}` };
    this.#state.accounts.push(account);
    return account;
  }

  /** Creates a repository without a commit. */
  async addRepository(owner: string, name: string): Promise<BareRepository> {
    const directory = path.join(this.#listener.folder, owner, `${name}.git`);
    const git = await BareRepository.create(directory);
    this.#state.repositories.push({
      id: this.#state.nextId(),
      owner,
      ownerId: this.#state.nextId(),
      name,
      git,
      pulls: [],
      statuses: [],
      checkRuns: [],
      activities: [],
      protections: new Map(),
      queues: new Map(),
      hooks: [],
      signed: new Set(),
      methods: new Set(['merge', 'squash', 'rebase']),
    });
    return git;
  }

  /** Changes the rules of a repository. */
  setRules(
    repository: string,
    rules: { branch: string } & Partial<Protection> & {
        methods?: ReadonlyArray<'merge' | 'squash' | 'rebase'>;
      },
  ): void {
    const found = this.#repository(repository);
    const { branch, methods, ...protection } = rules;
    if (methods) found.methods = new Set(methods);
    found.protections.set(branch, {
      approvals: 0,
      staleReviews: 'kept',
      checks: [],
      upToDate: false,
      resolved: false,
      mergeQueue: false,
      ...protection,
    });
  }

  /** Does something to a repository as somebody, by the API. Answers what the API answers, and throws its refusal. */
  async act(
    login: string,
    method: string,
    target: string,
    body?: unknown,
  ): Promise<unknown> {
    const response = await fetch(`${this.links.api}/repos/${target}`, {
      method,
      headers: { authorization: `Bearer ${this.#state.account(login).token}` },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    return JSON.parse(text);
  }

  /** Leaves conversations about lines of a pull request: whether each is resolved. */
  setThreads(repository: string, number: number, threads: boolean[]): void {
    const pull = this.#repository(repository).pulls.find(
      one => one.number === number,
    );
    if (pull) pull.threads = threads;
  }

  /** What people see beside the content of a pull request. */
  conversation(
    repository: string,
    number: number,
  ): { comments: string[]; requestedReviewers: string[] } {
    const pull = this.#repository(repository).pulls.find(
      one => one.number === number,
    );
    return {
      comments: pull?.comments.map(({ body }) => body) ?? [],
      requestedReviewers: pull?.requested.map(({ login }) => login) ?? [],
    };
  }

  /** Runs what changes branches, and notes who did it. */
  async pushing<T>(
    repository: string,
    login: string,
    push: (git: BareRepository) => Promise<T>,
  ): Promise<T> {
    const found = this.#repository(repository);
    const by = this.#state.account(login);
    return moveBranches(this.#state, found, by, () => push(found.git));
  }

  #repository(name: string): StoredRepository {
    const [owner, repo] = name.split('/');
    const found = this.#state.repository(owner, repo);
    if (!found) throw new Error(`There is no repository ${name}`);
    return found;
  }
}
