import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { Inbox } from './Inbox';

/** How a request to a receiver ended. */
export type RequestOutcome =
  /** Stored, to be acted on. */
  | 'stored'
  /** Known already. */
  | 'replayed'
  /** Nothing to act on. */
  | 'ignored'
  /** An event that the platform does not take from this sender. */
  | 'unwanted'
  /** Not of the sender's making. */
  | 'malformed'
  /** Without a proof of the secret. */
  | 'refused'
  /** Its sender was refused too often. */
  | 'limited'
  /** Not a POST. */
  | 'misdirected'
  /** Not JSON as it is. */
  | 'unsupported'
  | 'oversized'
  /** Its body did not come in time. */
  | 'late'
  /** Its sender hung up. */
  | 'broken';

/** Counts requests to receivers. */
export interface RequestCounter {
  /** @param receiver - its name in the configuration; undefined where there is none of the name that was asked for. */
  count(receiver: string | undefined, outcome: RequestOutcome): void;
}

/** Counts requests where the platform looks for numbers, and shows there what waits in the inbox and what was given up. */
export function countInMetrics(
  metrics: MetricsService,
  inbox: Inbox,
): RequestCounter {
  const requests = metrics.createCounter('gitops.webhooks.requests', {
    description: 'Requests to webhook receivers, by how they ended',
  });
  metrics
    .createObservableGauge('gitops.inbox.deliveries', {
      description: 'Deliveries that wait to be acted on or were given up',
    })
    .addCallback(async gauge => {
      const { waiting, givenUp } = await inbox.count();
      gauge.observe(waiting, { state: 'waiting' });
      gauge.observe(givenUp, { state: 'givenUp' });
    });
  return {
    count: (receiver = 'unknown', outcome) =>
      requests.add(1, { receiver, outcome }),
  };
}
