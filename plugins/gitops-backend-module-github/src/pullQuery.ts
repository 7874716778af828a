/** As many of a list as GitHub answers at once. */
const PAGE = 100;

const ACTOR = `
fragment actor on Actor { __typename login }`;

/** What is asked of each pull request, but for its longest lists. */
const PULL = `
fragment pull on PullRequest {
  number url title body state isDraft createdAt closedAt
  headRefName headRefOid baseRefName isCrossRepository
  headRepositoryOwner { login }
  author { ...actor } mergedBy { ...actor } mergedAt mergeCommit { oid }
  mergeable mergeStateStatus reviewDecision mergeQueueEntry { state }
  labels(first: ${PAGE}) { nodes { name } }
  reviewThreads(first: ${PAGE}) { nodes { isResolved } }
  closings: timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) {
    nodes { ... on ClosedEvent { actor { ...actor } } }
  }
  baseRef {
    refUpdateRule {
      requiredApprovingReviewCount requiredStatusCheckContexts
      requiresConversationResolution
    }
    rules(first: ${PAGE}) {
      nodes {
        parameters {
          ... on PullRequestParameters {
            requiredApprovingReviewCount requiredReviewThreadResolution
          }
          ... on RequiredStatusChecksParameters {
            requiredStatusChecks { context }
          }
        }
      }
    }
  }
}`;

/** A page of a list, after what was read before. */
const pageAfter = (cursor: string | undefined) =>
  cursor === undefined
    ? `first: ${PAGE}`
    : `first: ${PAGE}, after: ${JSON.stringify(cursor)}`;

function reviewsOf(cursor?: string): string {
  return `reviews(${pageAfter(cursor)}) {
    nodes { state submittedAt author { ...actor } commit { oid } }
    pageInfo { hasNextPage endCursor }
  }`;
}

/** Whether a check is required depends on the pull request, which has to be named once more. */
function contextsOf(number: number, cursor?: string): string {
  const isRequired = `isRequired(pullRequestNumber: ${number})`;
  return `commits(last: 1) { nodes { commit { statusCheckRollup {
    contexts(${pageAfter(cursor)}) {
      nodes {
        ... on CheckRun { name status conclusion title ${isRequired} }
        ... on StatusContext { context state description ${isRequired} }
      }
      pageInfo { hasNextPage endCursor }
    }
  } } } }`;
}

/** Where the lists of a pull request go on. */
export interface Cursors {
  number: number;
  reviews?: string;
  contexts?: string;
}

/** The name of a pull request in the answer. */
export function aliasOf(number: number): string {
  return `pull${number}`;
}

function queryOf(asked: Map<number, string[]>, fragments: string): string {
  const pulls = [...asked].map(
    ([number, selections]) =>
      `${aliasOf(number)}: pullRequest(number: ${number}) { ${selections.join(
        ' ',
      )} }`,
  );
  return `query($owner: String!, $repo: String!) {
  repository(owner: $owner, name: $repo) { ${pulls.join('\n')} }
}${fragments}`;
}

/** One question about many pull requests. */
export function queryPulls(numbers: number[]): string {
  const asked = new Map(
    numbers.map(number => [
      number,
      ['...pull', reviewsOf(), contextsOf(number)],
    ]),
  );
  return queryOf(asked, `${ACTOR}${PULL}`);
}

/** One question about what goes on of lists that were too long for the first. */
export function queryRest(rest: Cursors[]): string {
  const asked = new Map(
    rest.map(({ number, reviews, contexts }) => [
      number,
      [
        ...(reviews === undefined ? [] : [reviewsOf(reviews)]),
        ...(contexts === undefined ? [] : [contextsOf(number, contexts)]),
      ],
    ]),
  );
  const isAboutPeople = rest.some(({ reviews }) => reviews !== undefined);
  return queryOf(asked, isAboutPeople ? ACTOR : '');
}
