import type { Review } from '@backstage-gitops/plugin-gitops-node';
import { at, nameOf, type Place } from './Place';
import { readPull } from './readPull';
import { anything, type GiteaReview, review } from './schemas';

const VERDICTS = new Map<string, Review['verdict']>([
  ['APPROVED', 'approved'],
  ['REQUEST_CHANGES', 'changesRequested'],
  ['COMMENT', 'commented'],
]);

/** Whose account was deleted. */
const GHOST = -1;

function toReview(one: GiteaReview): Review | undefined {
  const { user, commit_id: commit, submitted_at: at_, dismissed } = one;
  const verdict = VERDICTS.get(one.state);
  // What is not sent yet, and what only asks for a review, is no verdict.
  if (!user || user.id === GHOST || !verdict) return undefined;
  return {
    login: user.login,
    // One that was dismissed says no more than a comment does, and takes the place of earlier verdicts.
    verdict: dismissed ? 'commented' : verdict,
    commit,
    at: at_,
    // Accounts of Gitea itself, such as that of its Actions; those of people count from 1.
    ...(user.id < 0 ? { bot: true } : {}),
  };
}

/** Each reviewer's current verdict, of reviews from the oldest to the newest: a mere comment takes back no verdict. */
export function newestOfEach(reviews: GiteaReview[]): Review[] {
  const newest = new Map<string, Review>();
  for (const one of reviews) {
    const found = toReview(one);
    if (!found) continue;
    if (one.state === 'COMMENT' && newest.has(found.login)) continue;
    newest.set(found.login, found);
  }
  return [...newest.values()];
}

/** All that is listed as a review, the oldest first. */
export async function readReviews(
  place: Place,
  number: number,
): Promise<GiteaReview[]> {
  return place.client.list({
    what: `read the reviews of pull request #${number} of ${nameOf(place)}`,
    path: at(place, 'pulls', number, 'reviews'),
    answer: review,
  });
}

export async function listReviews(
  place: Place,
  number: number,
): Promise<Review[]> {
  return newestOfEach(await readReviews(place, number));
}

/** Of some people, those that a review is still to be asked of. */
export function stillToAsk(reviews: GiteaReview[], logins: string[]): string[] {
  const newest = new Map(reviews.map(one => [one.user?.login, one.state]));
  return logins.filter(login => {
    const state = newest.get(login) ?? 'COMMENT';
    return state === 'COMMENT' || state === 'PENDING';
  });
}

/**
 * Asks people for a review. Whoever was asked or has judged is not asked again: Gitea would take the new request in the
 * place of their verdict. One unknown login makes Gitea refuse all of them, so then each is asked alone.
 */
export async function requestReviewers(
  place: Place,
  number: number,
  logins: string[],
): Promise<void> {
  if (logins.length === 0) return;
  const asked = stillToAsk(await readReviews(place, number), logins);
  if (asked.length === 0) return;
  const request = (reviewers: string[]) =>
    place.client.askOr([404, 422], {
      what: `ask for reviews of pull request #${number} of ${nameOf(place)}`,
      method: 'POST',
      path: at(place, 'pulls', number, 'requested_reviewers'),
      body: { reviewers },
      answer: anything,
    });
  const answer = await request(asked);
  if (answer.status === 'ok' || asked.length === 1) return;
  // That there is no such login, and no such pull request, is answered alike.
  await readPull(place, number);
  for (const login of asked) await request([login]);
}
