import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { requireDemoSurroundings } from '../guard/requireDemoSurroundings';
import { DemoPolicy } from './DemoPolicy';

/**
 * The demo's permission policy. The backend's start fails outside development and where the backend listens on more
 * than loopback.
 *
 * @public
 */
export const demoPolicyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'demo-policy',
  register(registration) {
    registration.registerInit({
      deps: {
        config: coreServices.rootConfig,
        policy: policyExtensionPoint,
      },
      async init({ config, policy }) {
        requireDemoSurroundings(config);
        policy.setPolicy(new DemoPolicy());
      },
    });
  },
});
