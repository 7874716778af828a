import type {
  Change,
  DriftReport,
  Finding,
  GitEdit,
  HistoryEntry,
  Pipeline,
  Promotion,
  PromotionPlan,
  Release,
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
 * What a roll back restores: the content after `commit`, a full commit id.
 *
 * @public
 */
export interface RollbackTarget extends EnvironmentId {
  commit: string;
}

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
  history(entityRef: string, cursor?: string): Promise<Page<HistoryEntry>>;
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
  /** `scope` as `environmentScope` makes it. */
  freeze(scope: string, reason: string): Promise<void>;
  unfreeze(scope: string): Promise<void>;

  rejectRelease(
    entityRef: string,
    release: string,
    reason: string,
  ): Promise<void>;
  clearRejection(entityRef: string, release: string): Promise<void>;
}
