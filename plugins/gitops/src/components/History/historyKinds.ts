import type { HistoryEntry } from '@backstage-gitops/plugin-gitops-common';

/** What happened, in a word or two, and whether a reviewer of the history would stop at it. */
export interface HistoryKind {
  label: string;
  tone: 'ordinary' | 'notable';
}

const ordinary = (label: string): HistoryKind => ({ label, tone: 'ordinary' });
const notable = (label: string): HistoryKind => ({ label, tone: 'notable' });

/** Notable is what went past a safeguard, weakened one, or went wrong. */
export const HISTORY_KINDS: Record<HistoryEntry['kind'], HistoryKind> = {
  pipelineProposed: ordinary('Pipeline proposed'),
  releaseAnnounced: ordinary('Release announced'),
  releaseRejected: ordinary('Release rejected'),
  rejectionCleared: ordinary('Rejection cleared'),
  promotionRequested: ordinary('Promotion requested'),
  pullRequestOpened: ordinary('Pull request opened'),
  pullRequestUpdated: ordinary('Pull request updated'),
  pullRequestClosed: ordinary('Pull request closed'),
  approved: ordinary('Approved'),
  bypassed: notable('Gate bypassed'),
  merged: ordinary('Merged'),
  deployed: ordinary('Deployed'),
  rolledBack: ordinary('Rolled back'),
  synced: ordinary('Synced'),
  reverted: ordinary('Reverted'),
  adopted: ordinary('Adopted'),
  held: ordinary('Held'),
  resumed: ordinary('Resumed'),
  frozen: ordinary('Frozen'),
  unfrozen: ordinary('Unfrozen'),
  cancelled: ordinary('Cancelled'),
  superseded: ordinary('Superseded'),
  violation: notable('Violation'),
  violationAccepted: notable('Violation accepted'),
  policyWeakened: notable('Policy weakened'),
  policyAccepted: notable('Weaker policy accepted'),
  failed: notable('Failed'),
  recovered: ordinary('Recovered'),
};
