import {
  type PullRequest,
  TerminalHostError,
} from '@backstage-gitops/plugin-gitops-node';
import type {
  ExpandedMergeRequestSchema,
  MergeRequestSchema,
  ProjectSchema,
} from '@gitbeaker/rest';
import { ask, askOr } from './ask';
import type { Place } from './Place';
import { readPushers } from './pushers';
import { toPullRequest, toState } from './toPullRequest';

export async function readProject(place: Place): Promise<ProjectSchema> {
  return ask(`read ${place.project}`, place.rest.Projects.show(place.project));
}

/** One merge request; undefined where the project has none of that number. */
export async function findPull(
  place: Place,
  number: number,
): Promise<ExpandedMergeRequestSchema | undefined> {
  const answer = await askOr(
    [404],
    `read merge request !${number} of ${place.project}`,
    place.rest.MergeRequests.show(place.project, number),
  );
  if (answer.status === 'ok') return answer.data;
  // A project that is gone, or hidden from us, is no answer about its merge requests.
  await readProject(place);
  return undefined;
}

/** One merge request that must be there. */
export async function readPull(
  place: Place,
  number: number,
): Promise<ExpandedMergeRequestSchema> {
  const pull = await findPull(place, number);
  if (!pull) {
    throw new TerminalHostError(
      `There is no merge request !${number} in ${place.project}.`,
    );
  }
  return pull;
}

/** All that is known of a merge request, with who pushed its head. */
export function describePull(
  pull: MergeRequestSchema,
  lastPusher: string | undefined,
): PullRequest {
  return { ...toPullRequest(pull), ...(lastPusher ? { lastPusher } : {}) };
}

export async function getPull(
  place: Place,
  number: number,
): Promise<PullRequest | undefined> {
  const pull = await findPull(place, number);
  if (!pull) return undefined;
  return describePull(pull, (await readPushers(place, [pull])).get(number));
}

/** The merged merge request that brought a commit to its base branch. */
export async function findPullByMergeCommit(
  place: Place,
  commit: string,
): Promise<PullRequest | undefined> {
  // GitLab lists the merge requests that have the commit, too.
  const answer = await askOr(
    [404],
    `read which merge request brought ${commit} to ${place.project}`,
    place.rest.Commits.allMergeRequests(place.project, commit),
  );
  if (answer.status === 'refused') {
    await readProject(place);
    return undefined;
  }
  const found = answer.data.find(pull => {
    const state = toState(pull);
    return state.status === 'merged' && state.commit === commit;
  });
  return found && getPull(place, found.iid);
}
