import { z } from 'zod';

/**
 * What the host's answers hold: every field that Gitea 1.22 describes for them, and none besides. It is written from
 * Gitea's published description of its API, as no package has that description itself. Of a repository only those
 * fields are here that an answer is likely to be read for.
 */

const time = z.iso.datetime({ offset: true });
const none = z.null();

export const nothingAtAll = z.undefined();

export const refusal = z.strictObject({ message: z.string(), url: z.string() });

/** A conflict that git found; it has no message. */
export const conflict = z.strictObject({
  Style: z.string(),
  StdOut: z.string(),
  StdErr: z.string(),
  Err: z.unknown(),
});

export const user = z.strictObject({
  id: z.number(),
  login: z.string(),
  login_name: z.string(),
  source_id: z.number(),
  full_name: z.string(),
  email: z.string(),
  avatar_url: z.string(),
  html_url: z.string(),
  language: z.string(),
  is_admin: z.boolean(),
  last_login: time,
  created: time,
  restricted: z.boolean(),
  active: z.boolean(),
  prohibit_login: z.boolean(),
  location: z.string(),
  website: z.string(),
  description: z.string(),
  visibility: z.string(),
  followers_count: z.number(),
  following_count: z.number(),
  starred_repos_count: z.number(),
  username: z.string(),
});

export const repository = z.strictObject({
  id: z.number(),
  owner: user,
  name: z.string(),
  full_name: z.string(),
  description: z.string(),
  empty: z.boolean(),
  private: z.boolean(),
  fork: z.boolean(),
  archived: z.boolean(),
  url: z.string(),
  html_url: z.string(),
  clone_url: z.string(),
  default_branch: z.string(),
  object_format_name: z.string(),
  created_at: time,
  updated_at: time,
});

export const label = z.strictObject({
  id: z.number(),
  name: z.string(),
  exclusive: z.boolean(),
  is_archived: z.boolean(),
  color: z.string(),
  description: z.string(),
  url: z.string(),
});

const branchEnd = z.strictObject({
  label: z.string(),
  ref: z.string(),
  sha: z.string(),
  repo_id: z.number(),
  repo: repository.nullable(),
});

export const pull = z.strictObject({
  id: z.number(),
  url: z.string(),
  number: z.number(),
  user,
  title: z.string(),
  body: z.string(),
  labels: z.array(label),
  milestone: none,
  assignee: none,
  assignees: none,
  requested_reviewers: z.array(user).nullable(),
  requested_reviewers_teams: none,
  state: z.enum(['open', 'closed']),
  draft: z.boolean(),
  is_locked: z.boolean(),
  comments: z.number(),
  html_url: z.string(),
  diff_url: z.string(),
  patch_url: z.string(),
  mergeable: z.boolean(),
  merged: z.boolean(),
  merged_at: time.nullable(),
  merge_commit_sha: z.string().nullable(),
  merged_by: user.nullable(),
  allow_maintainer_edit: z.boolean(),
  base: branchEnd,
  head: branchEnd,
  merge_base: z.string(),
  due_date: none,
  created_at: time,
  updated_at: time,
  closed_at: time.nullable(),
  pin_order: z.number(),
});

export const review = z.strictObject({
  id: z.number(),
  user,
  team: none,
  state: z.enum([
    'APPROVED',
    'PENDING',
    'COMMENT',
    'REQUEST_CHANGES',
    'REQUEST_REVIEW',
  ]),
  body: z.string(),
  commit_id: z.string(),
  stale: z.boolean(),
  official: z.boolean(),
  dismissed: z.boolean(),
  comments_count: z.number(),
  submitted_at: time,
  updated_at: time,
  html_url: z.string(),
  pull_request_url: z.string(),
});

export const comment = z.strictObject({
  id: z.number(),
  html_url: z.string(),
  pull_request_url: z.string(),
  issue_url: z.string(),
  user,
  original_author: z.string(),
  original_author_id: z.number(),
  body: z.string(),
  assets: z.array(z.unknown()),
  created_at: time,
  updated_at: time,
});

export const event = z.strictObject({
  id: z.number(),
  type: z.string(),
  html_url: z.string(),
  pull_request_url: z.string(),
  issue_url: z.string(),
  user,
  body: z.string(),
  created_at: time,
  updated_at: time,
  old_project_id: z.number(),
  project_id: z.number(),
  old_milestone: none,
  milestone: none,
  tracked_time: none,
  old_title: z.string(),
  new_title: z.string(),
  old_ref: z.string(),
  new_ref: z.string(),
  ref_issue: none,
  ref_comment: none,
  ref_action: z.string(),
  ref_commit_sha: z.string(),
  review_id: z.number(),
  label: none,
  assignee: none,
  assignee_team: none,
  removed_assignee: z.boolean(),
  resolve_doer: none,
  dependent_issue: none,
});

export const status = z.strictObject({
  id: z.number(),
  status: z.enum(['pending', 'success', 'error', 'failure', 'warning']),
  target_url: z.string(),
  description: z.string(),
  url: z.string(),
  context: z.string(),
  creator: user,
  created_at: time,
  updated_at: time,
});

const payloadUser = z.strictObject({
  name: z.string(),
  email: z.string(),
  username: z.string(),
});

export const branch = z.strictObject({
  name: z.string(),
  commit: z.strictObject({
    id: z.string(),
    message: z.string(),
    url: z.string(),
    author: payloadUser,
    committer: payloadUser,
    verification: none,
    timestamp: time,
    added: none,
    removed: none,
    modified: none,
  }),
  protected: z.boolean(),
  required_approvals: z.number(),
  enable_status_check: z.boolean(),
  status_check_contexts: z.array(z.string()),
  user_can_push: z.boolean(),
  user_can_merge: z.boolean(),
  effective_branch_protection_name: z.string(),
});

const names = z.array(z.string());

export const protection = z.strictObject({
  branch_name: z.string(),
  rule_name: z.string(),
  enable_push: z.boolean(),
  enable_push_whitelist: z.boolean(),
  push_whitelist_usernames: names,
  push_whitelist_teams: names,
  push_whitelist_deploy_keys: z.boolean(),
  enable_merge_whitelist: z.boolean(),
  merge_whitelist_usernames: names,
  merge_whitelist_teams: names,
  enable_status_check: z.boolean(),
  status_check_contexts: names,
  required_approvals: z.number(),
  enable_approvals_whitelist: z.boolean(),
  approvals_whitelist_username: names,
  approvals_whitelist_teams: names,
  block_on_rejected_reviews: z.boolean(),
  block_on_official_review_requests: z.boolean(),
  block_on_outdated_branch: z.boolean(),
  dismiss_stale_approvals: z.boolean(),
  ignore_stale_approvals: z.boolean(),
  require_signed_commits: z.boolean(),
  protected_file_patterns: z.string(),
  unprotected_file_patterns: z.string(),
  created_at: time,
  updated_at: time,
});

const signature = z.strictObject({
  name: z.string(),
  email: z.string(),
  date: time,
});

const reference = z.strictObject({
  url: z.string(),
  sha: z.string(),
  created: time,
});

export const commit = z.strictObject({
  ...reference.shape,
  html_url: z.string(),
  commit: z.strictObject({
    url: z.string(),
    author: signature,
    committer: signature,
    message: z.string(),
    tree: reference,
    verification: none,
  }),
  author: none,
  committer: none,
  parents: z.array(reference),
  files: none,
  stats: none,
});

export const activity = z.strictObject({
  id: z.number(),
  user_id: z.number(),
  op_type: z.string(),
  act_user_id: z.number(),
  act_user: user,
  repo_id: z.number(),
  repo: repository,
  comment_id: z.number(),
  comment: none,
  ref_name: z.string(),
  is_private: z.boolean(),
  content: z.string(),
  created: time,
});

export const hook = z.strictObject({
  id: z.number(),
  type: z.string(),
  branch_filter: z.string(),
  /** The secret is not among it. */
  config: z.strictObject({ url: z.string(), content_type: z.string() }),
  events: names,
  authorization_header: z.string(),
  active: z.boolean(),
  updated_at: time,
  created_at: time,
});
