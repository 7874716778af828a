import { headOf, isMergeable, obstaclesOf, stateOf } from '../pullState';
import type {
  StoredComment,
  StoredPull,
  StoredRepository,
  StoredReview,
} from '../state';
import { presentAccount } from './account';
import { type Links, nodeId } from './links';
import { presentRepository, repositoryUrl } from './repository';

export function presentLabel(
  links: Links,
  repository: StoredRepository,
  name: string,
) {
  return {
    id: repository.id,
    node_id: nodeId('Label', name),
    url: `${repositoryUrl(links, repository)}/labels/${encodeURIComponent(
      name,
    )}`,
    name,
    description: '',
    color: 'ededed',
    default: false,
  };
}

function presentEnd(
  links: Links,
  repository: StoredRepository,
  branch: string,
  commit: string,
) {
  const repo = presentRepository(links, repository);
  return {
    label: `${repository.owner}:${branch}`,
    ref: branch,
    sha: commit,
    user: repo.owner,
    repo,
  };
}

/** A pull request as lists have it. */
export async function presentListedPull(
  links: Links,
  repository: StoredRepository,
  pull: StoredPull,
) {
  const { state, number } = pull;
  const url = `${repositoryUrl(links, repository)}/pulls/${number}`;
  const issue = `${repositoryUrl(links, repository)}/issues/${number}`;
  const page = `${links.web}/${repository.owner}/${repository.name}/pull/${number}`;
  const head = await headOf(repository, pull);
  const base = await repository.git.tip(pull.baseBranch);
  const statuses = `${repositoryUrl(links, repository)}/statuses/${head}`;
  const addresses = {
    self: url,
    html: page,
    issue,
    comments: `${issue}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${url}/comments/1`,
    commits: `${url}/commits`,
    statuses,
  };
  return {
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    url,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue,
    commits_url: addresses.commits,
    review_comments_url: addresses.review_comments,
    review_comment_url: addresses.review_comment,
    comments_url: addresses.comments,
    statuses_url: statuses,
    _links: Object.fromEntries(
      Object.entries(addresses).map(([name, href]) => [name, { href }]),
    ),
    number,
    state: state.status === 'open' ? 'open' : 'closed',
    locked: false,
    title: pull.title,
    user: presentAccount(links, pull.by),
    body: pull.body === '' ? null : pull.body,
    labels: pull.labels.map(name => presentLabel(links, repository, name)),
    milestone: null,
    created_at: pull.createdAt,
    updated_at: pull.createdAt,
    closed_at: state.status === 'open' ? null : state.at,
    merged_at: state.status === 'merged' ? state.at : null,
    // While it is open, the host shows a merge that it tried.
    merge_commit_sha: state.status === 'merged' ? state.commit : null,
    assignee: null,
    assignees: [],
    requested_reviewers: pull.requested.map(one => presentAccount(links, one)),
    requested_teams: [],
    head: presentEnd(links, repository, pull.headBranch, head),
    base: presentEnd(links, repository, pull.baseBranch, base ?? head),
    author_association: 'MEMBER',
    auto_merge: null,
    draft: false,
  };
}

/** A pull request as it is read alone: with what takes a merge to know. */
export async function presentPull(
  links: Links,
  repository: StoredRepository,
  pull: StoredPull,
) {
  const { state } = pull;
  const listed = await presentListedPull(links, repository, pull);
  const isOpen = state.status === 'open';
  const mergeable = isOpen ? await isMergeable(repository, pull) : null;
  const isBlocked =
    isOpen && (await obstaclesOf(repository, pull, listed.head.sha)).length > 0;
  const ready = isBlocked ? 'blocked' : 'clean';
  return {
    ...listed,
    merged: state.status === 'merged',
    mergeable,
    rebaseable: mergeable,
    mergeable_state: mergeable === false ? 'dirty' : ready,
    merged_by:
      state.status === 'merged' ? presentAccount(links, state.by) : null,
    comments: pull.comments.length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: 1,
    additions: 1,
    deletions: 0,
    changed_files: 1,
  };
}

/** A pull request as the issue that it is, too. */
export function presentIssue(
  links: Links,
  repository: StoredRepository,
  pull: StoredPull,
) {
  const { state, number } = pull;
  const url = `${repositoryUrl(links, repository)}/issues/${number}`;
  return {
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    url,
    repository_url: repositoryUrl(links, repository),
    labels_url: `${url}/labels`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `${links.web}/${repository.owner}/${repository.name}/pull/${number}`,
    number,
    title: pull.title,
    user: presentAccount(links, pull.by),
    labels: pull.labels.map(name => presentLabel(links, repository, name)),
    state: state.status === 'open' ? 'open' : 'closed',
    locked: false,
    assignee: null,
    milestone: null,
    comments: pull.comments.length,
    created_at: pull.createdAt,
    updated_at: pull.createdAt,
    closed_at: state.status === 'open' ? null : state.at,
    closed_by: state.status === 'open' ? null : presentAccount(links, state.by),
    author_association: 'MEMBER',
    body: pull.body,
  };
}

export function presentComment(
  links: Links,
  repository: StoredRepository,
  pull: StoredPull,
  comment: StoredComment,
) {
  const issue = presentIssue(links, repository, pull);
  return {
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    url: `${repositoryUrl(links, repository)}/issues/comments/${comment.id}`,
    html_url: `${issue.html_url}#issuecomment-${comment.id}`,
    issue_url: issue.url,
    user: presentAccount(links, comment.by),
    created_at: comment.at,
    updated_at: comment.at,
    author_association: 'MEMBER',
    body: comment.body,
  };
}

export function presentReview(
  links: Links,
  repository: StoredRepository,
  pull: StoredPull,
  review: StoredReview,
  head: string,
) {
  const page = `${links.web}/${repository.owner}/${repository.name}/pull/${pull.number}`;
  const url = `${repositoryUrl(links, repository)}/pulls/${pull.number}`;
  return {
    id: review.id,
    node_id: nodeId('PullRequestReview', review.id),
    user: presentAccount(links, review.by),
    body: review.body,
    state: stateOf(repository, pull, review, head),
    html_url: `${page}#pullrequestreview-${review.id}`,
    pull_request_url: url,
    _links: { html: { href: page }, pull_request: { href: url } },
    author_association: 'MEMBER',
    submitted_at: review.at,
    commit_id: review.commit,
  };
}
