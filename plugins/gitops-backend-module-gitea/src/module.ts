import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { gitopsGitHostsExtensionPoint } from '@backstage-gitops/plugin-gitops-node';
import { GiteaHost } from './GiteaHost';
import { readConfig } from './readConfig';

/**
 * Adds each Gitea or Forgejo that `gitops.hosts.gitea` names, with the credentials of `integrations.gitea`.
 *
 * @public
 */
export const gitopsModuleGitea = createBackendModule({
  pluginId: 'gitops',
  moduleId: 'gitea',
  register(env) {
    env.registerInit({
      deps: {
        hosts: gitopsGitHostsExtensionPoint,
        rootConfig: coreServices.rootConfig,
      },
      async init({ hosts, rootConfig }) {
        for (const configured of readConfig(rootConfig)) {
          hosts.addHost(new GiteaHost(configured));
        }
      },
    });
  },
});
