import { setTimeout as pause } from 'node:timers/promises';
import type {
  MergeMethod,
  MergeOutcome,
} from '@backstage-gitops/plugin-gitops-node';
import { RetryableHostError } from './errors';
import { obstaclesOf } from './obstacles';
import { at, nameOf, type Place } from './Place';
import { readPull } from './readPull';
import { requiredChecks } from './requiredChecks';
import { readReviews } from './reviews';
import { readRules } from './rules';
import { anything, type GiteaPull } from './schemas';
import { listStatuses } from './statuses';
import { toState } from './toPullRequest';

interface Merging {
  number: number;
  headCommit: string;
  method: MergeMethod;
  title: string;
  body: string;
}

/** Closed, not ready, and conflicts or a head that moved. */
const REFUSALS = [404, 405, 409];

/** Longest that a check for conflicts is waited for, in seconds: it begins anew whenever the base moves. */
const LONGEST_WAIT = 10;

async function request(place: Place, merging: Merging) {
  return place.client.askOr(REFUSALS, {
    what: `merge pull request #${merging.number} of ${nameOf(place)}`,
    method: 'POST',
    path: at(place, 'pulls', merging.number, 'merge'),
    body: {
      Do: merging.method,
      head_commit_id: merging.headCommit,
      MergeTitleField: merging.title,
      MergeMessageField: merging.body,
    },
    answer: anything,
  });
}

/** What a pull request that is not open any more, or has another head, makes of a merge. */
function endOf(
  pull: GiteaPull,
  { number, headCommit }: Merging,
): MergeOutcome | undefined {
  const state = toState(pull);
  if (state.status === 'merged') {
    return { status: 'merged', commit: state.commit };
  }
  if (state.status === 'closed') {
    return { status: 'notReady', reason: `Pull request #${number} is closed.` };
  }
  return pull.head.sha === headCommit
    ? undefined
    : { status: 'headMoved', headCommit: pull.head.sha };
}

/** Why the rules of the base branch forbid a merge; Gitea itself names none of them. */
async function obstacles(place: Place, pull: GiteaPull): Promise<string> {
  if (pull.draft) return 'It is a draft.';
  const rules = await readRules(place, pull.base.label);
  const statuses = await listStatuses(place, pull.head.sha);
  return obstaclesOf({
    pull,
    rules,
    reviews: await readReviews(place, pull.number),
    requiredChecks: requiredChecks(rules, statuses),
  }).join(' ');
}

/** Why a pull request that does not conflict, as far as Gitea knows, was not merged. */
async function reasonOf(
  place: Place,
  pull: GiteaPull,
  message: string,
): Promise<string> {
  return (
    (await obstacles(place, pull)) ||
    message ||
    // A conflict that only merging found has no message.
    `It conflicts with ${pull.base.label}.`
  );
}

/**
 * Merges, provided the head is still the one that was judged. Gitea answers nothing about what it did, and refuses in
 * few words, so what came of it is read from the pull request: it may be merged already, by people or by a request
 * whose answer was lost. While Gitea checks for conflicts it merges nothing; that is waited for.
 */
export async function mergePull(
  place: Place,
  merging: Merging,
): Promise<MergeOutcome> {
  for (let seconds = 0; seconds <= LONGEST_WAIT; seconds += 1) {
    const answer = await request(place, merging);
    const pull = await readPull(place, merging.number);
    const end = endOf(pull, merging);
    if (end) return end;
    if (pull.mergeable || pull.draft) {
      const message = answer.status === 'refused' ? answer.message : '';
      const reason = await reasonOf(place, pull, message);
      return { status: 'notReady', reason };
    }
    if (place.settling.isSettled(pull)) {
      const reason = `It conflicts with ${pull.base.label}.`;
      return { status: 'notReady', reason };
    }
    await pause(place.client.patience.second);
  }
  throw new RetryableHostError(
    `Gitea still looks for conflicts in pull request #${
      merging.number
    } of ${nameOf(place)}.`,
  );
}
