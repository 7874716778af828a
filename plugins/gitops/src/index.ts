/**
 * The pages of GitOps for Backstage: what runs in each environment of a pipeline, what is pending, and what can be done.
 *
 * @packageDocumentation
 */

export { gitopsPlugin as default } from './plugin';
export { gitopsApiRef } from './api/gitopsApiRef';
export { WaitingCard } from './components/Waiting';
export type {
  EnvironmentId,
  GitEditRequest,
  GitOpsApi,
  HistoryFormat,
  HistoryQuery,
  Page,
  PromotionRequest,
  ReconcileRequest,
  RollbackTarget,
} from './api/GitOpsApi';
