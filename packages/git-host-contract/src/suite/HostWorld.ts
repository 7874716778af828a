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
  | 'network'
  /** Its branches can have a merge queue that tests merges before they are made. */
  | 'queue'
  /** It tells others over HTTP what happens. */
  | 'webhooks'
  /** It commits by its API. */
  | 'commits';

/** A request that a host sent to tell of something. */
export interface ReceivedHook {
  headers: Readonly<Record<string, string | undefined>>;
  body: Buffer;
}

/** What a webhook tells of. */
export type HookKind = 'push' | 'pullRequest' | 'review' | 'status';

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
  /** Where a repository itself says how its pull requests are merged: makes it say this. */
  mergeBy?(method: 'merge' | 'squash' | 'rebase'): Promise<void>;
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
  /** Where `queue` is offered: from now on all that goes into `main` waits in a queue until these checks succeeded. */
  requireQueue?(checks: string[]): Promise<void>;
  /** Where `webhooks` is offered: how this host's requests are read. */
  webhooks?: {
    /** Does the request prove that its sender knows the secret? */
    isProven(hook: ReceivedHook, secret: string): boolean;
    /** The host's name of what it sent; the same whenever it is sent again. */
    idOf(hook: ReceivedHook): string;
    /** Undefined where it tells of something else. */
    kindOf(hook: ReceivedHook): HookKind | undefined;
    /** Where the host sends to now. */
    urls(): Promise<string[]>;
    /** Makes the host send everything once more, the newest first. */
    redeliver(): Promise<void>;
  };
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
