import type {
  MergeMethod,
  MergeOutcome,
} from '@backstage-gitops/plugin-gitops-node';
import { askOr } from './ask';
import { enqueue, readQueueStanding } from './mergeQueue';
import { at, nameOf, type Place } from './Place';
import { readPull } from './readPull';
import { toState } from './toPullRequest';

/** Merge refused, and head moved. */
const REFUSALS = [405, 409];

interface Merge {
  number: number;
  headCommit: string;
  method: MergeMethod;
  title: string;
  body: string;
}

/**
 * What a refusal comes to, read together with the pull request as it is now: it may be merged already, by people or by a
 * request whose answer was lost.
 */
async function judgeRefusal(
  place: Place,
  { number, headCommit }: Merge,
  reason: string,
): Promise<MergeOutcome> {
  const pull = await readPull(place, number);
  const state = toState(pull);
  if (state.status === 'merged') {
    return { status: 'merged', commit: state.commit };
  }
  if (state.status === 'closed') {
    return {
      status: 'notReady',
      reason: `Pull request #${number} is closed.`,
    };
  }
  if (pull.head.sha !== headCommit) {
    return { status: 'headMoved', headCommit: pull.head.sha };
  }
  return {
    status: 'notReady',
    reason:
      pull.mergeable === false ? `It conflicts with ${pull.base.ref}.` : reason,
  };
}

async function mergeNow(place: Place, merge: Merge): Promise<MergeOutcome> {
  const answer = await askOr(
    REFUSALS,
    `merge pull request #${merge.number} of ${nameOf(place)}`,
    place.rest.pulls.merge({
      ...at(place),
      pull_number: merge.number,
      sha: merge.headCommit,
      merge_method: merge.method,
      commit_title: merge.title,
      commit_message: merge.body,
    }),
  );
  return answer.status === 'ok'
    ? { status: 'merged', commit: answer.data.sha }
    : judgeRefusal(place, merge, answer.message);
}

/**
 * Merges, provided the head is still the one that was judged. Where the base branch has a merge queue, it goes into that,
 * even if the credentials could pass it by.
 */
export async function mergePull(
  place: Place,
  merge: Merge,
): Promise<MergeOutcome> {
  const { number, headCommit } = merge;
  const standing = await readQueueStanding(place, number);
  if (standing.status === 'none') return mergeNow(place, merge);
  if (standing.headCommit !== headCommit) {
    return { status: 'headMoved', headCommit: standing.headCommit };
  }
  if (standing.status === 'queued') return { status: 'queued' };
  if (standing.status === 'letGo') {
    // To put it back would go round for ever where its checks fail.
    return {
      status: 'notReady',
      reason: `It left the merge queue: ${standing.reason}. Push to it, or put it back into the queue.`,
    };
  }
  const answer = await enqueue(place, number, standing);
  if (answer.status === 'queued') return answer;
  // Somebody else may have queued it meanwhile, or an answer was lost.
  const now = await readQueueStanding(place, number);
  return now.status === 'queued' && now.headCommit === headCommit
    ? { status: 'queued' }
    : judgeRefusal(place, merge, answer.reason);
}
