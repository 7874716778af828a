import type { Review } from '@backstage-gitops/plugin-gitops-node';

/** A review as either of GitHub's APIs tells of it. */
export interface GivenReview {
  /** Such as `APPROVED`. */
  state: string;
  /** Missing where the account was deleted. */
  login: string | undefined;
  isBot: boolean;
  /** Missing where the commit is gone. */
  commit: string | undefined;
  /** Missing where it is not sent yet. */
  at: string | undefined;
}

/** A review that was dismissed says no more than a comment does, and takes the place of earlier verdicts. */
const VERDICTS = new Map<string, Review['verdict']>([
  ['APPROVED', 'approved'],
  ['CHANGES_REQUESTED', 'changesRequested'],
  ['DISMISSED', 'commented'],
  ['COMMENTED', 'commented'],
]);

function toReview(given: GivenReview): Review | undefined {
  const { login, commit, at, isBot } = given;
  const verdict = VERDICTS.get(given.state);
  if (!login || !commit || !at || !verdict) return undefined;
  return { login, verdict, commit, at, ...(isBot ? { bot: true } : {}) };
}

/** Each reviewer's current verdict, of reviews from the oldest to the newest: a mere comment takes back no verdict. */
export function newestOfEach(reviews: GivenReview[]): Review[] {
  const newest = new Map<string, Review>();
  for (const one of reviews) {
    const review = toReview(one);
    if (!review) continue;
    if (one.state === 'COMMENTED' && newest.has(review.login)) continue;
    newest.set(review.login, review);
  }
  return [...newest.values()];
}
