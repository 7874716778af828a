import type {
  Candidate,
  Change,
  DriftReport,
  Finding,
  GitEdit,
  HistoryEntry,
  Pipeline,
  PolicyEdit,
  Promotion,
  PromotionPlan,
  Release,
  Restore,
  Waiting,
} from '@backstage-gitops/plugin-gitops-common';

/**
 * Some of a list, newest first; `nextCursor` is missing on the last page.
 *
 * @public
 */
export interface Page<T> {
  items: T[];
  nextCursor?: string;
}

/**
 * One environment of one pipeline; `entityRef` is a full entity reference.
 *
 * @public
 */
export interface EnvironmentId {
  entityRef: string;
  environment: string;
}

/**
 * A promotion to plan or to request.
 *
 * @public
 */
export interface PromotionRequest extends EnvironmentId {
  /** The id of the release. */
  release: string;
}

/**
 * What a roll back restores: the content after `commit`, a full commit id, or of it the image alone.
 *
 * @public
 */
export interface RollbackTarget extends EnvironmentId {
  commit: string;
  restore: Restore;
}

/**
 * Which part of a pipeline's history: of one environment or of all, and where a page begins.
 *
 * @public
 */
export interface HistoryQuery {
  environment?: string;
  cursor?: string;
}

/**
 * As what a history is exported: JSON lines, or comma-separated values for a spreadsheet.
 *
 * @public
 */
export type HistoryFormat = 'jsonl' | 'csv';

/**
 * What to ask of an environment's engine: to look at the cluster again, to apply what Git says, or to put back what
 * differs. `objects` are ids as the drift report has them, at most 500; without them all objects are meant.
 *
 * @public
 */
export type ReconcileRequest =
  | { action: 'refresh' }
  | { action: 'sync' | 'revert'; reason: string; objects?: string[] };

/**
 * Fields of a live object that are to come into Git, or not to be compared any more. `object` and `fields` are as the
 * drift report has them.
 *
 * @public
 */
export interface GitEditRequest {
  action: 'adopt' | 'ignore';
  object: string;
  fields: string[];
}

/**
 * The GitOps backend as the pages use it. Every method rejects with an `Error` whose message is the server's, written
 * for a person. `plan...` methods change nothing.
 *
 * @public
 */
export interface GitOpsApi {
  pipeline(entityRef: string): Promise<Pipeline>;
  preflight(entityRef: string): Promise<Finding[]>;
  releases(entityRef: string, cursor?: string): Promise<Page<Release>>;
  /** What is no release, each with why not. */
  candidates(entityRef: string, cursor?: string): Promise<Page<Candidate>>;
  history(entityRef: string, query?: HistoryQuery): Promise<Page<HistoryEntry>>;
  /** The whole history, oldest first, as a file. */
  exportHistory(entityRef: string, format: HistoryFormat): Promise<Blob>;
  /** What waits for the caller, in every pipeline they may read. */
  waiting(cursor?: string): Promise<Page<Waiting>>;
  /** Earlier states of an environment, newest first. */
  changes(id: EnvironmentId): Promise<Change[]>;
  /** What runs against what Git says, as it was last seen. */
  drift(id: EnvironmentId): Promise<DriftReport>;
  /** Resolves once it is asked for; the drift report tells what became of it. */
  reconcile(id: EnvironmentId, request: ReconcileRequest): Promise<void>;
  planGitEdit(id: EnvironmentId, request: GitEditRequest): Promise<GitEdit>;
  /** `seen` names the plan that was looked at: the server refuses where another would be written. */
  editGit(
    id: EnvironmentId,
    request: GitEditRequest,
    options: { reason: string; seen: string },
  ): Promise<GitEdit>;
  /** One promotion, with its differences. */
  promotion(id: string): Promise<Promotion>;

  planPromotion(request: PromotionRequest): Promise<PromotionPlan>;
  promote(request: PromotionRequest): Promise<PromotionPlan>;
  /** Approves what was reviewed: the server refuses where the head has moved since. */
  approve(promotionId: string, headCommit: string): Promise<void>;
  bypass(promotionId: string, gate: string, reason: string): Promise<void>;
  merge(promotionId: string): Promise<void>;
  cancel(promotionId: string, reason: string): Promise<void>;

  planRollback(target: RollbackTarget): Promise<PromotionPlan>;
  rollBack(
    target: RollbackTarget,
    options: { reason: string; reject: boolean },
  ): Promise<PromotionPlan>;
  hold(
    id: EnvironmentId,
    options: { reason: string; expiresAt?: string },
  ): Promise<void>;
  resume(id: EnvironmentId): Promise<void>;
  /** `scope` as `environmentScope` makes it, or one of the pipeline's. */
  freeze(scope: string, reason: string): Promise<void>;
  unfreeze(scope: string): Promise<void>;

  /** What accepting an edit of the pipeline file, by its commit, would make weaker. */
  planPolicy(entityRef: string, commit: string): Promise<PolicyEdit>;
  acceptPolicy(
    entityRef: string,
    commit: string,
    reason: string,
  ): Promise<PolicyEdit>;
  /** Lets the violation that a commit is stand. */
  acceptViolation(
    id: EnvironmentId,
    commit: string,
    reason: string,
  ): Promise<void>;

  rejectRelease(
    entityRef: string,
    release: string,
    reason: string,
  ): Promise<void>;
  clearRejection(entityRef: string, release: string): Promise<void>;
}
