import type {
  PullRequest,
  PullRequestState,
} from '@backstage-gitops/plugin-gitops-node';
import { labelsOf } from './labels';
import type { GiteaPull } from './schemas';

export function toState(pull: GiteaPull): PullRequestState {
  if (pull.merged) {
    return {
      status: 'merged',
      // Somebody may have pushed the head itself to the base.
      commit: pull.merge_commit_sha || pull.head.sha,
      mergedAt: pull.merged_at ?? undefined,
      ...(pull.merged_by ? { mergedBy: pull.merged_by.login } : {}),
    };
  }
  return pull.state === 'open'
    ? { status: 'open' }
    : { status: 'closed', closedAt: pull.closed_at ?? undefined };
}

/** Does its head lie in the repository itself? Those of forks belong to others. */
export function isOfRepository({ head, base }: GiteaPull): boolean {
  return head.repo_id === base.repo_id && head.label !== '';
}

/** The head's branch, with its owner where that is a fork: no branch has a colon, so none can be taken for ours. */
function headBranchOf(pull: GiteaPull): string {
  const { label, repo } = pull.head;
  return isOfRepository(pull)
    ? label
    : `${repo?.owner.login ?? 'ghost'}:${label}`;
}

export function toPullRequest(pull: GiteaPull): PullRequest {
  return {
    number: pull.number,
    url: pull.html_url,
    title: pull.title,
    body: pull.body,
    headBranch: headBranchOf(pull),
    baseBranch: pull.base.label,
    headCommit: pull.head.sha,
    author: pull.user?.login ?? 'ghost',
    labels: labelsOf(pull),
    state: toState(pull),
    createdAt: pull.created_at,
  };
}
