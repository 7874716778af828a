import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  type GitHost,
  gitopsGitHostsExtensionPoint,
} from '@backstage-gitops/plugin-gitops-node';
import gitopsModuleLocal from './index';

async function hostsWith(hosts: Record<string, Record<string, string>>) {
  const added: GitHost[] = [];
  await startTestBackend({
    extensionPoints: [
      [gitopsGitHostsExtensionPoint, { addHost: host => added.push(host) }],
    ],
    features: [
      gitopsModuleLocal,
      mockServices.rootConfig.factory({ data: { gitops: { hosts } } }),
    ],
  });
  return added;
}

describe('gitopsModuleLocal', () => {
  it('adds the host that is configured', async () => {
    const [host, ...others] = await hostsWith({
      local: { root: 'x', url: 'http://127.0.0.1:7080/', bot: 'robot' },
    });
    expect(host).toMatchObject({
      type: 'local',
      botLogin: 'robot',
      loginAnnotation: 'backstage-gitops.dev/local-login',
    });
    expect(host.owns('http://127.0.0.1:7080/acme/deploy')).toBe(true);
    expect(others).toEqual([]);
  });

  it('adds nothing without configuration', async () => {
    expect(await hostsWith({})).toEqual([]);
  });
});
