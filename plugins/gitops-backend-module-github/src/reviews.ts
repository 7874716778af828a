import type { Review } from '@backstage-gitops/plugin-gitops-node';
import type { RestEndpointMethodTypes } from '@octokit/rest';
import { ask, askOr, gather } from './ask';
import { at, nameOf, type Place } from './Place';

type GithubReview =
  RestEndpointMethodTypes['pulls']['listReviews']['response']['data'][number];

/** A review that was dismissed says no more than a comment does, and takes the place of earlier verdicts. */
const VERDICTS = new Map<string, Review['verdict']>([
  ['APPROVED', 'approved'],
  ['CHANGES_REQUESTED', 'changesRequested'],
  ['DISMISSED', 'commented'],
  ['COMMENTED', 'commented'],
]);

function toReview(review: GithubReview): Review | undefined {
  const { user, commit_id: commit, submitted_at: at_ } = review;
  const verdict = VERDICTS.get(review.state);
  // What is not sent yet has no time, what its account left behind no user.
  if (!user || !commit || !at_ || !verdict) return undefined;
  return {
    login: user.login,
    verdict,
    commit,
    at: at_,
    ...(user.type === 'Bot' ? { bot: true } : {}),
  };
}

/** Each reviewer's current verdict, of reviews from the oldest to the newest: a mere comment takes back no verdict. */
export function newestOfEach(reviews: GithubReview[]): Review[] {
  const newest = new Map<string, Review>();
  for (const one of reviews) {
    const review = toReview(one);
    if (!review) continue;
    if (one.state === 'COMMENTED' && newest.has(review.login)) continue;
    newest.set(review.login, review);
  }
  return [...newest.values()];
}

export async function listReviews(
  place: Place,
  number: number,
): Promise<Review[]> {
  const reviews = await gather(page =>
    ask(
      `read the reviews of pull request #${number} of ${nameOf(place)}`,
      place.rest.pulls.listReviews({
        ...at(place),
        ...page,
        pull_number: number,
      }),
    ),
  );
  return newestOfEach(reviews);
}

/** Asks people for a review. One unknown login makes GitHub refuse all of them, so then each is asked alone. */
export async function requestReviewers(
  place: Place,
  number: number,
  logins: string[],
): Promise<void> {
  if (logins.length === 0) return;
  const request = (reviewers: string[]) =>
    askOr(
      [422],
      `ask for reviews of pull request #${number} of ${nameOf(place)}`,
      place.rest.pulls.requestReviewers({
        ...at(place),
        pull_number: number,
        reviewers,
      }),
    );
  const answer = await request(logins);
  if (answer.status === 'ok' || logins.length === 1) return;
  for (const login of logins) await request([login]);
}
