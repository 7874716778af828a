import type { Review } from '@backstage-gitops/plugin-gitops-node';
import type { RestEndpointMethodTypes } from '@octokit/rest';
import { ask, askOr, gather } from './ask';
import { type GivenReview, newestOfEach } from './newestOfEach';
import { at, nameOf, type Place } from './Place';

type GithubReview =
  RestEndpointMethodTypes['pulls']['listReviews']['response']['data'][number];

function toGiven({ state, user, ...review }: GithubReview): GivenReview {
  return {
    state,
    login: user?.login,
    isBot: user?.type === 'Bot',
    commit: review.commit_id ?? undefined,
    at: review.submitted_at,
  };
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
  return newestOfEach(reviews.map(toGiven));
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
