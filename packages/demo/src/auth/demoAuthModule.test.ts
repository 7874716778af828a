import {
  createBackendPlugin,
  coreServices,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  authProvidersExtensionPoint,
  type AuthProviderFactory,
  type AuthResolverContext,
} from '@backstage/plugin-auth-node';
import { demoAuthModule } from './demoAuthModule';

function unsignedToken(claims: object): string {
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64');
  return `header.${payload}.signature`;
}

/** Answers what the provider asks of the auth plugin: a token, and nothing from the catalog. */
const resolverContext: AuthResolverContext = {
  issueToken: async ({ claims }) => ({ token: unsignedToken(claims) }),
  findCatalogUser: () => Promise.reject(new Error('not asked')),
  signInWithCatalogUser: () => Promise.reject(new Error('not asked')),
  resolveOwnershipEntityRefs: () => Promise.reject(new Error('not asked')),
};

/** The part of the auth plugin that mounts providers. */
const authPlugin = createBackendPlugin({
  pluginId: 'auth',
  register(registration) {
    const factories = new Map<string, AuthProviderFactory>();
    registration.registerExtensionPoint(authProvidersExtensionPoint, {
      registerProvider: ({ providerId, factory }) => {
        factories.set(providerId, factory);
      },
    });
    registration.registerInit({
      deps: { http: coreServices.httpRouter, logger: coreServices.logger },
      async init({ http, logger }) {
        http.addAuthPolicy({ path: '/demo/refresh', allow: 'unauthenticated' });
        for (const [providerId, factory] of factories) {
          const provider = factory({
            providerId,
            globalConfig: {
              baseUrl: '',
              appUrl: '',
              isOriginAllowed: () => false,
            },
            config: new ConfigReader({}),
            logger,
            resolverContext,
            baseUrl: '',
            appUrl: '',
            isOriginAllowed: () => false,
          });
          http.use((request, response, next) => {
            if (request.path === `/${providerId}/refresh`) {
              provider.refresh?.(request, response).catch(next);
            } else {
              next();
            }
          });
        }
      },
    });
  },
});

function start(listenHost: string) {
  return startTestBackend({
    features: [
      authPlugin,
      demoAuthModule,
      mockServices.rootConfig.factory({
        data: { backend: { listen: { host: listenHost, port: 0 } } },
      }),
    ],
  });
}

describe('demoAuthModule', () => {
  const nodeEnvironment = process.env.NODE_ENV;
  afterEach(() => {
    Object.assign(process.env, { NODE_ENV: nodeEnvironment });
  });

  it('ends the start of a backend outside development', async () => {
    Object.assign(process.env, { NODE_ENV: 'production' });
    await expect(start('127.0.0.1')).rejects.toThrow(/NODE_ENV is development/);
  });

  it('ends the start of a backend that listens on the network', async () => {
    Object.assign(process.env, { NODE_ENV: 'development' });
    await expect(start('0.0.0.0')).rejects.toThrow(/on loopback/);
  });

  describe('in development on loopback', () => {
    async function request(route: string, headers: Record<string, string>) {
      Object.assign(process.env, { NODE_ENV: 'development' });
      const { server } = await start('127.0.0.1');
      const response = await fetch(
        `http://127.0.0.1:${server.port()}/api/auth/demo${route}`,
        { headers },
      );
      return { status: response.status, body: await response.json() };
    }

    it('lists whom one can sign in as to anyone', async () => {
      const { status, body } = await request('/accounts', {});
      expect(status).toBe(200);
      expect(
        body.accounts.map((account: { login: string; role: string }) => [
          account.login,
          account.role,
        ]),
      ).toEqual([
        ['dana', 'Developer'],
        ['ravi', 'Reliability engineer'],
        ['sofia', 'Reliability engineer'],
        ['rita', 'Reader'],
      ]);
      expect(body.accounts[0]).toEqual({
        login: 'dana',
        displayName: 'Dana Okafor',
        role: 'Developer',
        description: expect.any(String),
        entityRef: 'user:default/dana',
      });
    });

    it('signs in as the chosen account, with its groups', async () => {
      const { status, body } = await request('/refresh', {
        'X-Demo-Account': 'sofia',
      });
      expect(status).toBe(200);
      expect(body.profile).toEqual({
        displayName: 'Sofia Lindqvist',
        email: 'sofia@acme.example',
      });
      expect(body.backstageIdentity.identity).toEqual({
        type: 'user',
        userEntityRef: 'user:default/sofia',
        ownershipEntityRefs: ['user:default/sofia', 'group:default/sre'],
      });
    });

    it('signs nobody in without an account', async () => {
      const { status, body } = await request('/refresh', {});
      expect(status).toBe(400);
      expect(body.error.message).toContain('No account was chosen');
    });

    it('signs nobody in as an account it does not have', async () => {
      const { status, body } = await request('/refresh', {
        'X-Demo-Account': 'gitops-bot',
      });
      expect(status).toBe(401);
      expect(body.error.message).toContain('dana, ravi, sofia, rita');
    });
  });
});
