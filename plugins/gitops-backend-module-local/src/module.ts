import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { gitopsGitHostsExtensionPoint } from '@backstage-gitops/plugin-gitops-node';
import { LocalGitHost } from './LocalGitHost';
import { LocalRepositories } from './LocalRepositories';

/**
 * Adds the embedded Git host where `gitops.hosts.local` is configured.
 *
 * @public
 */
export const gitopsModuleLocal = createBackendModule({
  pluginId: 'gitops',
  moduleId: 'local',
  register(env) {
    env.registerInit({
      deps: {
        hosts: gitopsGitHostsExtensionPoint,
        rootConfig: coreServices.rootConfig,
      },
      async init({ hosts, rootConfig }) {
        const config = rootConfig.getOptionalConfig('gitops.hosts.local');
        if (!config) return;
        hosts.addHost(
          new LocalGitHost(
            LocalRepositories.at({
              root: config.getString('root'),
              url: config.getString('url'),
              bot: config.getString('bot'),
            }),
          ),
        );
      },
    });
  },
});
