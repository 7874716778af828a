/**
 * Where a repository is fetched from and pushed to by plumbing.
 *
 * @public
 */
export interface GitRemote {
  /** A URL that `git fetch` and `git push` understand. It never carries a credential. */
  url: string;
  /** Value of an HTTP `Authorization` header. It reaches git through its environment, never a command line. */
  authorization?: string;
}

/**
 * A file that a URL of the host names, for example a catalog file on its default branch.
 *
 * @public
 */
export interface RepositoryFile {
  /** The repository as pipeline files write it: its URL without `.git` and without a trailing slash. */
  repository: string;
  /** A branch, or undefined for the repository's default branch. */
  branch?: string;
  /** Path inside the repository, without a leading slash. */
  path: string;
}

/** @public */
export type PullRequestState =
  | { status: 'open' }
  | { status: 'closed'; closedBy?: string; closedAt?: string }
  | {
      status: 'merged';
      /** The commit on the base branch that brought the change, whatever the merge method. */
      commit: string;
      mergedBy?: string;
      mergedAt?: string;
    };

/**
 * A pull request as the host has it now.
 *
 * @public
 */
export interface PullRequest {
  /** The host's number: unique in its repository. */
  number: number;
  /** For people. */
  url: string;
  title: string;
  body: string;
  headBranch: string;
  baseBranch: string;
  /** The head's commit when it was read. */
  headCommit: string;
  /** Login of who opened it. */
  author: string;
  /** Login of who pushed the head's newest commit, where the host tells. */
  lastPusher?: string;
  labels: string[];
  state: PullRequestState;
  /** ISO 8601, UTC. */
  createdAt: string;
}

/**
 * One person's current verdict; an earlier verdict of the same person is not listed.
 *
 * @public
 */
export interface Review {
  login: string;
  verdict: 'approved' | 'changesRequested' | 'commented';
  /** The head commit that was reviewed. */
  commit: string;
  /** ISO 8601, UTC. */
  at: string;
  /** True where the host itself says that the account is a machine. */
  bot?: boolean;
}

/**
 * A commit status. The aggregate context is `gitops`; gates report as `gitops/<environment>/<gate>`.
 *
 * @public
 */
export interface CommitStatus {
  context: string;
  state: 'pending' | 'success' | 'failure';
  /** One sentence, at most 140 characters. */
  description: string;
}

/** @public */
export interface PullRequestContent {
  title: string;
  body: string;
  labels: string[];
}

/**
 * What became of a request to merge. "Not ready" is an answer, not an error.
 *
 * @public
 */
export type MergeOutcome =
  | { status: 'merged'; commit: string }
  | { status: 'notReady'; reason: string }
  | { status: 'headMoved'; headCommit: string };

/**
 * A commit as a list shows it.
 *
 * @public
 */
export interface CommitSummary {
  commit: string;
  /** First line of its message, as it was written: nothing is escaped. */
  title: string;
  /** The author's name, as it was written. */
  author: string;
}

/**
 * Some commits, newest first.
 *
 * @public
 */
export interface CommitList {
  /** At most as many as were asked for. */
  commits: CommitSummary[];
  /** How many there are. */
  total: number;
}

/**
 * How two commits of a repository differ. Where one comes after the other only one of the lists has something in it;
 * where neither does, both have.
 *
 * @public
 */
export type CommitComparison =
  | {
      status: 'compared';
      /** In the history of `to`, and not in that of `from`. */
      gained: CommitList;
      /** In the history of `from`, and not in that of `to`: whoever goes from one to the other loses them. */
      lost: CommitList;
    }
  /** The repository does not have these of the two. */
  | { status: 'unknown'; missing: string[] };

/**
 * A host of Git repositories and pull requests, as one narrow port.
 *
 * @remarks
 *
 * `repository` is always a URL for which `owns` answered true. Implementations throw {@link TerminalHostError}
 * where a retry cannot help (no such repository, credentials refused) and any other error where it can; callers
 * retry those without end. Every method may be repeated: opening what is open, closing what is closed and
 * reporting the same status twice change nothing.
 *
 * @public
 */
export interface GitHost {
  /** `github`, `gitlab`, `gitea`, `local`. */
  readonly type: string;

  /** The annotation of User entities that holds their login on this host. A trusted provider must set it. */
  readonly loginAnnotation: string;

  /** Login of the account this suite acts as. Its reviews never count. */
  readonly botLogin: string;

  /** Is the repository at this URL on this host? */
  owns(repository: string): boolean;

  /** Reads a URL that a person would copy from the host, or undefined where it names no file of this host. */
  parseFileUrl(url: string): RepositoryFile | undefined;

  /** Where plumbing fetches from and pushes to. Asked before every use, so that tokens stay fresh. */
  remote(repository: string): Promise<GitRemote>;

  /** A page for people that shows the commit. */
  commitUrl(repository: string, commit: string): string;

  /** Opens a pull request, or answers the open one with the same head and base. */
  openPullRequest(options: {
    repository: string;
    headBranch: string;
    baseBranch: string;
    content: PullRequestContent;
  }): Promise<PullRequest>;

  /** Changes title, body and labels where they differ. */
  updatePullRequest(options: {
    repository: string;
    number: number;
    content: PullRequestContent;
  }): Promise<void>;

  /** One pull request; undefined where there is none of that number. */
  getPullRequest(
    repository: string,
    number: number,
  ): Promise<PullRequest | undefined>;

  /**
   * Pull requests into `baseBranch`, newest first.
   *
   * `state: 'all'` is bounded by `limit`, which counts pull requests.
   */
  listPullRequests(options: {
    repository: string;
    baseBranch: string;
    state: 'open' | 'all';
    limit: number;
  }): Promise<PullRequest[]>;

  /** The merged pull request that brought `commit` to its base branch, where the host knows one. */
  findPullRequestByMergeCommit(
    repository: string,
    commit: string,
  ): Promise<PullRequest | undefined>;

  /** Each reviewer's newest verdict. */
  listReviews(repository: string, number: number): Promise<Review[]>;

  /** Asks people for a review; logins that the host does not know are left out. */
  requestReviewers(options: {
    repository: string;
    number: number;
    logins: string[];
  }): Promise<void>;

  /** Merges, provided the head is still `headCommit`. */
  mergePullRequest(options: {
    repository: string;
    number: number;
    headCommit: string;
    method: 'merge' | 'squash';
    title: string;
    body: string;
  }): Promise<MergeOutcome>;

  /**
   * Leaves a comment, once: what was said under the same `key` on this pull request is not said again. The key is
   * letters, digits, `:` and `-`; hosts without a place for it hide it in the comment.
   */
  commentOnPullRequest(options: {
    repository: string;
    number: number;
    key: string;
    text: string;
  }): Promise<void>;

  /** Closes without merging and leaves `comment` behind. The head branch stays; the caller deletes it. */
  closePullRequest(options: {
    repository: string;
    number: number;
    comment: string;
  }): Promise<void>;

  /**
   * The commits between two commits, whichever of them is the earlier one.
   *
   * The caller guarantees full commit ids, which may name nothing, and a `limit` from 1 to 100 for each of the lists.
   */
  listCommitsBetween(options: {
    repository: string;
    from: string;
    to: string;
    limit: number;
  }): Promise<CommitComparison>;

  /** The statuses of a commit, the newest of each context, whoever set them. */
  listCommitStatuses(
    repository: string,
    commit: string,
  ): Promise<CommitStatus[]>;

  /** Sets one status; the newest of a context wins. */
  setCommitStatus(options: {
    repository: string;
    commit: string;
    status: CommitStatus;
  }): Promise<void>;
}
