import type { GitHost } from '@backstage-gitops/plugin-gitops-node';
import type { BareRepository } from '../git/BareRepository';

/** What a host does that not every host can. */
export type Offer =
  /** It knows its accounts, and refuses those it does not know. */
  | 'accounts'
  /** It tells who pushed the head of a pull request. */
  | 'pushers'
  /** Its branches can be protected by approvals and checks. */
  | 'protection'
  /** It says of an account that it is a machine's. */
  | 'machines'
  /** It is asked over the network, with credentials. */
  | 'network';

/** What the protection of a branch asks. */
export interface Protection {
  approvals?: number;
  staleReviews?: 'dismissed' | 'kept';
  checks?: string[];
}

/** A way in which a host fails that passes. */
export type Failure =
  | { kind: 'status'; status: 502 | 503 }
  | { kind: 'tooManyRequests' }
  | { kind: 'secondaryLimit' }
  | { kind: 'reset' }
  | { kind: 'silent' };

/**
 * A host with a repository whose branch `main` has a `README.md`, and people: `ana` and `ravi`, who may push, review and
 * merge.
 */
export interface HostWorld {
  /** The host under test, as the port has it. */
  host: GitHost;
  /** The repository's address. */
  repository: string;
  /** The repository itself: what is really there. */
  git: BareRepository;
  /** Commits files to a branch as somebody; a new branch begins at `main`. */
  push(
    login: string,
    branch: string,
    files: Record<string, string>,
  ): Promise<string>;
  review(
    login: string,
    number: number,
    verdict: 'approved' | 'changesRequested' | 'commented',
  ): Promise<void>;
  merge(
    login: string,
    number: number,
    method: 'merge' | 'squash' | 'rebase',
  ): Promise<void>;
  /** An account of a machine, which reviews too. */
  machine: string;
  /** Where the host shows a file of a branch, and gives its bytes, below the repository. Default: `blob` and `raw`. */
  fileViews?: { page: string; raw: string };
  /** What people see beside the content of a pull request. */
  conversation(
    number: number,
  ): Promise<{ comments: string[]; requestedReviewers: string[] }>;
  /** Where `protection` is offered. */
  protect?(rules: Protection): Promise<void>;
  /** Where `protection` is offered: a check that a machine reports beside statuses. */
  runCheck?(
    commit: string,
    check: { name: string; conclusion: 'success' | 'failure' | undefined },
  ): Promise<void>;
  /** Where `network` is offered. */
  network?: {
    /** Makes the next answers fail. */
    fail(failure: Failure, times: number): void;
    heal(): void;
    /** Makes the host refuse the credentials from now on. */
    revoke(): void;
    /** What no message may hold. */
    secrets(): string[];
  };
  remove(): Promise<void>;
}

/** How a host is made for its test. */
export interface HostUnderTest {
  name: string;
  offers: ReadonlySet<Offer>;
  create(): Promise<HostWorld>;
}
