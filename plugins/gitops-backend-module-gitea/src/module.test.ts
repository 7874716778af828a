import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import {
  type GitHost,
  gitopsGitHostsExtensionPoint,
} from '@backstage-gitops/plugin-gitops-node';
import gitopsModuleGitea from './index';

async function hostsWith(data: JsonObject): Promise<GitHost[]> {
  const added: GitHost[] = [];
  await startTestBackend({
    extensionPoints: [
      [gitopsGitHostsExtensionPoint, { addHost: host => added.push(host) }],
    ],
    features: [gitopsModuleGitea, mockServices.rootConfig.factory({ data })],
  });
  return added;
}

async function loginOf(integration: JsonObject): Promise<string | undefined> {
  const host = 'gitea.example.com';
  const [gitea] = await hostsWith({
    integrations: { gitea: [{ host, ...integration }] },
    gitops: { hosts: { gitea: [{ host, bot: 'gitops-bot' }] } },
  });
  const { authorization } = await gitea.remote(`https://${host}/acme/deploy`);
  const [scheme, encoded] = authorization?.split(' ') ?? [];
  return scheme && `${scheme} ${Buffer.from(encoded, 'base64')}`;
}

describe('gitopsModuleGitea', () => {
  it('adds each host that is listed', async () => {
    const [gitea, forgejo, ...others] = await hostsWith({
      integrations: {
        gitea: [
          { host: 'gitea.example.com', password: 'x' },
          { host: 'example.com', baseUrl: 'https://example.com/forgejo/' },
          { host: 'other.example.com' },
        ],
      },
      gitops: {
        hosts: {
          gitea: [
            { host: 'gitea.example.com', bot: 'gitops-bot' },
            { host: 'example.com', bot: 'promoter' },
          ],
        },
      },
    });
    expect(gitea.owns('https://gitea.example.com/acme/deploy')).toBe(true);
    expect(gitea.owns('https://example.com/forgejo/acme/deploy')).toBe(false);
    expect(gitea.botLogin).toBe('gitops-bot');
    expect(forgejo.owns('https://example.com/forgejo/acme/deploy')).toBe(true);
    expect(forgejo.owns('https://example.com/acme/deploy')).toBe(false);
    expect(forgejo.botLogin).toBe('promoter');
    expect(others).toEqual([]);
  });

  it('adds nothing without configuration', async () => {
    expect(await hostsWith({})).toEqual([]);
  });

  it('does not start with a host that Backstage does not know', async () => {
    await expect(
      hostsWith({
        gitops: { hosts: { gitea: [{ host: 'gitea.example.com', bot: 'x' }] } },
      }),
    ).rejects.toThrow(
      'gitea.example.com, which is not below integrations.gitea',
    );
  });

  it.each([
    [
      'a name and a password',
      { username: 'ana', password: 's' },
      'Basic ana:s',
    ],
    ['a token', { password: 't' }, 'Basic gitops-bot:t'],
    ['nothing', {}, undefined],
  ])('shows %s', async (_, integration, expected) => {
    expect(await loginOf(integration)).toBe(expected);
  });
});
