import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { gitopsGitHostsExtensionPoint } from '@backstage-gitops/plugin-gitops-node';
import { GithubHost } from './GithubHost';
import { readConfig } from './readConfig';
import { showHeadroom } from './showHeadroom';

/**
 * Adds each GitHub that `gitops.hosts.github` names, with the credentials of `integrations.github`.
 *
 * @public
 */
export const gitopsModuleGithub = createBackendModule({
  pluginId: 'gitops',
  moduleId: 'github',
  register(env) {
    env.registerInit({
      deps: {
        hosts: gitopsGitHostsExtensionPoint,
        logger: coreServices.logger,
        rootConfig: coreServices.rootConfig,
      },
      async init({ hosts, logger, rootConfig }) {
        const credentials = DefaultGithubCredentialsProvider.fromIntegrations(
          ScmIntegrations.fromConfig(rootConfig),
        );
        const added = new Map<string, GithubHost>();
        for (const configured of readConfig(rootConfig)) {
          const host = new GithubHost({ ...configured, credentials, logger });
          added.set(configured.url, host);
          hosts.addHost(host);
        }
        if (added.size > 0) showHeadroom(added);
      },
    });
  },
});
