import type { GitlabCredentialsProvider } from '@backstage/integration';
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
import { Address } from './Address';
import { closePull, commentOnce } from './comments';
import { compareCommits } from './commits';
import { connect, type Connection } from './connect';
import { Credentials } from './Credentials';
import { Headroom, type Reading } from './Headroom';
import { mergePull } from './merging';
import type { Patience } from './patientFetch';
import type { Place } from './Place';
import { listPulls, openPull, updatePull } from './pulls';
import { findPullByMergeCommit, getPull } from './readPull';
import { readPulls } from './readPulls';
import { listReviews, requestReviewers } from './reviews';
import { listStatuses, setStatus } from './statuses';
import { ensureWebhook } from './webhooks';

/** What a {@link GitlabHost} is made of. */
export interface GitlabHostOptions {
  /** As Backstage names it, such as `gitlab.com`. */
  host: string;
  /** Where people find it, such as `https://gitlab.com`. */
  url: string;
  /** Such as `https://gitlab.com/api/v4`. */
  apiBaseUrl: string;
  /** Username of the account that the credentials are of. */
  bot: string;
  credentials: GitlabCredentialsProvider;
  patience?: Patience;
}

/**
 * GitLab, in the cloud or self-managed.
 *
 * It adds no commits by the API: that compares single files with what they were, never the head of the branch. And its
 * merge trains wait for pipelines of their own, so there are no merge groups to report to.
 */
export class GitlabHost implements GitHost {
  readonly type = 'gitlab';
  readonly loginAnnotation: string;
  readonly botLogin: string;
  readonly url: string;
  readonly #address: Address;
  readonly #credentials: Credentials;
  readonly #headroom = new Headroom();
  readonly #connection: Connection;

  constructor(options: GitlabHostOptions) {
    this.loginAnnotation = `${options.host}/user-login`;
    this.botLogin = options.bot;
    this.url = options.url;
    this.#address = new Address(options.url);
    this.#credentials = new Credentials(options.credentials, options.url);
    this.#connection = connect({
      apiBaseUrl: options.apiBaseUrl,
      credentials: this.#credentials,
      headroom: this.#headroom,
      patience: options.patience,
    });
  }

  /** What is left of the budgets of requests, as GitLab last said. */
  headroom(): Reading[] {
    return this.#headroom.readings();
  }

  loginIn(annotation: string): string | undefined {
    return this.#address.usernameIn(annotation);
  }

  owns(repository: string): boolean {
    return this.#address.projectAt(repository) !== undefined;
  }

  parseFileUrl(url: string): RepositoryFile | undefined {
    return this.#address.parseFileUrl(url);
  }

  async remote(repository: string): Promise<GitRemote> {
    return this.#credentials.remoteOf(
      this.#address.urlOf(this.#project(repository)),
    );
  }

  commitUrl(repository: string, commit: string): string {
    return `${this.#address.urlOf(
      this.#project(repository),
    )}/-/commit/${commit}`;
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
    return getPull(this.#place(repository), number);
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
    await ensureWebhook(this.#place(options.repository), options);
  }

  #place(repository: string): Place {
    return {
      ...this.#connection,
      project: this.#project(repository),
      bot: this.botLogin,
    };
  }

  #project(repository: string): string {
    const project = this.#address.projectAt(repository);
    if (!project) {
      throw new TerminalHostError(
        `${repository} is no repository of ${this.url}.`,
      );
    }
    return project;
  }
}
