import type { BareRepository } from '../git/BareRepository';

/** Someone with a secret, which is taken as a token and as a password. */
export interface GiteaAccount {
  id: number;
  login: string;
  secret: string;
  /** Of the whole host. */
  isAdmin: boolean;
}

export interface StoredLabel {
  id: number;
  name: string;
  color: string;
}

export interface StoredReview {
  id: number;
  by: GiteaAccount;
  state: 'APPROVED' | 'REQUEST_CHANGES' | 'COMMENT' | 'REQUEST_REVIEW';
  body: string;
  commit: string;
  /** The head moved since. */
  stale: boolean;
  /** It counts: of a person's reviews the newest, if that person may decide. */
  official: boolean;
  dismissed: boolean;
  at: string;
}

/** What happened to a pull request, comments among it. */
export interface StoredEvent {
  id: number;
  type: 'comment' | 'pull_push' | 'close' | 'reopen' | 'review' | 'merge_pull';
  by: GiteaAccount;
  body: string;
  at: string;
}

export interface StoredPull {
  id: number;
  number: number;
  by: GiteaAccount;
  title: string;
  body: string;
  labels: StoredLabel[];
  headBranch: string;
  baseBranch: string;
  createdAt: string;
  reviews: StoredReview[];
  /** The oldest first. */
  events: StoredEvent[];
  /** The heads of both branches that were last checked for conflicts. */
  checked: string;
  state:
    | { status: 'open' }
    | { status: 'closed'; at: string; head: string }
    | {
        status: 'merged';
        by: GiteaAccount;
        at: string;
        head: string;
        commit: string;
      };
}

export interface StoredStatus {
  id: number;
  commit: string;
  context: string;
  state: 'pending' | 'success' | 'error' | 'failure' | 'warning';
  description: string;
  targetUrl: string;
  by: GiteaAccount;
  at: string;
}

/** Something that somebody did in a repository. */
export interface StoredActivity {
  id: number;
  type: 'commit_repo' | 'create_pull_request' | 'merge_pull_request';
  by: GiteaAccount;
  ref: string;
  content: string;
  at: string;
}

/** What a protected branch asks of a merge. */
export interface StoredProtection {
  rule_name: string;
  required_approvals: number;
  dismiss_stale_approvals: boolean;
  ignore_stale_approvals: boolean;
  block_on_rejected_reviews: boolean;
  block_on_official_review_requests: boolean;
  block_on_outdated_branch: boolean;
  enable_status_check: boolean;
  status_check_contexts: string[];
  enable_push: boolean;
  at: string;
}

export interface StoredHook {
  id: number;
  type: string;
  config: Record<string, string>;
  events: string[];
  active: boolean;
  at: string;
}

export interface StoredRepository {
  id: number;
  owner: GiteaAccount;
  name: string;
  git: BareRepository;
  /** What others than the owner may do. */
  collaborators: Map<string, 'read' | 'write' | 'admin'>;
  labels: StoredLabel[];
  pulls: StoredPull[];
  statuses: StoredStatus[];
  /** The oldest first. */
  activities: StoredActivity[];
  protections: StoredProtection[];
  hooks: StoredHook[];
  methods: ReadonlySet<'merge' | 'squash' | 'rebase'>;
}

/** All that a stand-in knows. */
export class State {
  readonly accounts: GiteaAccount[] = [];
  repositories: StoredRepository[] = [];
  #lastId = 1_000;

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  account(login: string): GiteaAccount {
    const account = this.accounts.find(one => one.login === login);
    if (!account) throw new Error(`There is no account ${login}`);
    return account;
  }

  repository(owner: string, name: string): StoredRepository | undefined {
    return this.repositories.find(
      one => one.owner.login === owner && one.name === name,
    );
  }
}

/** Now, as the host writes it: without fractions of a second, in the zone that it stands in. */
export function now(): string {
  const zoned = new Date(Date.now() + 2 * 3_600_000).toISOString();
  return zoned.replace(/\.\d+Z/, '+02:00');
}

/** What somebody may do in a repository. */
export function roleOf(
  { owner, collaborators }: StoredRepository,
  { login, isAdmin }: GiteaAccount,
): 'none' | 'read' | 'write' | 'admin' {
  return isAdmin || owner.login === login
    ? 'admin'
    : collaborators.get(login) ?? 'none';
}
