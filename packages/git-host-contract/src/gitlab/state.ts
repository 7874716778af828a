import type { BareRepository } from '../git/BareRepository';

/** Someone with a token. */
export interface Account {
  id: number;
  /** The username. */
  login: string;
  isBot: boolean;
  token: string;
}

export interface StoredNote {
  id: number;
  by: Account;
  body: string;
  at: string;
  /** Written by the host itself. */
  isSystem: boolean;
}

/** A head that a merge request had. */
export interface StoredVersion {
  id: number;
  head: string;
  base: string;
  /** What it changes, by `git patch-id`. */
  patch: string;
  at: string;
}

export interface StoredMergeRequest {
  id: number;
  iid: number;
  by: Account;
  title: string;
  description: string;
  labels: string[];
  source: string;
  target: string;
  createdAt: string;
  /** Who is asked, and what they said. */
  reviewers: Map<Account, 'UNREVIEWED' | 'APPROVED' | 'REQUESTED_CHANGES'>;
  approvals: Array<{ by: Account; patch: string; at: string }>;
  requestedChanges: Set<Account>;
  notes: StoredNote[];
  versions: StoredVersion[];
  /** It waits for its pipeline, or in the merge train. */
  isQueued: boolean;
  /** A rebase that was asked for, and is said to go on once more. */
  isRebasing: boolean;
  state:
    | { status: 'opened' }
    | { status: 'closed'; by: Account; at: string; head: string }
    | {
        status: 'merged';
        by: Account;
        at: string;
        head: string;
        mergeCommit: string | null;
        squashCommit: string | null;
      };
}

export type JobState =
  | 'created'
  | 'pending'
  | 'running'
  | 'success'
  | 'failed'
  | 'canceled';

/** A job of a pipeline, or a status that somebody reported as one. */
export interface StoredJob {
  id: number;
  commit: string;
  name: string;
  state: JobState;
  description: string | null;
  by: Account;
  isReported: boolean;
  mayFail: boolean;
  /** A newer one has its name. */
  isRetried: boolean;
  at: string;
}

/** Somebody moved branches. */
export interface StoredPush {
  id: number;
  by: Account;
  at: string;
  branches: Array<{ name: string; before?: string; after: string }>;
}

export interface StoredHook {
  id: number;
  url: string;
  token: string;
  settings: Record<string, boolean>;
  at: string;
}

/** What a project asks of a merge, and how it merges. */
export interface Rules {
  approvals: number;
  /** Does a push take back the approvals of what it changes? */
  resetsApprovals: boolean;
  pipelineMustSucceed: boolean;
  mergeMethod: 'merge' | 'rebase_merge' | 'ff';
  hasTrains: boolean;
}

export interface StoredProject {
  id: number;
  /** With its groups, such as `acme/platform/deploy`. */
  path: string;
  git: BareRepository;
  mergeRequests: StoredMergeRequest[];
  jobs: StoredJob[];
  pushes: StoredPush[];
  hooks: StoredHook[];
  rules: Rules;
}

/** A quarter of a second, which times that have whole seconds lose. */
const FRACTION = 250;

/** All that a stand-in knows. */
export class State {
  readonly accounts: Account[] = [];
  readonly projects: StoredProject[] = [];
  #lastId = 1_000;
  #time = Math.floor(Date.now() / 1_000) * 1_000 + FRACTION;

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  /** A second later each time, as people do one thing after another. */
  now(): string {
    this.#time += 1_000;
    return new Date(this.#time).toISOString();
  }

  account(login: string): Account {
    const account = this.accounts.find(one => one.login === login);
    if (!account) throw new Error(`There is no account ${login}`);
    return account;
  }

  /** By its path or its id, as the API names it. */
  project(name: string): StoredProject | undefined {
    return this.projects.find(
      ({ path, id }) => path === name || String(id) === name,
    );
  }
}
