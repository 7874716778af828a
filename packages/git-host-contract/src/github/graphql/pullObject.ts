import { entryOf } from '../mergeQueue';
import { type Links, nodeId } from '../present/links';
import {
  decisionOf,
  headOf,
  isBehind,
  isMergeable,
  obstaclesOf,
  stateOf,
} from '../pullState';
import type {
  Account,
  QueueEntry,
  StoredPull,
  StoredRepository,
  TimelineItem,
} from '../state';
import { commitObject } from './commitObject';
import { connection } from './connection';
import type { GraphObject } from './execute';
import { refObject } from './refObject';

/** Here the login of a machine lacks the end that it has everywhere else. */
export function actorObject({ login, type }: Account): GraphObject {
  return { __typename: type, login: login.replace(/\[bot\]$/, '') };
}

export function entryObject({ group }: QueueEntry): GraphObject {
  const state = group ? 'AWAITING_CHECKS' : 'QUEUED';
  return { __typename: 'MergeQueueEntry', state };
}

function timelineObject(item: TimelineItem): GraphObject {
  switch (item.type) {
    case 'CLOSED_EVENT':
      return { __typename: 'ClosedEvent', actor: actorObject(item.by) };
    case 'REMOVED_FROM_MERGE_QUEUE_EVENT':
      return {
        __typename: 'RemovedFromMergeQueueEvent',
        reason: item.reason,
      };
    default:
      return { __typename: 'PullRequestCommit' };
  }
}

async function mergeStateOf(
  repository: StoredRepository,
  pull: StoredPull,
  head: string,
): Promise<string> {
  if (pull.state.status !== 'open') return 'UNKNOWN';
  if (!(await isMergeable(repository, pull))) return 'DIRTY';
  const obstacles = await obstaclesOf(repository, pull, head);
  if (obstacles.length === 0) return 'CLEAN';
  const isOld =
    repository.protections.get(pull.baseBranch)?.upToDate === true &&
    (await isBehind(repository, pull, head));
  return isOld && obstacles.length === 1 ? 'BEHIND' : 'BLOCKED';
}

/** A pull request, with what clients ask of it. */
export async function pullObject(
  links: Links,
  repository: StoredRepository,
  pull: StoredPull,
): Promise<GraphObject> {
  const { state, number } = pull;
  const head = await headOf(repository, pull);
  const isOpen = state.status === 'open';
  const isMerged = state.status === 'merged';
  const entry = entryOf(repository, pull);
  const page = `${links.web}/${repository.owner}/${repository.name}/pull/${number}`;
  const commit = commitObject(repository, head);
  return {
    __typename: 'PullRequest',
    id: nodeId('PullRequest', pull.id),
    number,
    url: page,
    title: pull.title,
    body: pull.body,
    state: state.status.toUpperCase(),
    isDraft: false,
    isMergeQueueEnabled:
      repository.protections.get(pull.baseBranch)?.mergeQueue ?? false,
    createdAt: pull.createdAt,
    closedAt: isOpen ? null : state.at,
    mergedAt: isMerged ? state.at : null,
    author: actorObject(pull.by),
    mergedBy: isMerged ? actorObject(state.by) : null,
    mergeCommit: isMerged ? commitObject(repository, state.commit) : null,
    headRefName: pull.headBranch,
    headRefOid: head,
    headRepositoryOwner: {
      __typename: 'Organization',
      login: repository.owner,
    },
    isCrossRepository: false,
    baseRefName: pull.baseBranch,
    baseRef: refObject(repository, pull.baseBranch),
    mergeable: async () => {
      if (!isOpen) return 'UNKNOWN';
      const canMerge = await isMergeable(repository, pull);
      return canMerge ? 'MERGEABLE' : 'CONFLICTING';
    },
    mergeStateStatus: () => mergeStateOf(repository, pull, head),
    mergeQueueEntry: entry && entryObject(entry),
    reviewDecision: decisionOf(repository, pull, head),
    labels: connection('LabelConnection', pull.labels, name => ({
      __typename: 'Label',
      name,
    })),
    reviews: connection('PullRequestReviewConnection', pull.reviews, one => ({
      __typename: 'PullRequestReview',
      author: actorObject(one.by),
      state: stateOf(repository, pull, one, head),
      submittedAt: one.at,
      commit: commitObject(repository, one.commit),
    })),
    reviewThreads: connection(
      'PullRequestReviewThreadConnection',
      pull.threads,
      isResolved => ({ __typename: 'PullRequestReviewThread', isResolved }),
    ),
    // Nobody here asks for another than the last one.
    commits: connection('PullRequestCommitConnection', [commit], one => ({
      __typename: 'PullRequestCommit',
      commit: one,
    })),
    timelineItems: (args: { last?: number; itemTypes: string[] }) =>
      connection(
        'PullRequestTimelineItemsConnection',
        pull.timeline.filter(({ type }) => args.itemTypes.includes(type)),
        timelineObject,
      )(args),
  };
}
