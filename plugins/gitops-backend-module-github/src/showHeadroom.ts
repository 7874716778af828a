import { metrics } from '@opentelemetry/api';
import type { GithubHost } from './GithubHost';

/** Shows what is left of each budget of requests as a metric. */
export function showHeadroom(hosts: ReadonlyMap<string, GithubHost>): void {
  metrics
    .getMeter('gitops')
    .createObservableGauge('gitops.host.requests.remaining', {
      description:
        'Requests that a Git host still takes until its limit is reset',
    })
    .addCallback(result => {
      for (const [url, host] of hosts) {
        for (const { owner, resource, remaining } of host.headroom()) {
          result.observe(remaining, { host: url, owner, resource });
        }
      }
    });
}
