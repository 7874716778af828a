import type { BareRepository } from '../git/BareRepository';

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
  methods: ReadonlySet<'merge' | 'squash' | 'rebase'>;
}

/** All that a stand-in knows. */
export class State {
  readonly accounts: Account[] = [];
  readonly repositories: StoredRepository[] = [];
  #lastId = 1_000;

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
