import type { Mergeability } from '@backstage-gitops/plugin-gitops-node';
import type { MergeRequestSchema } from '@gitbeaker/rest';
import type { JobStatus } from './statuses';
import { isOpen } from './toPullRequest';

/** What GitLab's `detailed_merge_status` means to a person, where it lets nothing pass. */
const REASONS = new Map([
  ['approvals_syncing', 'GitLab is still counting its approvals.'],
  ['blocked_status', 'It depends on another merge request.'],
  ['commits_status', 'Its branch is gone, or has no commits of its own.'],
  ['discussions_not_resolved', 'It has discussions that are not resolved.'],
  ['draft_status', 'It is a draft.'],
  ['jira_association_missing', 'It names no Jira issue.'],
  ['locked_lfs_files', 'It changes files that are locked.'],
  ['locked_paths', 'It changes files that are locked.'],
  ['merge_request_blocked', 'It depends on another merge request.'],
  ['merge_time', 'It is not to be merged before a time that was set.'],
  ['need_rebase', 'It must be rebased first.'],
  ['not_approved', 'It needs more approvals.'],
  ['policies_denied', 'A security policy forbids it.'],
  ['requested_changes', 'Changes were requested.'],
  ['security_policy_pipeline_check', 'A security policy is still checked.'],
  ['security_policy_violations', 'A security policy forbids it.'],
  ['status_checks_must_pass', 'A check outside of GitLab has not passed.'],
  ['external_status_checks', 'A check outside of GitLab has not passed.'],
  ['title_regex', 'Its title is not as the project wants it.'],
  ['title_not_matching', 'Its title is not as the project wants it.'],
]);

/** What GitLab has not found out yet. */
const UNKNOWN = new Set(['checking', 'preparing', 'unchecked']);

/** The pipeline must succeed, and has not. */
const PIPELINE = new Set(['ci_must_pass', 'ci_still_running']);

/** Which jobs the pipeline waits for, or that there is none. */
function describePipeline(jobs: readonly JobStatus[]): string {
  const open = jobs.filter(
    ({ state, isOptional }) => state !== 'success' && !isOptional,
  );
  const waiting = open.map(
    ({ context, state }) =>
      `${context} ${state === 'failure' ? 'failed' : 'is pending'}`,
  );
  if (jobs.length === 0) return 'The pipeline must succeed; there is none yet.';
  return waiting.length > 0
    ? `The pipeline must succeed: ${waiting.join(', ')}.`
    : 'The pipeline must succeed.';
}

/** Whether GitLab would merge, in sentences. `jobs` are those of its head. */
export function toMergeability(
  pull: MergeRequestSchema,
  jobs: readonly JobStatus[],
): Mergeability {
  // Servers know more of them than the client's types do.
  const status: string = pull.detailed_merge_status;
  if (!isOpen(pull) || UNKNOWN.has(status)) return { status: 'unknown' };
  if (pull.merge_when_pipeline_succeeds) return { status: 'queued' };
  if (status === 'mergeable') return { status: 'mergeable' };
  if (status === 'conflict' || status === 'broken_status') {
    return { status: 'conflicting' };
  }
  const reason = PIPELINE.has(status)
    ? describePipeline(jobs)
    : REASONS.get(status);
  return {
    status: 'blocked',
    reasons: [reason ?? `GitLab calls it "${status}".`],
  };
}
