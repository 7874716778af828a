import type {
  MergeMethod,
  MergeOutcome,
} from '@backstage-gitops/plugin-gitops-node';
import type { MergeRequestSchema } from '@gitbeaker/rest';
import { askOr } from './ask';
import { toMergeability } from './mergeability';
import type { Place } from './Place';
import { readProject, readPull } from './readPull';
import { rebasePull } from './rebasing';
import { listJobs } from './statuses';
import { toState } from './toPullRequest';

interface Merge {
  number: number;
  headCommit: string;
  method: MergeMethod;
  title: string;
  body: string;
}

/** Not by this account, not as it is now, cannot be merged (older servers 406), and head moved. */
const REFUSALS = [400, 401, 405, 406, 409, 422];

/** What keeps a merge request from being merged whatever GitLab answers; undefined where nothing does. */
function endOf(
  pull: MergeRequestSchema,
  { number, headCommit }: Merge,
): MergeOutcome | undefined {
  const state = toState(pull);
  if (state.status === 'merged') {
    return { status: 'merged', commit: state.commit };
  }
  if (state.status === 'closed') {
    return {
      status: 'notReady',
      reason: `Merge request !${number} is closed.`,
    };
  }
  if (pull.sha !== headCommit) {
    return { status: 'headMoved', headCommit: pull.sha };
  }
  return pull.merge_when_pipeline_succeeds ? { status: 'queued' } : undefined;
}

/** Why it was not merged, by what the merge request is now. */
async function explain(
  place: Place,
  merge: Merge,
  answer: { code?: number; message: string },
): Promise<MergeOutcome> {
  const pull = await readPull(place, merge.number);
  const end = endOf(pull, merge);
  if (end) return end;
  if (answer.code === 401) {
    const reason = `GitLab does not let ${place.bot} merge into ${pull.target_branch}.`;
    return { status: 'notReady', reason };
  }
  const found = toMergeability(pull, await listJobs(place, pull.sha));
  switch (found.status) {
    case 'conflicting':
      return {
        status: 'notReady',
        reason: `It conflicts with ${pull.target_branch}.`,
      };
    case 'blocked':
      return { status: 'notReady', reason: found.reasons.join(' ') };
    default:
      return { status: 'notReady', reason: answer.message };
  }
}

/** Puts it at the end of the train that merges into its base one after the other. */
async function joinTrain(place: Place, merge: Merge): Promise<MergeOutcome> {
  const { number, headCommit, method } = merge;
  const answer = await askOr(
    REFUSALS,
    `add merge request !${number} of ${place.project} to the merge train`,
    place.rest.MergeTrains.addMergeRequest(place.project, number, {
      sha: headCommit,
      squash: method === 'squash',
    }),
  );
  return answer.status === 'ok'
    ? { status: 'queued' }
    : explain(place, merge, answer);
}

/**
 * Merges, provided the head is still the one that was judged. Whether that makes a merge commit is the project's own
 * choice; only to squash can be asked for. A refusal is read together with the merge request as it is now: it may be
 * merged already, by people or by a request whose answer was lost.
 */
export async function mergePull(
  place: Place,
  merge: Merge,
): Promise<MergeOutcome> {
  const { number, method, title, body } = merge;
  const pull = await readPull(place, number);
  const end = endOf(pull, merge);
  if (end) return end;
  const project = await readProject(place);
  if (project.merge_trains_enabled === true) return joinTrain(place, merge);
  const status: string = pull.detailed_merge_status;
  const rebased =
    status === 'need_rebase' ? await rebasePull(place, merge) : undefined;
  if (rebased && rebased.status !== 'rebased') return rebased;
  const message = body ? `${title}\n\n${body}` : title;
  const head = {
    ...merge,
    ...(rebased ? { headCommit: rebased.headCommit } : {}),
  };
  const answer = await askOr(
    REFUSALS,
    `merge merge request !${number} of ${place.project}`,
    place.rest.MergeRequests.merge(place.project, number, {
      sha: head.headCommit,
      squash: method === 'squash',
      mergeCommitMessage: message,
      squashCommitMessage: message,
    }),
  );
  if (answer.status === 'refused') return explain(place, head, answer);
  const state = toState(answer.data);
  return state.status === 'merged'
    ? { status: 'merged', commit: state.commit }
    : explain(place, head, {
        message: answer.data.merge_error ?? 'GitLab did not merge it.',
      });
}
