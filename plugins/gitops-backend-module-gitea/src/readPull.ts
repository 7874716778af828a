import {
  type PullRequest,
  TerminalHostError,
} from '@backstage-gitops/plugin-gitops-node';
import { at, nameOf, type Place } from './Place';
import { Pushers } from './Pushers';
import { anything, event, type GiteaPull, pull } from './schemas';
import { isOfRepository, toPullRequest } from './toPullRequest';

/** Makes sure of a repository: one that is gone, or hidden from us, is no answer about what would be in it. */
export async function readRepository(place: Place): Promise<void> {
  await place.client.ask({
    what: `read ${nameOf(place)}`,
    path: at(place),
    answer: anything,
  });
}

/** One pull request; undefined where the repository has none of that number. */
export async function findPull(
  place: Place,
  number: number,
): Promise<GiteaPull | undefined> {
  const answer = await place.client.askOr([404], {
    what: `read pull request #${number} of ${nameOf(place)}`,
    path: at(place, 'pulls', number),
    answer: pull,
  });
  if (answer.status === 'ok') return answer.data;
  await readRepository(place);
  return undefined;
}

/** One pull request that must be there. */
export async function readPull(
  place: Place,
  number: number,
): Promise<GiteaPull> {
  const found = await findPull(place, number);
  if (!found) {
    throw new TerminalHostError(
      `There is no pull request #${number} in ${nameOf(place)}.`,
    );
  }
  return found;
}

/** Who closed it; the pull request itself does not say. */
async function closerOf(
  place: Place,
  { number, closed_at: closedAt }: GiteaPull,
): Promise<string | undefined> {
  const events = await place.client.list(
    {
      what: `read who closed pull request #${number} of ${nameOf(place)}`,
      path: at(place, 'issues', number, 'timeline'),
      query: closedAt ? { since: closedAt } : {},
      answer: event,
      miscounted: true,
    },
    1,
  );
  return events.findLast(({ type }) => type === 'close')?.user?.login;
}

/** All that is known of a pull request, with who pushed to it and who closed it. */
export async function describePull(
  place: Place,
  found: GiteaPull,
  pushers = new Pushers(place),
): Promise<PullRequest> {
  const described = toPullRequest(found);
  const { state } = described;
  const lastPusher = isOfRepository(found)
    ? await pushers.of(found)
    : undefined;
  const closedBy =
    state.status === 'closed' ? await closerOf(place, found) : undefined;
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
  const answer = await place.client.askOr([404], {
    what: `read which pull request brought ${commit} to ${nameOf(place)}`,
    path: at(place, 'commits', commit, 'pull'),
    answer: pull,
  });
  if (answer.status === 'refused') {
    await readRepository(place);
    return undefined;
  }
  const { data } = answer;
  return data.merged && data.merge_commit_sha === commit
    ? describePull(place, data)
    : undefined;
}
