import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Engine } from './Engine';
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

/**
 * Where modules add the engines they implement. The first of a name serves the environments that name it.
 *
 * @public
 */
export interface EnginesExtensionPoint {
  addEngine(engine: Engine): void;
}

/** @public */
export const gitopsEnginesExtensionPoint =
  createExtensionPoint<EnginesExtensionPoint>({ id: 'gitops.engines' });
