import { metrics } from '@opentelemetry/api';
import type { GitlabHost } from './GitlabHost';

/** Shows what is left of each budget of requests as a metric. GitLab has one for each account. */
export function showHeadroom(hosts: readonly GitlabHost[]): void {
  metrics
    .getMeter('gitops')
    .createObservableGauge('gitops.host.requests.remaining', {
      description:
        'Requests that a Git host still takes until its limit is reset',
    })
    .addCallback(result => {
      for (const host of hosts) {
        for (const { resource, remaining } of host.headroom()) {
          const labels = { host: host.url, owner: host.botLogin, resource };
          result.observe(remaining, labels);
        }
      }
    });
}
