import type { Window } from './windows/Window';

/** A promotion policy of one environment, after its floor was applied. @public */
export interface EnvironmentPolicy {
  name: string;
  after: string[];
  protected: boolean;
  promote: 'commit' | 'pullRequest';
  merge: 'manual' | 'auto';
  onNewer: 'pin' | 'update' | 'queue';
  accepts: Trigger[];
  upstream: 'all' | 'any';
  /** How long upstream must have stayed verified, in milliseconds; 0 where it need not. */
  soak: number;
  /** Contexts of commit statuses that must have succeeded. */
  checks: { pullRequest: string[]; source: string[] };
  /** All sets must be open: the file's own, and those of floors. */
  windows: Window[][];
  /** Endpoints that must say yes. */
  http: HttpEndpoint[];
  approvals: ApprovalRule;
  /** How a rollback goes; its own gates replace `approvals`. */
  rollback: { by: 'commit' | 'pullRequest'; approvals: ApprovalRule };
  /** Gates the file declares that nothing here judges yet: they count as not passed. */
  unsupported: Array<'slo'>;
}

/** How a release came into being. @public */
export type Trigger = 'image' | 'gitTag' | 'pullRequest';

/** Who may approve and how many must. @public */
export interface ApprovalRule {
  count: number;
  /** Entity references of groups or users; without it every catalog user counts. */
  from?: string[];
  exclude: Array<'requester' | 'sourceAuthor' | 'lastPusher'>;
}

/** A release as decisions see it. @public */
export interface ReleaseFacts {
  id: string;
  /** The Git tag that made it, else the tag of its first image. */
  version: string;
  /** All that made it one: an image can be built for a pull request, and be given a version later. */
  triggers: Trigger[];
  /** Why its pull request does not count any more; other triggers do. */
  withdrawn?: string;
  /** Without a digest: what the tag means may change. */
  mutable: boolean;
  /** ISO 8601, UTC. */
  announcedAt: string;
  /** Entity reference of the author of the source commit, where one is known. */
  sourceAuthor?: string;
  rejected?: { reason: string; by: string };
}

/** An environment that must have a release first. @public */
export interface UpstreamFacts {
  environment: string;
  /** Releases verified there at any time; verification is sticky. */
  verified: string[];
  /** What is deployed there now, where it is a known release. */
  deployed?: string;
  /** How long releases have stayed verified there; missing where no soak is asked for. */
  soaked?: SoakFacts[];
}

/** How long one release has stayed verified in an environment. @public */
export interface SoakFacts {
  release: string;
  /** Until now. */
  milliseconds: number;
  /** Does the clock go on? */
  status: 'running' | 'stopped';
}

/** What a commit status says. @public */
export interface CheckFacts {
  /** Its context. */
  name: string;
  state: 'pending' | 'success' | 'failure';
  description?: string;
}

/** Who is asked for an external yes. @public */
export interface HttpEndpoint {
  /** What people call it. */
  name: string;
  url: string;
}

/**
 * What an endpoint said last of exactly what is proposed now; `at` and `until` are ISO 8601, UTC. `unanswered` says why
 * nothing it said counts, `notCalled` why it is never called.
 *
 * @public
 */
export type HttpFacts = HttpEndpoint &
  (
    | { status: 'allowed'; at: string; reason?: string }
    | { status: 'denied'; at: string; reason?: string; until?: string }
    | { status: 'unanswered'; at: string; reason: string }
    | { status: 'notCalled'; reason: string }
  );

/** One approval, from the portal or from the host. @public */
export interface ApprovalFacts {
  /** Entity reference; missing where a login maps to nobody in the catalog. */
  user?: string;
  login?: string;
  via: 'portal' | 'host';
  /** ISO 8601, UTC. */
  at: string;
  /** Entity references of the groups the person is in now. */
  groups: string[];
  account: 'person' | 'bot';
  /** Was what is proposed now what was approved? */
  content: 'current' | 'outdated';
}

/** Another environment that reads files which a change would change. @public */
export interface AffectedFacts {
  /** Entity reference of its pipeline. */
  entityRef: string;
  environment: string;
  /** Entity references of those who own the pipeline. */
  owners: string[];
  files: string[];
  /** What stops it, where it is frozen. */
  freeze?: { by: string };
}

/** A field that a change gives another value, and who alone may do so. @public */
export interface LockedField {
  kind: string;
  name: string;
  /** RFC 6901. */
  pointer: string;
  /** Entity references; someone of one of them must have asked for the change, or approve it. */
  groups: string[];
}

/** The locked fields that a promotion changes, in what is rendered. @public */
export type LockedFacts =
  | {
      status: 'known';
      fields: LockedField[];
      /** Entity references of the groups that the requester is in now. */
      requesterGroups: string[];
    }
  /** What is not known is not taken for no change. */
  | { status: 'unknown'; reason: string };

/** The open or requested change of an environment. @public */
export interface PromotionFacts {
  id: string;
  kind: 'promotion' | 'rollback';
  origin: 'automatic' | 'requested';
  /** The release it moves; a rollback to a content that no release has, has none. */
  release?: ReleaseFacts;
  /** Entity reference of who asked; for an automatic promotion the author of its source commit. */
  requester?: string;
  /** Who wants it to go now: whoever asked to merge, or requested it. */
  actor?: { user: string; groups: string[] };
  /** Entity reference of who pushed the head last, where it was not this suite. */
  lastPusher?: string;
  approvals: ApprovalFacts[];
  /** Other environments that a rollback changes, too; see `affectedBy`. */
  affects?: AffectedFacts[];
  /** Missing where no field is locked. */
  locked?: LockedFacts;
  /** Missing where no check is asked for; `source` is missing where no source commit is known. */
  checks?: { pullRequest: CheckFacts[]; source?: CheckFacts[] };
  /** Endpoints that are missing were not asked about what is proposed now. */
  http?: HttpFacts[];
  /** `skipped` is what the gate said: another freeze is no part of what was bypassed. */
  bypassed: Array<{
    gate: string;
    by: string;
    reason: string;
    skipped?: string;
  }>;
  /** Someone asked to merge as soon as the gates pass. */
  mergeRequestedBy?: string;
  /** Someone asked to drop it. */
  cancelled?: { by: string; reason: string };
  /** Does the target branch hold the wanted content already? */
  content: 'pending' | 'deployed';
  pullRequest:
    | { status: 'none' }
    | {
        status: 'open';
        /** `asPlanned`, or someone pushed something else, or the base moved into a conflict. */
        head: 'asPlanned' | 'changedByOthers' | 'outdated';
      }
    | { status: 'merged' }
    | { status: 'closed'; by: string };
}

/** Automation is paused. @public */
export interface HoldFacts {
  by: string;
  reason: string;
  /** ISO 8601, UTC. */
  expiresAt?: string;
}

/** Everything is stopped in a scope. @public */
export interface FreezeFacts {
  scope: string;
  by: string;
  reason: string;
}

/** All that is known about an environment when its next step is decided. @public */
export interface EnvironmentFacts {
  policy: EnvironmentPolicy;
  /** ISO 8601, UTC. */
  now: string;
  /** What Git holds: a known release where one matches, and the tag in any case. */
  deployed: { release?: string; version?: string };
  /** Candidates, the one to prefer first (see `rankReleases`). */
  releases: ReleaseFacts[];
  /** Is one release later in the order than what Git holds, even where Git's is no known release? */
  isNewer(release: ReleaseFacts): boolean;
  upstream: UpstreamFacts[];
  hold?: HoldFacts;
  freezes: FreezeFacts[];
  /** Releases whose pull request into this environment people closed or cancelled. */
  declined: string[];
  current?: PromotionFacts;
}
