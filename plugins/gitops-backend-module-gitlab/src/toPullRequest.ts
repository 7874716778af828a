import type {
  PullRequest,
  PullRequestState,
} from '@backstage-gitops/plugin-gitops-node';
import type { MergeRequestSchema } from '@gitbeaker/rest';

/** While GitLab merges one it is locked; it is open again where that fails. */
export function isOpen({ state }: MergeRequestSchema): boolean {
  return state === 'opened' || state === 'locked';
}

/**
 * The commit that a merged one brought to its base: the merge commit where there is one, what it was squashed to where
 * that was fast-forwarded to, and else its own head.
 */
function landedCommit(pull: MergeRequestSchema): string {
  return pull.merge_commit_sha ?? pull.squash_commit_sha ?? pull.sha;
}

export function toState(pull: MergeRequestSchema): PullRequestState {
  if (isOpen(pull)) return { status: 'open' };
  if (pull.state === 'merged') {
    return {
      status: 'merged',
      commit: landedCommit(pull),
      ...(pull.merged_by ? { mergedBy: pull.merged_by.username } : {}),
      ...(pull.merged_at ? { mergedAt: pull.merged_at } : {}),
    };
  }
  return {
    status: 'closed',
    ...(pull.closed_by ? { closedBy: pull.closed_by.username } : {}),
    ...(pull.closed_at ? { closedAt: pull.closed_at } : {}),
  };
}

/** Does its head lie in the project itself? Those of forks belong to others. */
export function isOfProject(pull: MergeRequestSchema): boolean {
  return pull.source_project_id === pull.target_project_id;
}

export function labelsOf({ labels }: MergeRequestSchema): string[] {
  return labels.map(label => (typeof label === 'string' ? label : label.name));
}

export function toPullRequest(pull: MergeRequestSchema): PullRequest {
  return {
    number: pull.iid,
    url: pull.web_url,
    title: pull.title,
    body: pull.description ?? '',
    // No branch has a colon, so that of a fork is taken for none of ours.
    headBranch: isOfProject(pull)
      ? pull.source_branch
      : `${pull.source_project_id}:${pull.source_branch}`,
    baseBranch: pull.target_branch,
    headCommit: pull.sha,
    author: pull.author.username,
    labels: labelsOf(pull),
    state: toState(pull),
    createdAt: pull.created_at,
  };
}
