import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BareRepository } from '../git/BareRepository';
import { Apps } from './Apps';
import { Budget } from './Budget';
import { Faults } from './Faults';
import { API, type Answered, handleRequest } from './handleRequest';
import { Outage } from './Outage';
import type { Links } from './present/links';
import {
  type Account,
  now,
  type Protection,
  State,
  type StoredRepository,
} from './state';

/** No commit. */
const NOTHING = '0'.repeat(40);

/**
 * Stands in for GitHub in tests: its API as far as a Git host needs it, over real bare repositories with real merges,
 * and Git's own protocol.
 */
export class GithubStandIn {
  static async start(): Promise<GithubStandIn> {
    const folder = await mkdtemp(path.join(tmpdir(), 'github-stand-in-'));
    const server = createServer();
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    if (address === null || typeof address === 'string') {
      throw new Error('The stand-in listens, but not on a port');
    }
    return new GithubStandIn(
      server,
      folder,
      `http://127.0.0.1:${address.port}`,
    );
  }

  readonly links: Links;
  readonly faults = new Faults();
  readonly outage = new Outage();
  readonly budget = new Budget();
  /** All that was answered by the API, the oldest first. */
  readonly answered: Answered[] = [];
  readonly apps: Apps;
  readonly #state = new State();
  readonly #server: Server;
  readonly #folder: string;

  private constructor(server: Server, folder: string, url: string) {
    this.#server = server;
    this.#folder = folder;
    this.links = { web: url, api: `${url}${API}` };
    this.apps = new Apps(this.#state);
    const parts = {
      links: this.links,
      state: this.#state,
      faults: this.faults,
      outage: this.outage,
      budget: this.budget,
      apps: this.apps,
      answered: this.answered,
      pushing: this.pushing.bind(this),
    };
    server.on('request', (request, response) => {
      handleRequest(parts, request, response).catch(error => {
        // It shows in the test, as a failure of the host.
        response.writeHead(500).end(String(error));
      });
    });
  }

  async stop(): Promise<void> {
    const closed = new Promise(resolve => {
      this.#server.close(resolve);
    });
    this.#server.closeAllConnections();
    await closed;
    await rm(this.#folder, { recursive: true, force: true });
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
    const directory = path.join(this.#folder, owner, `${name}.git`);
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
    const { git, activities } = this.#repository(repository);
    const before = await git.tips();
    const result = await push(git);
    for (const [branch, after] of await git.tips()) {
      if (before.get(branch) === after) continue;
      activities.push({
        id: this.#state.nextId(),
        ref: `refs/heads/${branch}`,
        before: before.get(branch) ?? NOTHING,
        after,
        by: this.#state.account(login),
        at: now(),
      });
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
