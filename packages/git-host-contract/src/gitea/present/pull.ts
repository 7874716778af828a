import type { RepositoryCall } from '../Call';
import { headOf, isDraft, requestedOf, sayMergeable } from '../pullState';
import type {
  StoredEvent,
  StoredLabel,
  StoredPull,
  StoredReview,
} from '../state';
import {
  addressOf,
  pageOfRepository,
  presentAccount,
  presentRepository,
} from './account';

type Place = Pick<RepositoryCall, 'web' | 'repository'>;

export function presentLabel(
  { web, repository }: Place,
  { id, name, color }: StoredLabel,
) {
  return {
    id,
    name,
    exclusive: false,
    is_archived: false,
    // Without the sign that it was given with.
    color: color.replace('#', ''),
    description: '',
    url: `${addressOf(web, repository)}/labels/${id}`,
  };
}

function pageOfPull({ web, repository }: Place, { number }: StoredPull) {
  return `${pageOfRepository(web, repository)}/pulls/${number}`;
}

function presentEnd(
  { web, repository }: Place,
  label: string,
  ref: string,
  sha: string,
) {
  const repo = presentRepository(web, repository);
  return { label, ref, sha, repo_id: repo.id, repo };
}

export async function presentPull(place: Place, pull: StoredPull) {
  const { web, repository } = place;
  const { number, state, headBranch, baseBranch } = pull;
  const page = pageOfPull(place, pull);
  const head = await headOf(repository, pull);
  const hasBranch = (await repository.git.tip(headBranch)) !== undefined;
  const base = (await repository.git.tip(baseBranch)) ?? '';
  const requested = requestedOf(pull).map(one => presentAccount(web, one));
  const labels = [...pull.labels].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    id: pull.id,
    url: page,
    number,
    user: presentAccount(web, pull.by),
    title: pull.title,
    body: pull.body,
    labels: labels.map(one => presentLabel(place, one)),
    milestone: null,
    assignee: null,
    assignees: null,
    requested_reviewers: requested.length > 0 ? requested : null,
    requested_reviewers_teams: null,
    state: state.status === 'open' ? 'open' : 'closed',
    draft: isDraft(pull),
    is_locked: false,
    comments: pull.events.filter(({ type }) => type === 'comment').length,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    mergeable: await sayMergeable(repository, pull),
    merged: state.status === 'merged',
    merged_at: state.status === 'merged' ? state.at : null,
    merge_commit_sha: state.status === 'merged' ? state.commit : null,
    merged_by: state.status === 'merged' ? presentAccount(web, state.by) : null,
    allow_maintainer_edit: false,
    base: presentEnd(place, baseBranch, baseBranch, base),
    head: presentEnd(
      place,
      headBranch,
      hasBranch ? headBranch : `refs/pull/${number}/head`,
      head,
    ),
    merge_base:
      state.status === 'open' ? await repository.git.mergeBase(base, head) : '',
    due_date: null,
    created_at: pull.createdAt,
    updated_at: pull.createdAt,
    closed_at: state.status === 'open' ? null : state.at,
    pin_order: 0,
  };
}

export function presentReview(
  place: Place,
  pull: StoredPull,
  review: StoredReview,
) {
  const page = pageOfPull(place, pull);
  return {
    id: review.id,
    user: presentAccount(place.web, review.by),
    team: null,
    state: review.state,
    body: review.body,
    commit_id: review.commit,
    stale: review.stale,
    official: review.official,
    dismissed: review.dismissed,
    comments_count: 0,
    submitted_at: review.at,
    updated_at: review.at,
    html_url: `${page}#issuecomment-${review.id}`,
    pull_request_url: page,
  };
}

export function presentComment(
  place: Place,
  pull: StoredPull,
  { id, by, body, at }: StoredEvent,
) {
  const page = pageOfPull(place, pull);
  return {
    id,
    html_url: `${page}#issuecomment-${id}`,
    pull_request_url: page,
    issue_url: '',
    user: presentAccount(place.web, by),
    original_author: '',
    original_author_id: 0,
    body,
    assets: [],
    created_at: at,
    updated_at: at,
  };
}

export function presentEvent(
  place: Place,
  pull: StoredPull,
  event: StoredEvent,
) {
  const { original_author, original_author_id, assets, ...common } =
    presentComment(place, pull, event);
  return {
    ...common,
    type: event.type,
    old_project_id: 0,
    project_id: 0,
    old_milestone: null,
    milestone: null,
    tracked_time: null,
    old_title: '',
    new_title: '',
    old_ref: '',
    new_ref: '',
    ref_issue: null,
    ref_comment: null,
    ref_action: 'none',
    ref_commit_sha: '',
    review_id: 0,
    label: null,
    assignee: null,
    assignee_team: null,
    removed_assignee: false,
    resolve_doer: null,
    dependent_issue: null,
  };
}
