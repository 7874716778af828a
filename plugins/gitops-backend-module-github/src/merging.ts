import type {
  MergeMethod,
  MergeOutcome,
} from '@backstage-gitops/plugin-gitops-node';
import { askOr } from './ask';
import { at, nameOf, type Place } from './Place';
import { readPull } from './readPull';
import { toState } from './toPullRequest';

/** Merge refused, and head moved. */
const REFUSALS = [405, 409];

/**
 * Merges, provided the head is still the one that was judged. A refusal is read together with the pull request as it is
 * now: it may be merged already, by people or by a request whose answer was lost.
 */
export async function mergePull(
  place: Place,
  options: {
    number: number;
    headCommit: string;
    method: MergeMethod;
    title: string;
    body: string;
  },
): Promise<MergeOutcome> {
  const { number, headCommit } = options;
  const answer = await askOr(
    REFUSALS,
    `merge pull request #${number} of ${nameOf(place)}`,
    place.rest.pulls.merge({
      ...at(place),
      pull_number: number,
      sha: headCommit,
      merge_method: options.method,
      commit_title: options.title,
      commit_message: options.body,
    }),
  );
  if (answer.status === 'ok') {
    return { status: 'merged', commit: answer.data.sha };
  }
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
      pull.mergeable === false
        ? `It conflicts with ${pull.base.ref}.`
        : answer.message,
  };
}
