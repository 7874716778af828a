import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { requireDemoSurroundings } from '../guard/requireDemoSurroundings';
import { readPeople } from '../world/people';
import { demoAuthenticator, demoSignInResolver } from './demoAuthenticator';

const accountsPath = '/demo/accounts';

/**
 * The auth provider `demo`: signs anyone in as one of the demo's people, without a password.
 *
 * @remarks
 *
 * `GET /api/auth/demo/accounts` lists whom one can sign in as; `/api/auth/demo/refresh` with the header
 * `X-Demo-Account` answers that person's session. The backend's start fails outside development and where the
 * backend listens on more than loopback.
 *
 * @public
 */
export const demoAuthModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-provider',
  register(registration) {
    registration.registerInit({
      deps: {
        config: coreServices.rootConfig,
        http: coreServices.httpRouter,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, http, providers }) {
        requireDemoSurroundings(config);
        providers.registerProvider({
          providerId: 'demo',
          factory: createProxyAuthProviderFactory({
            authenticator: demoAuthenticator,
            signInResolver: demoSignInResolver,
          }),
        });
        const accounts = readPeople().map(
          ({ login, displayName, role, description, entityRef }) => ({
            login,
            displayName,
            role,
            description,
            entityRef,
          }),
        );
        http.addAuthPolicy({ path: accountsPath, allow: 'unauthenticated' });
        http.use((request, response, next) => {
          if (request.method === 'GET' && request.path === accountsPath) {
            response.json({ accounts });
          } else {
            next();
          }
        });
      },
    });
  },
});
