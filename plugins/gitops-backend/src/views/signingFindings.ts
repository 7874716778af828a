import type { Finding } from '@backstage-gitops/plugin-gitops-common';
import type { GitHost } from '@backstage-gitops/plugin-gitops-node';
import { describeInability, makesCommits } from '../git/makesCommits';
import type { Signing } from '../git/openCommitWriter';

/** Can an environment's host make the commits, where the platform team wants them from hosts? */
export function signingFindings(
  environment: string,
  host: GitHost | undefined,
  signing: Signing | undefined,
): Finding[] {
  if (!host || !signing || !('by' in signing)) return [];
  const able = makesCommits(host);
  return [
    {
      check: 'signing',
      environment,
      status: able ? 'passed' : 'failed',
      expected: 'The Git host makes the commits, and signs them',
      found: able ? 'It does.' : describeInability(host),
      ...(able
        ? {}
        : {
            fix: 'The platform team can set a key as gitops.git.signing, in place of the host.',
          }),
    },
  ];
}
