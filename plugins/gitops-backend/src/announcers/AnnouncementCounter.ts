import type { MetricsService } from '@backstage/backend-plugin-api/alpha';

/** How a request to announce a release ended at the door. */
export type AnnouncementOutcome =
  /** Whoever it is may announce; what they announce is judged behind the door. */
  | 'admitted'
  /** Without a proof of who they are. */
  | 'refused'
  /** They proved who they are, and may not announce for this pipeline. */
  | 'forbidden'
  /** Refused too often. */
  | 'limited'
  /** Nobody can say for now. */
  | 'unavailable';

/** Counts requests to announce. */
export interface AnnouncementCounter {
  /** @param by - who, such as `announcer:jenkins`, `oidc:github` or `backstage`; undefined where nobody was proven. */
  count(by: string | undefined, outcome: AnnouncementOutcome): void;
}

/** Counts where the platform looks for numbers. */
export function countAnnouncements(
  metrics: MetricsService,
): AnnouncementCounter {
  const requests = metrics.createCounter('gitops.announcements.requests', {
    description: 'Requests to announce a release, by how they ended',
  });
  return {
    count: (by = 'unknown', outcome) => requests.add(1, { by, outcome }),
  };
}
