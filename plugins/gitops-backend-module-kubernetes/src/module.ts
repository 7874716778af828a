import {
  coreServices,
  createBackendModule,
  type RootConfigService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { ClusterSettings, ProxyTransport } from '@backstage-gitops/cluster';
import { type HealthRule, parseHealthRules } from '@backstage-gitops/drift';
import { gitopsEnginesExtensionPoint } from '@backstage-gitops/plugin-gitops-node';
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
        logger: coreServices.logger,
        rootConfig: coreServices.rootConfig,
      },
      async init({ auth, discovery, engines, logger, rootConfig }) {
        engines.addEngine(
          new KubernetesEngine(
            new ProxyTransport({
              auth,
              discovery,
              settings: ClusterSettings.fromConfig(rootConfig, logger),
            }),
            { health: readHealthRules(rootConfig) },
          ),
        );
      },
    });
  },
});

/** @throws InputError naming the rule that is wrong. */
function readHealthRules(config: RootConfigService): HealthRule[] {
  try {
    return parseHealthRules(config.getOptional('gitops.health') ?? []);
  } catch (error) {
    throw new InputError(
      `gitops.health: ${error instanceof Error ? error.message : error}`,
    );
  }
}
