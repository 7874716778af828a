/** Of GitHub's GraphQL schema what clients here ask for: types, fields, arguments, and what may be null. */
export const SCHEMA = `
  type Query {
    repository(owner: String!, name: String!): Repository
  }
  type Mutation {
    createCommitOnBranch(input: CreateCommitOnBranchInput!): CreateCommitOnBranchPayload
    enqueuePullRequest(input: EnqueuePullRequestInput!): EnqueuePullRequestPayload
  }
  type Repository {
    id: ID!
    pullRequest(number: Int!): PullRequest
  }
  type PullRequest {
    id: ID!
    number: Int!
    url: URI!
    title: String!
    body: String!
    state: PullRequestState!
    isDraft: Boolean!
    isMergeQueueEnabled: Boolean!
    createdAt: DateTime!
    closedAt: DateTime
    mergedAt: DateTime
    author: Actor
    mergedBy: Actor
    mergeCommit: Commit
    headRefName: String!
    headRefOid: GitObjectID!
    headRepositoryOwner: Actor
    isCrossRepository: Boolean!
    baseRefName: String!
    baseRef: Ref
    mergeable: MergeableState!
    mergeStateStatus: MergeStateStatus!
    mergeQueueEntry: MergeQueueEntry
    reviewDecision: PullRequestReviewDecision
    labels(first: Int, last: Int, after: String): LabelConnection
    reviews(first: Int, last: Int, after: String): PullRequestReviewConnection
    reviewThreads(first: Int, last: Int, after: String): PullRequestReviewThreadConnection!
    commits(first: Int, last: Int, after: String): PullRequestCommitConnection!
    timelineItems(first: Int, last: Int, itemTypes: [PullRequestTimelineItemsItemType!]): PullRequestTimelineItemsConnection!
  }
  type User { login: String! }
  type Bot { login: String! }
  type Organization { login: String! }
  interface Actor = User | Bot | Organization { login: String! }
  type Label { name: String! }
  type LabelConnection { nodes: [Label] }
  type PullRequestReview {
    author: Actor
    state: PullRequestReviewState!
    submittedAt: DateTime
    commit: Commit
  }
  type PullRequestReviewConnection { nodes: [PullRequestReview] pageInfo: PageInfo! }
  type PullRequestReviewThread { isResolved: Boolean! }
  type PullRequestReviewThreadConnection { nodes: [PullRequestReviewThread] }
  type PullRequestCommit { commit: Commit! }
  type PullRequestCommitConnection { nodes: [PullRequestCommit] }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Commit { oid: GitObjectID! statusCheckRollup: StatusCheckRollup }
  type StatusCheckRollup {
    contexts(first: Int, last: Int, after: String): StatusCheckRollupContextConnection!
  }
  type StatusCheckRollupContextConnection { nodes: [StatusCheckRollupContext] pageInfo: PageInfo! }
  union StatusCheckRollupContext = CheckRun | StatusContext
  type CheckRun {
    name: String!
    status: CheckStatusState!
    conclusion: CheckConclusionState
    title: String
    isRequired(pullRequestNumber: Int): Boolean!
  }
  type StatusContext {
    context: String!
    state: StatusState!
    description: String
    isRequired(pullRequestNumber: Int): Boolean!
  }
  type Ref {
    refUpdateRule: RefUpdateRule
    rules(first: Int, last: Int, after: String): RepositoryRuleConnection
  }
  type RefUpdateRule {
    requiredApprovingReviewCount: Int
    requiredStatusCheckContexts: [String]
    requiresConversationResolution: Boolean!
  }
  type RepositoryRuleConnection { nodes: [RepositoryRule] }
  type RepositoryRule { parameters: RuleParameters }
  union RuleParameters = PullRequestParameters | RequiredStatusChecksParameters
  type PullRequestParameters {
    requiredApprovingReviewCount: Int!
    requiredReviewThreadResolution: Boolean!
  }
  type RequiredStatusChecksParameters { requiredStatusChecks: [StatusCheckConfiguration!]! }
  type StatusCheckConfiguration { context: String! }
  type MergeQueueEntry { state: MergeQueueEntryState! }
  union PullRequestTimelineItems = ClosedEvent | PullRequestCommit | RemovedFromMergeQueueEvent
  type PullRequestTimelineItemsConnection { nodes: [PullRequestTimelineItems] }
  type ClosedEvent { actor: Actor }
  type RemovedFromMergeQueueEvent { reason: String }
  type EnqueuePullRequestPayload { mergeQueueEntry: MergeQueueEntry }
  type CreateCommitOnBranchPayload { commit: Commit }
`;
