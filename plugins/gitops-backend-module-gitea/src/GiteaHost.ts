import {
  type CommitComparison,
  type CommitStatus,
  type GitHost,
  type GitRemote,
  type MergeMethod,
  type MergeOutcome,
  type PullRequest,
  type PullRequestContent,
  type PullRequestReading,
  type RepositoryFile,
  type Review,
  TerminalHostError,
} from '@backstage-gitops/plugin-gitops-node';
import { Address, type RepositoryName } from './Address';
import { Client } from './Client';
import { closePull, commentOnce } from './comments';
import { compareCommits } from './commits';
import { mergePull } from './merging';
import type { Place } from './Place';
import { listPulls, openPull, updatePull } from './pulls';
import { describePull, findPull, findPullByMergeCommit } from './readPull';
import { readPulls } from './readPulls';
import { listReviews, requestReviewers } from './reviews';
import type { Patience } from './send';
import { Settling } from './Settling';
import { listStatuses, setStatus } from './statuses';
import { ensureWebhook } from './webhooks';

/** What a {@link GiteaHost} is made of. */
export interface GiteaHostOptions {
  /** Where people find it, such as `https://gitea.example.com`. */
  url: string;
  /** Login of the account that the credentials are of. */
  bot: string;
  /** Value of an `Authorization` header, for the API and for git. */
  authorization?: string;
  patience?: Patience;
}

/** Gitea, or Forgejo. */
export class GiteaHost implements GitHost {
  readonly type = 'gitea';
  readonly loginAnnotation = 'backstage-gitops.dev/gitea-login';
  readonly botLogin: string;
  readonly #address: Address;
  readonly #authorization: string | undefined;
  readonly #client: Client;
  readonly #settling: Settling;
  readonly #url: string;

  constructor(options: GiteaHostOptions) {
    const { url, bot, authorization, patience } = options;
    this.botLogin = bot;
    this.#url = url;
    this.#address = new Address(url);
    this.#authorization = authorization;
    this.#client = new Client({
      apiBaseUrl: `${url}/api/v1`,
      authorization,
      patience,
    });
    this.#settling = new Settling(this.#client.patience);
  }

  owns(repository: string): boolean {
    return this.#address.repositoryAt(repository) !== undefined;
  }

  parseFileUrl(url: string): RepositoryFile | undefined {
    return this.#address.parseFileUrl(url);
  }

  async remote(repository: string): Promise<GitRemote> {
    const authorization = this.#authorization;
    return {
      url: `${this.#address.urlOf(this.#name(repository))}.git`,
      ...(authorization ? { authorization } : {}),
    };
  }

  commitUrl(repository: string, commit: string): string {
    return `${this.#address.urlOf(this.#name(repository))}/commit/${commit}`;
  }

  async openPullRequest(options: {
    repository: string;
    headBranch: string;
    baseBranch: string;
    content: PullRequestContent;
  }): Promise<PullRequest> {
    const { repository, content, ...branches } = options;
    return openPull(this.#place(repository), branches, content);
  }

  async updatePullRequest(options: {
    repository: string;
    number: number;
    content: PullRequestContent;
  }): Promise<void> {
    const { repository, number, content } = options;
    await updatePull(this.#place(repository), number, content);
  }

  async getPullRequest(
    repository: string,
    number: number,
  ): Promise<PullRequest | undefined> {
    const place = this.#place(repository);
    const pull = await findPull(place, number);
    return pull && describePull(place, pull);
  }

  async readPullRequests(
    repository: string,
    numbers: number[],
  ): Promise<PullRequestReading[]> {
    return readPulls(this.#place(repository), numbers);
  }

  async listPullRequests(options: {
    repository: string;
    baseBranch?: string;
    state: 'open' | 'all';
    limit: number;
  }): Promise<PullRequest[]> {
    return listPulls(this.#place(options.repository), options);
  }

  async findPullRequestByMergeCommit(
    repository: string,
    commit: string,
  ): Promise<PullRequest | undefined> {
    return findPullByMergeCommit(this.#place(repository), commit);
  }

  async listReviews(repository: string, number: number): Promise<Review[]> {
    return listReviews(this.#place(repository), number);
  }

  async requestReviewers(options: {
    repository: string;
    number: number;
    logins: string[];
  }): Promise<void> {
    const { repository, number, logins } = options;
    await requestReviewers(this.#place(repository), number, logins);
  }

  async mergePullRequest(options: {
    repository: string;
    number: number;
    headCommit: string;
    method: MergeMethod;
    title: string;
    body: string;
  }): Promise<MergeOutcome> {
    return mergePull(this.#place(options.repository), options);
  }

  async commentOnPullRequest(options: {
    repository: string;
    number: number;
    key: string;
    text: string;
  }): Promise<void> {
    const { repository, number, ...comment } = options;
    await commentOnce(this.#place(repository), number, comment);
  }

  async closePullRequest(options: {
    repository: string;
    number: number;
    comment: string;
  }): Promise<void> {
    const { repository, number, comment } = options;
    await closePull(this.#place(repository), number, comment);
  }

  async listCommitsBetween(options: {
    repository: string;
    from: string;
    to: string;
    limit: number;
  }): Promise<CommitComparison> {
    return compareCommits(this.#place(options.repository), options);
  }

  async listCommitStatuses(
    repository: string,
    commit: string,
  ): Promise<CommitStatus[]> {
    return listStatuses(this.#place(repository), commit);
  }

  async setCommitStatus(options: {
    repository: string;
    commit: string;
    status: CommitStatus;
  }): Promise<void> {
    const { repository, commit, status } = options;
    await setStatus(this.#place(repository), commit, status);
  }

  async ensureWebhook(options: {
    repository: string;
    url: string;
    secret: string;
  }): Promise<void> {
    const { repository, ...webhook } = options;
    await ensureWebhook(this.#place(repository), webhook);
  }

  #place(repository: string): Place {
    return {
      ...this.#name(repository),
      client: this.#client,
      bot: this.botLogin,
      settling: this.#settling,
    };
  }

  #name(repository: string): RepositoryName {
    const name = this.#address.repositoryAt(repository);
    if (!name) {
      throw new TerminalHostError(
        `${repository} is no repository of ${this.#url}.`,
      );
    }
    return name;
  }
}
