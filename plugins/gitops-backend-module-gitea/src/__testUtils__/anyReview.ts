import type { GiteaReview } from '../schemas';

const COMMIT = 'a'.repeat(40);

/** A review as Gitea lists it, which counts. */
export function anyReview(
  login: string,
  state: string,
  more: Partial<GiteaReview> = {},
): GiteaReview {
  return {
    user: { id: 7, login },
    state,
    commit_id: COMMIT,
    stale: false,
    official: true,
    dismissed: false,
    submitted_at: '2026-01-01T00:00:00Z',
    ...more,
  };
}
