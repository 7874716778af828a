import { z } from 'zod';

/** What is read of Gitea's answers; the rest of them is left alone. */

/** Gitea writes times in its own zone; here they are UTC. */
const time = z.iso
  .datetime({ offset: true })
  .transform(text => new Date(text).toISOString().replace('.000Z', 'Z'));

/** What is needed of an answer that only says that something was done. */
export const anything = z.unknown();

export const user = z.object({ id: z.number(), login: z.string() });

export const label = z.object({ id: z.number(), name: z.string() });

const branchEnd = z.object({
  /** The branch's name, without the owner of a fork; empty where it never was a branch. */
  label: z.string(),
  sha: z.string(),
  /** A repository that was deleted leaves -1. */
  repo_id: z.number(),
  repo: z.object({ owner: user }).nullish(),
});

export const pull = z.object({
  number: z.number(),
  html_url: z.string(),
  title: z.string(),
  body: z.string(),
  user: user.nullable(),
  labels: z.array(label).nullable(),
  state: z.enum(['open', 'closed']),
  draft: z.boolean().default(false),
  mergeable: z.boolean(),
  merged: z.boolean(),
  merged_at: time.nullable(),
  merge_commit_sha: z.string().nullable(),
  merged_by: user.nullable(),
  base: branchEnd,
  head: branchEnd,
  merge_base: z.string(),
  created_at: time,
  closed_at: time.nullable(),
});

export const review = z.object({
  /** Of a person; a request for the review of a team has none. */
  user: user.nullable(),
  state: z.string(),
  commit_id: z.string(),
  stale: z.boolean(),
  official: z.boolean(),
  dismissed: z.boolean(),
  submitted_at: time,
});

export const comment = z.object({ user: user.nullable(), body: z.string() });

export const event = z.object({
  type: z.string(),
  user: user.nullable(),
  body: z.string(),
});

export const activity = z.object({
  op_type: z.string(),
  act_user: user.nullable(),
  ref_name: z.string(),
  content: z.string(),
});

export const status = z.object({
  context: z.string(),
  /** It is asked for as `state` and answered as `status`. */
  status: z.string(),
  description: z.string(),
});

export const branch = z.object({
  required_approvals: z.number(),
  enable_status_check: z.boolean(),
  status_check_contexts: z.array(z.string()).nullable(),
  user_can_merge: z.boolean(),
  /** Empty for whoever does not administer the repository. */
  effective_branch_protection_name: z.string(),
});

export const protection = z.object({
  block_on_rejected_reviews: z.boolean(),
  block_on_official_review_requests: z.boolean().default(false),
  block_on_outdated_branch: z.boolean().default(false),
  ignore_stale_approvals: z.boolean().default(false),
});

export const commit = z.object({
  sha: z.string(),
  commit: z.object({
    message: z.string(),
    author: z.object({ name: z.string() }).nullable(),
  }),
});

export const hook = z.object({
  id: z.number(),
  config: z.record(z.string(), z.string()),
});

export type GiteaPull = z.output<typeof pull>;
export type GiteaReview = z.output<typeof review>;
export type GiteaCommit = z.output<typeof commit>;
export type GiteaEvent = z.output<typeof event>;
export type GiteaActivity = z.output<typeof activity>;
