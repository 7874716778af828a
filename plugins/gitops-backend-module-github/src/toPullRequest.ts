import type {
  PullRequest,
  PullRequestState,
} from '@backstage-gitops/plugin-gitops-node';
import type { RestEndpointMethodTypes } from '@octokit/rest';

type Pulls = RestEndpointMethodTypes['pulls'];

/** A pull request as GitHub has it. */
export type GithubPull = Pulls['get']['response']['data'];

/** A pull request as GitHub lists it: without who merged it. */
export type ListedPull = Pulls['list']['response']['data'][number];

/** A list of pull requests does not say who merged them. */
export function toState(pull: GithubPull | ListedPull): PullRequestState {
  if (pull.state === 'open') return { status: 'open' };
  if (!pull.merged_at) {
    return { status: 'closed', closedAt: pull.closed_at ?? undefined };
  }
  return {
    status: 'merged',
    // Somebody may have pushed the head itself to the base.
    commit: pull.merge_commit_sha ?? pull.head.sha,
    mergedAt: pull.merged_at,
    ...('merged_by' in pull && pull.merged_by
      ? { mergedBy: pull.merged_by.login }
      : {}),
  };
}

/** Does its head lie in the repository itself? Those of forks belong to others. */
export function isOfRepository({ head, base }: GithubPull | ListedPull) {
  // A fork that was deleted leaves its pull requests without a repository.
  return head.repo?.id === base.repo.id;
}

/** The head's branch, with its owner where that is a fork: no branch has a colon, so none can be taken for ours. */
function headBranchOf(pull: GithubPull | ListedPull): string {
  const { ref, user } = pull.head;
  return isOfRepository(pull) ? ref : `${user?.login ?? 'ghost'}:${ref}`;
}

export function toPullRequest(pull: GithubPull | ListedPull): PullRequest {
  return {
    number: pull.number,
    url: pull.html_url,
    title: pull.title,
    body: pull.body ?? '',
    headBranch: headBranchOf(pull),
    baseBranch: pull.base.ref,
    headCommit: pull.head.sha,
    author: pull.user?.login ?? 'ghost',
    labels: pull.labels.map(({ name }) => name),
    state: toState(pull),
    createdAt: pull.created_at,
  };
}
