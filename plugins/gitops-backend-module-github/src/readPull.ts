import {
  type PullRequest,
  TerminalHostError,
} from '@backstage-gitops/plugin-gitops-node';
import { ask, askOr, gather } from './ask';
import { at, nameOf, type Place } from './Place';
import { pushersOf } from './pushers';
import {
  type GithubPull,
  isOfRepository,
  toPullRequest,
} from './toPullRequest';

/** One pull request; undefined where the repository has none of that number. */
export async function findPull(
  place: Place,
  number: number,
): Promise<GithubPull | undefined> {
  const answer = await askOr(
    [404],
    `read pull request #${number} of ${nameOf(place)}`,
    place.rest.pulls.get({ ...at(place), pull_number: number }),
  );
  if (answer.status === 'ok') return answer.data;
  // A repository that is gone, or hidden from us, is no answer about its pull requests.
  await ask(`read ${nameOf(place)}`, place.rest.repos.get(at(place)));
  return undefined;
}

/** One pull request that must be there. */
export async function readPull(
  place: Place,
  number: number,
): Promise<GithubPull> {
  const pull = await findPull(place, number);
  if (!pull) {
    throw new TerminalHostError(
      `There is no pull request #${number} in ${nameOf(place)}.`,
    );
  }
  return pull;
}

/** Who closed it; the pull request itself does not say. */
async function closerOf(
  place: Place,
  number: number,
): Promise<string | undefined> {
  const issue = await ask(
    `read who closed pull request #${number} of ${nameOf(place)}`,
    place.rest.issues.get({ ...at(place), issue_number: number }),
  );
  return issue.closed_by?.login;
}

/** All that is known of a pull request, with who pushed to it and who closed it. */
export async function describePull(
  place: Place,
  pull: GithubPull,
): Promise<PullRequest> {
  const described = toPullRequest(pull);
  const { state } = described;
  const { ref: branch, sha: commit } = pull.head;
  const [lastPusher] = await pushersOf(
    place,
    isOfRepository(pull) ? [{ branch, commit }] : [],
  );
  const closedBy =
    state.status === 'closed' ? await closerOf(place, pull.number) : undefined;
  return {
    ...described,
    ...(lastPusher ? { lastPusher } : {}),
    ...(state.status === 'closed' && closedBy
      ? { state: { ...state, closedBy } }
      : {}),
  };
}

/** The merged pull request that brought a commit to its base branch. */
export async function findPullByMergeCommit(
  place: Place,
  commit: string,
): Promise<PullRequest | undefined> {
  // GitHub lists the pull requests that have the commit, too.
  const answer = await askOr(
    [422],
    `read which pull request brought ${commit} to ${nameOf(place)}`,
    gather(page =>
      place.rest.repos
        .listPullRequestsAssociatedWithCommit({
          ...at(place),
          ...page,
          commit_sha: commit,
        })
        .then(({ data }) => data),
    ).then(data => ({ data })),
  );
  const found =
    answer.status === 'ok' &&
    answer.data.find(
      pull => pull.merged_at && pull.merge_commit_sha === commit,
    );
  return found
    ? describePull(place, await readPull(place, found.number))
    : undefined;
}
