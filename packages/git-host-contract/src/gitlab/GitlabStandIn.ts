import path from 'node:path';
import { BareRepository } from '../git/BareRepository';
import type { Answered } from '../standIn/Answered';
import { Budget } from '../standIn/Budget';
import { Faults } from '../standIn/Faults';
import { Listener } from '../standIn/Listener';
import { afterPush } from './afterPush';
import { handleRequest } from './handleRequest';
import { type Links, projectPath } from './present/links';
import { addJob } from './routes/statuses';
import {
  type Account,
  type JobState,
  type Rules,
  State,
  type StoredHook,
  type StoredProject,
} from './state';

const RULES: Rules = {
  approvals: 0,
  resetsApprovals: false,
  pipelineMustSucceed: false,
  mergeMethod: 'merge',
  hasTrains: false,
};

/**
 * Stands in for GitLab Premium in tests: its APIs as far as a Git host needs them, over real bare repositories with real
 * merges, and Git's own protocol.
 *
 * It answers at once what GitLab finds out later: a merge request is never being prepared or checked. Everybody may do
 * everything in every project. It has no forks, drafts of reviews, code owners, approval rules or security policies;
 * merge trains take merge requests and merge none; of quick actions it knows `/request_changes` and `/close`, in comments
 * alone; a commit has one pipeline. Webhooks are kept and never called.
 */
export class GitlabStandIn {
  /** @param options - `below` is a path such as `/gitlab` that everything is below */
  static async start(options: { below?: string } = {}): Promise<GitlabStandIn> {
    const listener = await Listener.open('gitlab-stand-in');
    return new GitlabStandIn(listener, options.below ?? '');
  }

  readonly links: Links;
  readonly faults = new Faults();
  readonly budget = new Budget();
  /** All that was answered by the APIs, the oldest first. */
  readonly answered: Answered[] = [];
  readonly #state = new State();
  readonly #listener: Listener;

  private constructor(listener: Listener, below: string) {
    this.#listener = listener;
    const web = `${listener.url}${below}`;
    this.links = { web, api: `${web}/api/v4` };
    const parts = {
      links: this.links,
      state: this.#state,
      faults: this.faults,
      budget: this.budget,
      answered: this.answered,
      pushing: this.#pushing.bind(this),
    };
    listener.handle((request, response) =>
      handleRequest(parts, request, response),
    );
  }

  async stop(): Promise<void> {
    await this.#listener.close();
  }

  /** Adds somebody, with a token of their own. */
  addAccount(login: string, options: { isBot?: boolean } = {}): Account {
    const id = this.#state.nextId();
    const token = `glpat-secret${id}of${login}`;
    const account = { id, login, isBot: options.isBot ?? false, token };
    this.#state.accounts.push(account);
    return account;
  }

  /** Creates a project without a commit, with its groups, such as `acme/platform/deploy`. */
  async addProject(project: string): Promise<BareRepository> {
    const directory = path.join(this.#listener.folder, `${project}.git`);
    const git = await BareRepository.create(directory);
    this.#state.projects.push({
      id: this.#state.nextId(),
      path: project,
      git,
      mergeRequests: [],
      jobs: [],
      pushes: [],
      hooks: [],
      rules: { ...RULES },
    });
    return git;
  }

  /** Changes the rules of a project. */
  setRules(project: string, rules: Partial<Rules>): void {
    Object.assign(this.#project(project).rules, rules);
  }

  /** Does something to a project as somebody, by the API. Answers what that answers, and throws its refusal. */
  async act(
    login: string,
    method: string,
    target: { project: string; path: string },
    body?: unknown,
  ): Promise<unknown> {
    const address = `${projectPath(target.project)}/${target.path}`;
    const response = await fetch(`${this.links.api}/${address}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#state.account(login).token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    return JSON.parse(text);
  }

  /** What people see beside the content of a merge request. */
  conversation(
    project: string,
    number: number,
  ): { comments: string[]; requestedReviewers: string[] } {
    const found = this.#project(project).mergeRequests.find(
      ({ iid }) => iid === number,
    );
    const notes = found?.notes.filter(({ isSystem }) => !isSystem) ?? [];
    return {
      comments: notes.map(({ body }) => body),
      requestedReviewers: [...(found?.reviewers.keys() ?? [])].map(
        ({ login }) => login,
      ),
    };
  }

  /** The webhooks of a project, with their secrets. */
  hooks(project: string): StoredHook[] {
    return this.#project(project).hooks;
  }

  /** Runs what changes branches as somebody, and does what the host does after a push. */
  async pushing<T>(
    project: string,
    login: string,
    push: (git: BareRepository) => Promise<T>,
  ): Promise<T> {
    const by = this.#state.account(login);
    return this.#pushing(this.#project(project), by, push);
  }

  /** Lets a job of a pipeline come to a state. */
  runJob(
    project: string,
    login: string,
    job: { commit: string; name: string; state: JobState; mayFail?: boolean },
  ): void {
    addJob(this.#project(project), {
      mayFail: false,
      ...job,
      id: this.#state.nextId(),
      description: null,
      by: this.#state.account(login),
      isReported: false,
      isRetried: false,
      at: this.#state.now(),
    });
  }

  async #pushing<T>(
    project: StoredProject,
    by: Account,
    push: (git: BareRepository) => Promise<T>,
  ): Promise<T> {
    const before = await project.git.tips();
    const result = await push(project.git);
    await afterPush(this.#state, project, by, before);
    return result;
  }

  #project(name: string): StoredProject {
    const found = this.#state.project(name);
    if (!found) throw new Error(`There is no project ${name}`);
    return found;
  }
}
