import { z } from 'zod';

const commit = z.object({ oid: z.string() });

/** An account. What GitHub has deleted is null. */
const actor = z
  .object({ __typename: z.string(), login: z.string() })
  .nullable();

/** A list of which GitHub may leave out what the credentials may not see. */
function listOf<T extends z.ZodType>(node: T) {
  return z.object({
    nodes: z
      .array(node.nullable())
      .nullable()
      .transform(nodes => (nodes ?? []).filter(one => one !== null)),
  });
}

const pageInfo = z.object({
  hasNextPage: z.boolean(),
  endCursor: z.string().nullable(),
});

const review = z.object({
  state: z.string(),
  submittedAt: z.string().nullable(),
  author: actor,
  commit: commit.nullable(),
});

const checkRun = z.object({
  name: z.string(),
  status: z.string(),
  conclusion: z.string().nullable(),
  title: z.string().nullable(),
  isRequired: z.boolean(),
});

const statusContext = z.object({
  context: z.string(),
  state: z.string(),
  description: z.string().nullable(),
  isRequired: z.boolean(),
});

const reviews = listOf(review).extend({ pageInfo });

const commits = listOf(
  z.object({
    commit: z.object({
      statusCheckRollup: z
        .object({
          contexts: listOf(z.union([checkRun, statusContext])).extend({
            pageInfo,
          }),
        })
        .nullable(),
    }),
  }),
);

/** Of the rules of a branch, those that are read here; of the others nothing is known. */
const rule = z.object({
  parameters: z
    .object({
      requiredApprovingReviewCount: z.number().optional(),
      requiredReviewThreadResolution: z.boolean().optional(),
      requiredStatusChecks: z
        .array(z.object({ context: z.string() }))
        .optional(),
    })
    .nullable(),
});

const pull = z.object({
  number: z.number(),
  url: z.string(),
  title: z.string(),
  body: z.string(),
  state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
  isDraft: z.boolean(),
  createdAt: z.string(),
  closedAt: z.string().nullable(),
  headRefName: z.string(),
  headRefOid: z.string(),
  baseRefName: z.string(),
  isCrossRepository: z.boolean(),
  headRepositoryOwner: z.object({ login: z.string() }).nullable(),
  author: actor,
  mergedBy: actor,
  mergedAt: z.string().nullable(),
  mergeCommit: commit.nullable(),
  mergeable: z.string(),
  mergeStateStatus: z.string(),
  reviewDecision: z.string().nullable(),
  mergeQueueEntry: z.object({ state: z.string() }).nullable(),
  labels: listOf(z.object({ name: z.string() })).nullable(),
  reviewThreads: listOf(z.object({ isResolved: z.boolean() })),
  closings: listOf(z.object({ actor })),
  baseRef: z
    .object({
      refUpdateRule: z
        .object({
          requiredApprovingReviewCount: z.number().nullable(),
          requiredStatusCheckContexts: z
            .array(z.string().nullable())
            .nullable(),
          requiresConversationResolution: z.boolean(),
        })
        .nullable(),
      rules: listOf(rule).nullable(),
    })
    .nullable(),
  reviews: reviews.nullable(),
  commits,
});

/** By the names that the question gave them; null where there is none. */
function answerOf<T extends z.ZodType>(node: T) {
  return z.object({
    repository: z.record(z.string(), node.nullable()).nullable(),
  });
}

/** What {@link queryPulls} is answered. */
export const pullsAnswer = answerOf(pull);

/** What {@link queryRest} is answered. */
export const restAnswer = answerOf(
  z.object({
    reviews: reviews.nullish(),
    commits: commits.optional(),
  }),
);

export type PullNode = z.output<typeof pull>;
export type ReviewNode = z.output<typeof review>;
export type ContextNode =
  | z.output<typeof checkRun>
  | z.output<typeof statusContext>;
export type RestNode = z.output<typeof restAnswer>['repository'];
