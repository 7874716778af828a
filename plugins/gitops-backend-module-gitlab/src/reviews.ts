import {
  type Review,
  TerminalHostError,
} from '@backstage-gitops/plugin-gitops-node';
import { type Activity, type Person, readActivities } from './activity';
import { ask } from './ask';
import type { Place } from './Place';
import { readPull } from './readPull';
import { listVersions, type Version } from './versions';

/**
 * Which head somebody judged at a time: the newest that GitLab had then. Without a time it is the oldest, so that what
 * cannot be proven never counts for what came later.
 */
function commitAt(versions: Version[], at: string | undefined): string {
  const seen = versions.filter(
    version => at !== undefined && Date.parse(version.at) <= Date.parse(at),
  );
  return (seen.at(-1) ?? versions[0]).commit;
}

/** Each person's verdict as it stands. An approval that was reset or taken back says no more than a comment does. */
export function verdictsOf(
  { approvers, reviewers, acts }: Activity,
  versions: Version[],
): Review[] {
  if (versions.length === 0) return [];
  const judging = acts.filter(({ kind }) => kind !== 'pushed');
  const people = new Map<string, Person>(
    [...judging.map(({ by }) => by), ...approvers].map(one => [
      one.username,
      one,
    ]),
  );
  return [...people.values()].map(({ username, bot }) => {
    const own = judging.filter(({ by }) => by.username === username);
    const newest = (...kinds: string[]) =>
      own.findLast(({ kind }) => kinds.includes(kind));
    const judgement = newest('approved', 'unapproved', 'requestedChanges');
    const review = (verdict: Review['verdict'], at: string | undefined) => ({
      login: username,
      verdict,
      commit: commitAt(versions, at),
      at: at ?? versions[0].at,
      ...(bot ? { bot } : {}),
    });
    if (approvers.some(one => one.username === username)) {
      return review('approved', newest('approved')?.at);
    }
    const isAskingForChanges =
      judgement?.kind === 'requestedChanges' &&
      // A reviewer who is asked again starts anew.
      [undefined, 'REQUESTED_CHANGES'].includes(reviewers.get(username));
    return isAskingForChanges
      ? review('changesRequested', judgement.at)
      : review('commented', (judgement ?? own.at(-1))?.at);
  });
}

/** The verdicts on a merge request; what this suite itself says there is none. */
export async function reviewsOf(
  place: Place,
  number: number,
  activity: Activity,
): Promise<Review[]> {
  const acts = activity.acts.filter(({ by }) => by.username !== place.bot);
  const others = { ...activity, acts };
  const isJudged =
    activity.approvers.length > 0 || acts.some(({ kind }) => kind !== 'pushed');
  return isJudged ? verdictsOf(others, await listVersions(place, number)) : [];
}

export async function listReviews(
  place: Place,
  number: number,
): Promise<Review[]> {
  const activity = (await readActivities(place, [number])).get(number);
  if (!activity) {
    throw new TerminalHostError(
      `There is no merge request !${number} in ${place.project}.`,
    );
  }
  return reviewsOf(place, number, activity);
}

/** Asks people for a review, besides those who are asked already. */
export async function requestReviewers(
  place: Place,
  number: number,
  logins: string[],
): Promise<void> {
  const what = `ask for reviews of merge request !${number} of ${place.project}`;
  const pull = await readPull(place, number);
  const asked = new Set((pull.reviewers ?? []).map(({ id }) => id));
  const wanted = new Set(asked);
  for (const username of logins.filter(login => login !== place.bot)) {
    const found = await ask(what, place.rest.Users.all({ username }));
    for (const { id } of found) wanted.add(id);
  }
  if (wanted.size === asked.size) return;
  await ask(
    what,
    place.rest.MergeRequests.edit(place.project, number, {
      reviewerIds: [...wanted],
    }),
  );
}
