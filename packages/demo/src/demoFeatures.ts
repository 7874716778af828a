import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { demoAuthModule } from './auth/demoAuthModule';
import { demoPolicyModule } from './policy/demoPolicyModule';

/**
 * Everything the demo adds to a backend. Each part by itself ends the start of a backend that is not run in
 * development on loopback.
 *
 * @public
 */
export const demoFeatures = createBackendFeatureLoader({
  *loader() {
    yield demoAuthModule;
    yield demoPolicyModule;
  },
});
