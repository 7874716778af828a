import { z } from 'zod';

/** What `pull.json` holds. */
export const pullSchema = z.object({
  title: z.string(),
  body: z.string(),
  labels: z.array(z.string()),
  author: z.string(),
  headBranch: z.string(),
  baseBranch: z.string(),
  createdAt: z.string(),
  requestedReviewers: z.array(z.string()),
  comments: z.array(
    z.object({
      by: z.string(),
      at: z.string(),
      text: z.string(),
      /** What is said under a key is said once. */
      key: z.string().optional(),
    }),
  ),
  /** The head when it was last recorded; while open the branch itself says more. */
  headCommit: z.string(),
  state: z.discriminatedUnion('status', [
    z.object({ status: z.literal('open') }),
    z.object({
      status: z.literal('closed'),
      closedBy: z.string(),
      closedAt: z.string(),
    }),
    z.object({
      status: z.literal('merged'),
      commit: z.string(),
      mergedBy: z.string(),
      mergedAt: z.string(),
    }),
  ]),
});

/** A pull request as it is stored. */
export type PullRecord = z.output<typeof pullSchema>;

/** What `reviews/<login>.json` holds. */
export const reviewSchema = z.object({
  login: z.string(),
  verdict: z.enum(['approved', 'changesRequested', 'commented']),
  commit: z.string(),
  at: z.string(),
  comment: z.string().optional(),
});

/** A review as it is stored. */
export type ReviewRecord = z.output<typeof reviewSchema>;

/** What a `refs/statuses/<commit>` blob holds, by context. */
export const statusesSchema = z.record(
  z.string(),
  z.object({
    state: z.enum(['pending', 'success', 'failure']),
    description: z.string(),
  }),
);
