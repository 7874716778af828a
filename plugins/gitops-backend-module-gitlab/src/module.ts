import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  DefaultGitlabCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { gitopsGitHostsExtensionPoint } from '@backstage-gitops/plugin-gitops-node';
import { GitlabHost } from './GitlabHost';
import { readConfig } from './readConfig';
import { showHeadroom } from './showHeadroom';

/**
 * Adds each GitLab that `gitops.hosts.gitlab` names, with the credentials of `integrations.gitlab`.
 *
 * @public
 */
export const gitopsModuleGitlab = createBackendModule({
  pluginId: 'gitops',
  moduleId: 'gitlab',
  register(env) {
    env.registerInit({
      deps: {
        hosts: gitopsGitHostsExtensionPoint,
        rootConfig: coreServices.rootConfig,
      },
      async init({ hosts, rootConfig }) {
        const credentials = DefaultGitlabCredentialsProvider.fromIntegrations(
          ScmIntegrations.fromConfig(rootConfig),
        );
        const added = readConfig(rootConfig).map(
          configured => new GitlabHost({ ...configured, credentials }),
        );
        for (const host of added) hosts.addHost(host);
        if (added.length > 0) showHeadroom(added);
      },
    });
  },
});
