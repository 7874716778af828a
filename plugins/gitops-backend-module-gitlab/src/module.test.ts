import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { GitlabStandIn } from '@backstage-gitops/git-host-contract';
import {
  type GitHost,
  gitopsGitHostsExtensionPoint,
} from '@backstage-gitops/plugin-gitops-node';
import gitopsModuleGitlab from './index';

async function hostsWith(data: JsonObject): Promise<GitHost[]> {
  const added: GitHost[] = [];
  await startTestBackend({
    extensionPoints: [
      [gitopsGitHostsExtensionPoint, { addHost: host => added.push(host) }],
    ],
    features: [gitopsModuleGitlab, mockServices.rootConfig.factory({ data })],
  });
  return added;
}

describe('gitopsModuleGitlab', () => {
  it('adds each host that is listed', async () => {
    const [cloud, own, ...others] = await hostsWith({
      integrations: {
        gitlab: [
          { host: 'gitlab.com', token: 'x' },
          {
            host: 'example.com',
            baseUrl: 'https://example.com/gitlab',
            apiBaseUrl: 'https://example.com/gitlab/api/v4',
          },
          {
            host: 'other.example.com',
            apiBaseUrl: 'https://other.example.com/api/v4',
          },
        ],
      },
      gitops: {
        hosts: {
          gitlab: [
            { host: 'gitlab.com', bot: 'acme-gitops' },
            { host: 'example.com', bot: 'gitops' },
          ],
        },
      },
    });
    expect(cloud.owns('https://gitlab.com/acme/platform/deploy')).toBe(true);
    expect(cloud.owns('https://example.com/gitlab/acme/deploy')).toBe(false);
    expect(cloud.botLogin).toBe('acme-gitops');
    expect(cloud.loginAnnotation).toBe('gitlab.com/user-login');
    expect(own.owns('https://example.com/gitlab/acme/deploy')).toBe(true);
    expect(own.loginAnnotation).toBe('example.com/user-login');
    expect(own.loginIn?.('https://example.com/gitlab/ana')).toBe('ana');
    expect(others).toEqual([]);
  });

  it('adds nothing without configuration', async () => {
    expect(await hostsWith({})).toEqual([]);
  });

  const listed = (integration: JsonObject[]) => ({
    integrations: { gitlab: integration },
    gitops: { hosts: { gitlab: [{ host: 'example.com', bot: 'x' }] } },
  });
  const apiBaseUrl = 'https://example.com/api/v4';

  it.each([
    ['Backstage does not know', [], 'which is not below integrations.gitlab'],
    [
      'people find elsewhere',
      [
        {
          host: 'example.com',
          baseUrl: 'https://else.example.com',
          apiBaseUrl,
        },
      ],
      'the baseUrl https://else.example.com',
    ],
    [
      'has another API',
      [{ host: 'example.com', apiBaseUrl: 'https://example.com/api/v3' }],
      'ends with /api/v4',
    ],
  ])('does not start with a host that %s', async (_, integration, reason) => {
    await expect(hostsWith(listed(integration))).rejects.toThrow(reason);
  });

  it('uses the token of the integration', async () => {
    const standIn = await GitlabStandIn.start();
    const { token } = standIn.addAccount('acme-gitops', { isBot: true });
    const git = await standIn.addProject('acme/deploy');
    const commit = await git.commit('main', { 'README.md': 'deploy\n' });
    const { host } = new URL(standIn.links.web);
    const [gitlab] = await hostsWith({
      integrations: {
        gitlab: [
          {
            host,
            token,
            baseUrl: standIn.links.web,
            apiBaseUrl: standIn.links.api,
          },
        ],
      },
      gitops: { hosts: { gitlab: [{ host, bot: 'acme-gitops' }] } },
    });
    const repository = `${standIn.links.web}/acme/deploy`;
    const status = {
      context: 'gitops',
      state: 'success' as const,
      description: 'All is well',
    };
    await gitlab.setCommitStatus({ repository, commit, status });
    expect(await gitlab.listCommitStatuses(repository, commit)).toEqual([
      status,
    ]);
    const { authorization = '' } = await gitlab.remote(repository);
    const [, login] = authorization.split(' ');
    expect(Buffer.from(login, 'base64').toString()).toBe(`oauth2:${token}`);
    await standIn.stop();
  });
});
