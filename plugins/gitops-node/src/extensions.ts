import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { GitHost } from './GitHost';

/**
 * Where modules add the Git hosts they implement. The first host that owns a repository serves it.
 *
 * @public
 */
export interface GitHostsExtensionPoint {
  addHost(host: GitHost): void;
}

/** @public */
export const gitopsGitHostsExtensionPoint =
  createExtensionPoint<GitHostsExtensionPoint>({
    id: 'gitops.git-hosts',
  });
