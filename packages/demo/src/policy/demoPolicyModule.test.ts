import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { gitopsViewPermission } from '@backstage-gitops/plugin-gitops-common';
import { demoPolicyModule } from './demoPolicyModule';

describe('demoPolicyModule', () => {
  const nodeEnvironment = process.env.NODE_ENV;
  afterEach(() => {
    Object.assign(process.env, { NODE_ENV: nodeEnvironment });
  });

  async function start(listenHost: string) {
    const policies: PermissionPolicy[] = [];
    const permissionPlugin = createBackendPlugin({
      pluginId: 'permission',
      register(registration) {
        registration.registerExtensionPoint(policyExtensionPoint, {
          setPolicy: policy => policies.push(policy),
        });
        registration.registerInit({ deps: {}, async init() {} });
      },
    });
    await startTestBackend({
      features: [
        permissionPlugin,
        demoPolicyModule,
        mockServices.rootConfig.factory({
          data: { backend: { listen: { host: listenHost, port: 0 } } },
        }),
      ],
    });
    return policies;
  }

  it('ends the start of a backend outside development', async () => {
    Object.assign(process.env, { NODE_ENV: 'production' });
    await expect(start('127.0.0.1')).rejects.toThrow(/NODE_ENV is development/);
  });

  it('ends the start of a backend that listens on the network', async () => {
    Object.assign(process.env, { NODE_ENV: 'development' });
    await expect(start('0.0.0.0')).rejects.toThrow(/on loopback/);
  });

  it('sets a policy by which nobody may do anything without signing in', async () => {
    Object.assign(process.env, { NODE_ENV: 'development' });
    const [policy] = await start('127.0.0.1');
    await expect(
      policy.handle({ permission: gitopsViewPermission }),
    ).resolves.toEqual({ result: 'DENY' });
  });
});
