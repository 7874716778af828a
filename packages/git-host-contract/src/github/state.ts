import type { BareRepository } from '../git/BareRepository';
import type { Happening } from './Happening';

/** Someone with a token. */
export interface Account {
  id: number;
  login: string;
  type: 'User' | 'Bot';
  token: string;
}

export interface StoredReview {
  id: number;
  by: Account;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';
  body: string;
  commit: string;
  at: string;
}

export interface StoredComment {
  id: number;
  by: Account;
  body: string;
  at: string;
}

/** What a pull request's page tells of, as far as anybody asks. */
export interface TimelineItem {
  id: number;
  type:
    | 'ADDED_TO_MERGE_QUEUE_EVENT'
    | 'CLOSED_EVENT'
    | 'PULL_REQUEST_COMMIT'
    | 'REMOVED_FROM_MERGE_QUEUE_EVENT';
  by: Account;
  at: string;
  /** Why the merge queue let it go. */
  reason?: string;
}

export interface StoredPull {
  id: number;
  number: number;
  by: Account;
  title: string;
  body: string;
  labels: string[];
  headBranch: string;
  baseBranch: string;
  createdAt: string;
  requested: Account[];
  reviews: StoredReview[];
  comments: StoredComment[];
  /** The oldest first. */
  timeline: TimelineItem[];
  /** Conversations about lines of it: is each resolved? */
  threads: boolean[];
  state:
    | { status: 'open' }
    | { status: 'closed'; by: Account; at: string; head: string }
    | {
        status: 'merged';
        by: Account;
        at: string;
        head: string;
        commit: string;
      };
}

export interface StoredStatus {
  id: number;
  commit: string;
  context: string;
  state: 'error' | 'failure' | 'pending' | 'success';
  description: string | null;
  by: Account;
  at: string;
}

export interface StoredCheckRun {
  id: number;
  commit: string;
  name: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
  title: string | null;
  at: string;
}

/** Somebody moved a branch. */
export interface StoredActivity {
  id: number;
  ref: string;
  before: string;
  after: string;
  by: Account;
  at: string;
}

/** What a protected branch asks of a merge. */
export interface Protection {
  approvals: number;
  /** Does a new commit take back the approvals of earlier ones? */
  staleReviews: 'dismissed' | 'kept';
  /** Names of commit statuses and check runs that must have succeeded. */
  checks: string[];
  /** Must the head have all that its base has? */
  upToDate: boolean;
  /** Must all conversations be resolved? */
  resolved: boolean;
  /** Does everything go through the merge queue? */
  mergeQueue: boolean;
}

/** A pull request in a merge queue. */
export interface QueueEntry {
  id: number;
  pull: StoredPull;
  by: Account;
  at: string;
  head: string;
  /** What is tested: its head merged into `base`, which is the entry before it, or the base branch. */
  group?: { branch: string; base: string; commit: string };
}

/** Somebody who is told what happens. */
export interface StoredHook {
  id: number;
  url: string;
  secret?: string;
  contentType: string;
  insecureSsl: string;
  events: string[];
  active: boolean;
  createdAt: string;
}

export interface StoredRepository {
  id: number;
  owner: string;
  ownerId: number;
  name: string;
  git: BareRepository;
  pulls: StoredPull[];
  statuses: StoredStatus[];
  checkRuns: StoredCheckRun[];
  activities: StoredActivity[];
  /** By branch. */
  protections: Map<string, Protection>;
  /** By base branch, the next to be merged first. */
  queues: Map<string, QueueEntry[]>;
  hooks: StoredHook[];
  /** Commits that were made by the API, which the host signs. */
  signed: Set<string>;
  methods: ReadonlySet<'merge' | 'squash' | 'rebase'>;
}

type Listener = (
  repository: StoredRepository,
  by: Account,
  happening: Happening,
) => Promise<void>;

/** All that a stand-in knows. */
export class State {
  readonly accounts: Account[] = [];
  readonly repositories: StoredRepository[] = [];
  readonly #listeners: Listener[] = [];
  #lastId = 1_000;

  /** Calls a listener about all that happens. */
  listen(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** Tells all listeners, one after the other. */
  async tell(...happened: Parameters<Listener>): Promise<void> {
    for (const listener of this.#listeners) await listener(...happened);
  }

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  account(login: string): Account {
    const account = this.accounts.find(one => one.login === login);
    if (!account) throw new Error(`There is no account ${login}`);
    return account;
  }

  repository(owner: string, name: string): StoredRepository | undefined {
    return this.repositories.find(
      one => one.owner === owner && one.name === name,
    );
  }
}

/** Now, as the host writes it: without fractions of a second. */
export function now(): string {
  return new Date().toISOString().replace(/\.\d+/, '');
}
