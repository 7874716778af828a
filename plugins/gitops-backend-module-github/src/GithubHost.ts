import type { LoggerService } from '@backstage/backend-plugin-api';
import type { GithubCredentialsProvider } from '@backstage/integration';
import {
  type CommitComparison,
  type CommitOutcome,
  type CommitStatus,
  type GitHost,
  type GitRemote,
  type MergeGroup,
  type MergeMethod,
  type MergeOutcome,
  type PullRequest,
  type PullRequestContent,
  type PullRequestReading,
  type RepositoryFile,
  type Review,
  TerminalHostError,
} from '@backstage-gitops/plugin-gitops-node';
import type { Octokit } from '@octokit/rest';
import { Address, type RepositoryName } from './Address';
import { closePull, commentOnce } from './comments';
import { compareCommits } from './commits';
import { connect, type Patience } from './connect';
import { createCommit } from './createCommit';
import { Credentials } from './Credentials';
import { Headroom, type Reading } from './Headroom';
import { listMergeGroups } from './mergeGroups';
import { mergePull } from './merging';
import type { Place } from './Place';
import { listPulls, openPull, updatePull } from './pulls';
import { describePull, findPull, findPullByMergeCommit } from './readPull';
import { readPulls } from './readPulls';
import { listReviews, requestReviewers } from './reviews';
import { listStatuses, setStatus } from './statuses';
import { ensureWebhook } from './webhooks';

/** What a {@link GithubHost} is made of. */
export interface GithubHostOptions {
  /** Where people find it, such as `https://github.com`. */
  url: string;
  /** Such as `https://api.github.com`. */
  apiBaseUrl: string;
  /** Login of the account that the credentials are of, such as `acme-gitops[bot]`. */
  bot: string;
  credentials: GithubCredentialsProvider;
  logger: LoggerService;
  patience?: Patience;
}

/** GitHub, in the cloud or an Enterprise server. */
export class GithubHost implements GitHost {
  readonly type = 'github';
  readonly loginAnnotation = 'github.com/user-login';
  readonly botLogin: string;
  readonly #address: Address;
  readonly #credentials: Credentials;
  readonly #headroom = new Headroom();
  readonly #octokit: Octokit;
  readonly #url: string;

  constructor(options: GithubHostOptions) {
    this.botLogin = options.bot;
    this.#url = options.url;
    this.#address = new Address(options.url);
    this.#credentials = new Credentials(options.credentials, this.#address);
    this.#octokit = connect({
      apiBaseUrl: options.apiBaseUrl,
      credentials: this.#credentials,
      headroom: this.#headroom,
      logger: options.logger,
      patience: options.patience,
    });
  }

  /** What is left of the budgets of requests, as GitHub last said. */
  headroom(): Reading[] {
    return this.#headroom.readings();
  }

  owns(repository: string): boolean {
    return this.#address.repositoryAt(repository) !== undefined;
  }

  parseFileUrl(url: string): RepositoryFile | undefined {
    return this.#address.parseFileUrl(url);
  }

  async remote(repository: string): Promise<GitRemote> {
    return this.#credentials.remoteOf(this.#name(repository));
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

  async listMergeGroups(
    repository: string,
    baseBranch: string,
  ): Promise<MergeGroup[]> {
    return listMergeGroups(this.#place(repository), baseBranch);
  }

  async ensureWebhook(options: {
    repository: string;
    url: string;
    secret: string;
  }): Promise<void> {
    await ensureWebhook(this.#place(options.repository), options);
  }

  async createCommit(options: {
    repository: string;
    branch: string;
    expectedHead: string;
    message: string;
    changes: ReadonlyMap<string, string | undefined>;
  }): Promise<CommitOutcome> {
    return createCommit(this.#place(options.repository), options);
  }

  #place(repository: string): Place {
    return {
      ...this.#name(repository),
      rest: this.#octokit.rest,
      graphql: this.#octokit.graphql,
      bot: this.botLogin,
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
