import type { PullNode } from '../pullAnswer';

const page = { hasNextPage: false, endCursor: null };

/** An open pull request that GitHub would merge, as GraphQL answers it. */
export function pullNode(changes: Partial<PullNode> = {}): PullNode {
  return {
    number: 7,
    url: 'https://github.com/acme/deploy/pull/7',
    title: 'Promote',
    body: '',
    state: 'OPEN',
    isDraft: false,
    createdAt: '2026-01-01T00:00:00Z',
    closedAt: null,
    headRefName: 'dev',
    headRefOid: 'a'.repeat(40),
    baseRefName: 'main',
    isCrossRepository: false,
    headRepositoryOwner: { login: 'acme' },
    author: { __typename: 'User', login: 'ana' },
    mergedBy: null,
    mergedAt: null,
    mergeCommit: null,
    mergeable: 'MERGEABLE',
    mergeStateStatus: 'CLEAN',
    reviewDecision: null,
    mergeQueueEntry: null,
    labels: { nodes: [] },
    reviewThreads: { nodes: [] },
    closings: { nodes: [] },
    baseRef: null,
    reviews: { nodes: [], pageInfo: page },
    commits: { nodes: [] },
    ...changes,
  };
}
