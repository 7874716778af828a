import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';
import { z } from 'zod';
import { askGraphql } from './askGraphql';
import { at, nameOf, type Place } from './Place';

/** Whether its base branch has a queue, whether it waits there, and what became of it since it was last pushed to. */
const QUESTION = `query($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      id state headRefOid isMergeQueueEnabled
      mergeQueueEntry { state }
      newest: timelineItems(
        last: 1
        itemTypes: [
          REMOVED_FROM_MERGE_QUEUE_EVENT PULL_REQUEST_COMMIT HEAD_REF_FORCE_PUSHED_EVENT
        ]
      ) {
        nodes { __typename ... on RemovedFromMergeQueueEvent { reason } }
      }
    }
  }
}`;

const item = z.object({
  __typename: z.string(),
  reason: z.string().nullish(),
});

const answer = z.object({
  repository: z
    .object({
      pullRequest: z
        .object({
          id: z.string(),
          state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
          headRefOid: z.string(),
          isMergeQueueEnabled: z.boolean(),
          mergeQueueEntry: z.object({ state: z.string() }).nullable(),
          newest: z.object({ nodes: z.array(item.nullable()).nullable() }),
        })
        .nullable(),
    })
    .nullable(),
});

/** How a pull request stands with the merge queue of its base branch. */
export type QueueStanding =
  /** The branch has no queue, or the pull request ended. */
  | { status: 'none' }
  | { status: 'outside'; id: string; headCommit: string }
  | { status: 'queued'; headCommit: string }
  /** The queue, or a person, took it out, and nobody has pushed to it since. */
  | { status: 'letGo'; headCommit: string; reason: string };

export async function readQueueStanding(
  place: Place,
  number: number,
): Promise<QueueStanding> {
  const { data } = await askGraphql(
    `read whether pull request #${number} of ${nameOf(place)} is queued`,
    place,
    {
      query: QUESTION,
      variables: { ...at(place), number },
      answer,
      refusals: 'missing',
    },
  );
  const pull = data.repository?.pullRequest;
  if (!pull) {
    throw new TerminalHostError(
      `GitHub has no pull request #${number} in ${nameOf(
        place,
      )}, or hides it from these credentials.`,
    );
  }
  const { id, headRefOid: headCommit } = pull;
  if (pull.state !== 'OPEN' || !pull.isMergeQueueEnabled) {
    return { status: 'none' };
  }
  if (pull.mergeQueueEntry) return { status: 'queued', headCommit };
  const newest = pull.newest.nodes?.at(0);
  if (newest?.__typename !== 'RemovedFromMergeQueueEvent') {
    return { status: 'outside', id, headCommit };
  }
  const reason = newest.reason?.toLowerCase().replaceAll('_', ' ');
  return { status: 'letGo', headCommit, reason: reason ?? 'no reason given' };
}

const ENQUEUE = `mutation($input: EnqueuePullRequestInput!) {
  enqueuePullRequest(input: $input) { mergeQueueEntry { state } }
}`;

/** Puts a pull request into the queue, provided its head is still the one that was judged; else GitHub's reason. */
export async function enqueue(
  place: Place,
  number: number,
  pull: { id: string; headCommit: string },
): Promise<{ status: 'queued' } | { status: 'refused'; reason: string }> {
  const { problems } = await askGraphql(
    `queue pull request #${number} of ${nameOf(place)}`,
    place,
    {
      query: ENQUEUE,
      variables: {
        input: { pullRequestId: pull.id, expectedHeadOid: pull.headCommit },
      },
      answer: z.object({ enqueuePullRequest: z.unknown() }),
      refusals: 'all',
    },
  );
  return problems.length === 0
    ? { status: 'queued' }
    : {
        status: 'refused',
        reason: problems.map(({ message }) => message).join(' '),
      };
}
