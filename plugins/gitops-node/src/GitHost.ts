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
  /** Of a fork with its owner and a colon in front, `dana:feature`: no branch has a colon, so none is taken for ours. */
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
 * How a pull request comes into its base branch.
 *
 * @public
 */
export type MergeMethod = 'merge' | 'squash' | 'rebase';

/**
 * What became of a request to merge. "Not ready" is an answer, not an error.
 *
 * @public
 */
export type MergeOutcome =
  | { status: 'merged'; commit: string }
  /** The host's merge queue took it: it merges it later, or lets it go. */
  | { status: 'queued' }
  | { status: 'notReady'; reason: string }
  | { status: 'headMoved'; headCommit: string };

/**
 * Whether the host would merge a pull request now, by its own rules.
 *
 * @public
 */
export type Mergeability =
  | { status: 'mergeable' }
  | { status: 'conflicting' }
  /** One sentence for each rule that is not met, as far as the host tells them. */
  | { status: 'blocked'; reasons: string[] }
  /** It waits in the host's merge queue. */
  | { status: 'queued' }
  /** The host has not computed it yet, or does not tell. */
  | { status: 'unknown' };

/**
 * A check that the host's rules require before it merges.
 *
 * @public
 */
export interface RequiredCheck {
  /** The status' context, or the check's name. */
  context: string;
  /** `pending` also where nobody has reported it yet. */
  state: CommitStatus['state'];
}

/**
 * An open or ended pull request with what a decision about it reads, as of one moment.
 *
 * @public
 */
export interface PullRequestReading {
  pullRequest: PullRequest;
  /** Each reviewer's newest verdict. */
  reviews: Review[];
  /** The statuses of its head, the newest of each context. */
  statuses: CommitStatus[];
  /** Of its head; empty where the host requires none. */
  requiredChecks: RequiredCheck[];
  /** `unknown` unless it is open. */
  mergeability: Mergeability;
}

/**
 * A commit that the host's merge queue made to test some pull requests together. The queue waits for the statuses that
 * the base branch requires on this commit.
 *
 * @public
 */
export interface MergeGroup {
  commit: string;
  /** The numbers of the pull requests in it. */
  pullRequests: number[];
}

/**
 * What became of a request to commit by the host's API.
 *
 * @public
 */
export type CommitOutcome =
  | { status: 'created'; commit: string }
  | { status: 'headMoved' }
  /** A rule of the host: no retry helps. */
  | { status: 'refused'; reason: string };

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

  /** The login that the annotation's value names, or undefined. Absent on hosts where the value is the login itself. */
  loginIn?(annotation: string): string | undefined;

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
   * Reads many pull requests in as few calls as the host allows; numbers that there are none of are left out. At most
   * 100 at once.
   */
  readPullRequests(
    repository: string,
    numbers: number[],
  ): Promise<PullRequestReading[]>;

  /**
   * Pull requests into `baseBranch`, or into any branch where it is left out, newest first.
   *
   * `state: 'all'` is bounded by `limit`, which counts pull requests.
   */
  listPullRequests(options: {
    repository: string;
    baseBranch?: string;
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
    method: MergeMethod;
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

  /** What the merge queue of a branch tests now. Absent on hosts whose queues wait for no statuses. */
  listMergeGroups?(
    repository: string,
    baseBranch: string,
  ): Promise<MergeGroup[]>;

  /**
   * Makes the host tell `url` of pushes, pull requests, reviews, statuses and merge groups, signed with `secret`. A
   * webhook with the same URL is brought up to date: there is never a second one. Absent on hosts that tell nobody.
   */
  ensureWebhook?(options: {
    repository: string;
    url: string;
    secret: string;
  }): Promise<void>;

  /**
   * Adds one commit to a branch that is there, by the host's API, so that the host signs it as its own. `changes` holds
   * the new text of each path, undefined to delete it. Absent on hosts that cannot check the head in the same step.
   */
  createCommit?(options: {
    repository: string;
    branch: string;
    /** Commits on this head only. */
    expectedHead: string;
    message: string;
    changes: ReadonlyMap<string, string | undefined>;
  }): Promise<CommitOutcome>;
}
