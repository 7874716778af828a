import { access } from 'node:fs/promises';
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
import { compareCommits } from './compareCommits';
import type { LocalRepositories } from './LocalRepositories';
import type { LocalRepository } from './LocalRepository';
import { readText, writeBlob } from './objects';
import { statusesSchema } from './record';
import { parseFileUrl } from './parseFileUrl';
import type { PullRequests } from './PullRequests';
import { readMergeability } from './readMergeability';
import { NOTHING, readRef, untilMoved } from './refs';

/**
 * The embedded Git host.
 *
 * @public
 */
export class LocalGitHost implements GitHost {
  readonly type = 'local';
  readonly loginAnnotation = 'backstage-gitops.dev/local-login';
  readonly botLogin: string;
  readonly #repositories: LocalRepositories;

  constructor(repositories: LocalRepositories) {
    this.#repositories = repositories;
    this.botLogin = repositories.bot;
  }

  owns(repository: string): boolean {
    return (
      repository.startsWith(`${this.#repositories.url}/`) &&
      this.#repositories.nameOf(repository) !== undefined
    );
  }

  parseFileUrl(url: string): RepositoryFile | undefined {
    return parseFileUrl(this.#repositories, url);
  }

  async remote(repository: string): Promise<GitRemote> {
    return { url: (await this.#open(repository)).directory };
  }

  commitUrl(repository: string, commit: string): string {
    return `${this.#repositories.get(repository).url}/commit/${commit}`;
  }

  async openPullRequest(options: {
    repository: string;
    headBranch: string;
    baseBranch: string;
    content: PullRequestContent;
  }): Promise<PullRequest> {
    const { pulls } = await this.#open(options.repository);
    return pulls.open({
      headBranch: options.headBranch,
      baseBranch: options.baseBranch,
      ...options.content,
      as: this.botLogin,
    });
  }

  async updatePullRequest(options: {
    repository: string;
    number: number;
    content: PullRequestContent;
  }): Promise<void> {
    const pulls = await this.#pulls(options.repository, options.number);
    await pulls.update(options.number, {
      ...options.content,
      as: this.botLogin,
    });
  }

  async getPullRequest(
    repository: string,
    number: number,
  ): Promise<PullRequest | undefined> {
    return (await this.#open(repository)).pulls.get(number);
  }

  async readPullRequests(
    repository: string,
    numbers: number[],
  ): Promise<PullRequestReading[]> {
    const { directory, pulls } = await this.#open(repository);
    const readings: PullRequestReading[] = [];
    for (const number of numbers) {
      const pullRequest = await pulls.get(number);
      if (!pullRequest) continue;
      readings.push({
        pullRequest,
        reviews: await pulls.reviews(number),
        statuses: await this.listCommitStatuses(
          repository,
          pullRequest.headCommit,
        ),
        requiredChecks: [],
        mergeability: await readMergeability(directory, pullRequest),
      });
    }
    return readings;
  }

  async listPullRequests(options: {
    repository: string;
    baseBranch?: string;
    state: 'open' | 'all';
    limit: number;
  }): Promise<PullRequest[]> {
    const { pulls } = await this.#open(options.repository);
    return pulls.list(options);
  }

  async findPullRequestByMergeCommit(
    repository: string,
    commit: string,
  ): Promise<PullRequest | undefined> {
    return (await this.#open(repository)).pulls.findByMergeCommit(commit);
  }

  async listReviews(repository: string, number: number): Promise<Review[]> {
    return (await this.#pulls(repository, number)).reviews(number);
  }

  async requestReviewers(options: {
    repository: string;
    number: number;
    logins: string[];
  }): Promise<void> {
    const pulls = await this.#pulls(options.repository, options.number);
    await pulls.requestReviewers(options.number, {
      logins: options.logins,
      as: this.botLogin,
    });
  }

  async mergePullRequest(options: {
    repository: string;
    number: number;
    headCommit: string;
    method: MergeMethod;
    title: string;
    body: string;
  }): Promise<MergeOutcome> {
    const { repository, number, ...how } = options;
    const pulls = await this.#pulls(repository, number);
    return pulls.merge(number, { ...how, as: this.botLogin });
  }

  async commentOnPullRequest(options: {
    repository: string;
    number: number;
    key: string;
    text: string;
  }): Promise<void> {
    const { repository, number, key, text } = options;
    const pulls = await this.#pulls(repository, number);
    await pulls.comment(number, { key, text, as: this.botLogin });
  }

  async closePullRequest(options: {
    repository: string;
    number: number;
    comment: string;
  }): Promise<void> {
    const pulls = await this.#pulls(options.repository, options.number);
    await pulls.close(options.number, {
      as: this.botLogin,
      comment: options.comment,
    });
  }

  async listCommitsBetween(options: {
    repository: string;
    from: string;
    to: string;
    limit: number;
  }): Promise<CommitComparison> {
    const { repository, ...range } = options;
    return compareCommits((await this.#open(repository)).directory, range);
  }

  async setCommitStatus(options: {
    repository: string;
    commit: string;
    status: CommitStatus;
  }): Promise<void> {
    const { directory } = await this.#open(options.repository);
    if (!/^[0-9a-f]{40}$/.test(options.commit)) {
      throw new TerminalHostError(`"${options.commit}" is no commit.`);
    }
    const { context, state, description } = options.status;
    const ref = `refs/statuses/${options.commit}`;
    await untilMoved(directory, async () => {
      const from = await readRef(directory, ref);
      const before = await this.#statuses(directory, from);
      const to = await writeBlob(
        directory,
        JSON.stringify({ ...before, [context]: { state, description } }),
      );
      return {
        moves: to === from ? [] : [{ ref, from: from ?? NOTHING, to }],
        result: undefined,
      };
    });
  }

  /** The statuses of a commit, newest of each context. */
  async listCommitStatuses(
    repository: string,
    commit: string,
  ): Promise<CommitStatus[]> {
    const { directory } = await this.#open(repository);
    const blob = await readRef(directory, `refs/statuses/${commit}`);
    return Object.entries(await this.#statuses(directory, blob)).map(
      ([context, status]) => ({ context, ...status }),
    );
  }

  async #statuses(directory: string, blob: string | undefined) {
    const text = blob && (await readText(directory, blob));
    return text ? statusesSchema.parse(JSON.parse(text)) : {};
  }

  /** The pull requests of a repository, among which is this one. */
  async #pulls(url: string, number: number): Promise<PullRequests> {
    const { pulls } = await this.#open(url);
    if (!(await pulls.get(number))) {
      throw new TerminalHostError(
        `There is no pull request #${number} in ${url}.`,
      );
    }
    return pulls;
  }

  async #open(url: string): Promise<LocalRepository> {
    if (!this.owns(url)) {
      throw new TerminalHostError(
        `${url} is no repository of ${this.#repositories.url}.`,
      );
    }
    const repository = this.#repositories.get(url);
    await access(repository.directory).catch(() => {
      throw new TerminalHostError(`There is no repository ${url}.`);
    });
    return repository;
  }
}
