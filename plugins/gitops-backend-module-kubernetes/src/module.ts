import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { gitopsEnginesExtensionPoint } from '@backstage-gitops/plugin-gitops-node';
import { ClusterSettings } from './access/ClusterSettings';
import { ProxyTransport } from './access/ProxyTransport';
import { KubernetesEngine } from './KubernetesEngine';

/**
 * Adds the built-in engine. Clusters are those of the Kubernetes plugin.
 *
 * @public
 */
export const gitopsModuleKubernetes = createBackendModule({
  pluginId: 'gitops',
  moduleId: 'kubernetes',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        engines: gitopsEnginesExtensionPoint,
        rootConfig: coreServices.rootConfig,
      },
      async init({ auth, discovery, engines, rootConfig }) {
        engines.addEngine(
          new KubernetesEngine(
            new ProxyTransport({
              auth,
              discovery,
              settings: ClusterSettings.fromConfig(rootConfig),
            }),
          ),
        );
      },
    });
  },
});
