import type {
  PullRequest,
  PullRequestReading,
  PullRequestState,
} from '@backstage-gitops/plugin-gitops-node';
import { rulesOf } from './branchRules';
import { mergeabilityOf } from './mergeability';
import { newestOfEach } from './newestOfEach';
import type { ContextNode, PullNode, ReviewNode } from './pullAnswer';
import { requiredChecksOf, toStatus } from './requiredChecks';
import { worstOfEach } from './toCommitStatus';

/** A pull request with all of its lists. */
export interface WholePull {
  pull: PullNode;
  reviews: ReviewNode[];
  contexts: ContextNode[];
  /** Login of who pushed its head, where that is known. */
  lastPusher?: string;
}

/** Of a machine's login GraphQL leaves out the end that tells it from a person's; everywhere else it is there. */
function loginOf(actor: PullNode['author']): string | undefined {
  return actor?.__typename === 'Bot' ? `${actor.login}[bot]` : actor?.login;
}

function stateOf(pull: PullNode): PullRequestState {
  if (pull.state === 'OPEN') return { status: 'open' };
  if (pull.state === 'CLOSED') {
    const closedBy = loginOf(pull.closings.nodes.at(0)?.actor ?? null);
    return {
      status: 'closed',
      closedAt: pull.closedAt ?? undefined,
      ...(closedBy ? { closedBy } : {}),
    };
  }
  const mergedBy = loginOf(pull.mergedBy);
  return {
    status: 'merged',
    // Somebody may have pushed the head itself to the base.
    commit: pull.mergeCommit?.oid ?? pull.headRefOid,
    mergedAt: pull.mergedAt ?? undefined,
    ...(mergedBy ? { mergedBy } : {}),
  };
}

function toPullRequest({ pull, lastPusher }: WholePull): PullRequest {
  const owner = pull.headRepositoryOwner?.login ?? 'ghost';
  return {
    number: pull.number,
    url: pull.url,
    title: pull.title,
    body: pull.body,
    // No branch has a colon, so none of a fork can be taken for ours.
    headBranch: pull.isCrossRepository
      ? `${owner}:${pull.headRefName}`
      : pull.headRefName,
    baseBranch: pull.baseRefName,
    headCommit: pull.headRefOid,
    author: loginOf(pull.author) ?? 'ghost',
    labels: (pull.labels?.nodes ?? []).map(({ name }) => name),
    state: stateOf(pull),
    createdAt: pull.createdAt,
    ...(lastPusher ? { lastPusher } : {}),
  };
}

/** All that a decision reads of a pull request. */
export function toReading(whole: WholePull): PullRequestReading {
  const { pull, reviews, contexts } = whole;
  const rules = rulesOf(pull);
  const requiredChecks = requiredChecksOf(contexts, rules.checks);
  return {
    pullRequest: toPullRequest(whole),
    reviews: newestOfEach(
      reviews.map(({ state, submittedAt, author, commit }) => ({
        state,
        login: loginOf(author),
        isBot: author?.__typename === 'Bot',
        commit: commit?.oid,
        at: submittedAt ?? undefined,
      })),
    ),
    statuses: worstOfEach(contexts.map(toStatus)),
    requiredChecks,
    mergeability: mergeabilityOf(pull, rules, requiredChecks),
  };
}
