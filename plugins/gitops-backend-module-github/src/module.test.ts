import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { GithubStandIn } from '@backstage-gitops/git-host-contract';
import {
  type GitHost,
  gitopsGitHostsExtensionPoint,
} from '@backstage-gitops/plugin-gitops-node';
import gitopsModuleGithub from './index';

async function hostsWith(data: JsonObject): Promise<GitHost[]> {
  const added: GitHost[] = [];
  await startTestBackend({
    extensionPoints: [
      [gitopsGitHostsExtensionPoint, { addHost: host => added.push(host) }],
    ],
    features: [gitopsModuleGithub, mockServices.rootConfig.factory({ data })],
  });
  return added;
}

describe('gitopsModuleGithub', () => {
  it('adds each host that is listed', async () => {
    const [cloud, enterprise, ...others] = await hostsWith({
      integrations: {
        github: [
          { host: 'github.com', token: 'x' },
          {
            host: 'ghe.example.com',
            apiBaseUrl: 'https://ghe.example.com/api/v3',
          },
          {
            host: 'other.example.com',
            apiBaseUrl: 'https://other.example.com',
          },
        ],
      },
      gitops: {
        hosts: {
          github: [
            { host: 'github.com', bot: 'acme-gitops[bot]' },
            { host: 'ghe.example.com', bot: 'gitops' },
          ],
        },
      },
    });
    expect(cloud.owns('https://github.com/acme/deploy')).toBe(true);
    expect(cloud.owns('https://ghe.example.com/acme/deploy')).toBe(false);
    expect(cloud.botLogin).toBe('acme-gitops[bot]');
    expect(enterprise.owns('https://ghe.example.com/acme/deploy')).toBe(true);
    expect(others).toEqual([]);
  });

  it('adds nothing without configuration', async () => {
    expect(await hostsWith({})).toEqual([]);
  });

  it('does not start with a host that Backstage does not know', async () => {
    await expect(
      hostsWith({
        gitops: { hosts: { github: [{ host: 'ghe.example.com', bot: 'x' }] } },
      }),
    ).rejects.toThrow(
      'ghe.example.com, which is not below integrations.github',
    );
  });

  describe('with an app', () => {
    let standIn: GithubStandIn;

    beforeEach(async () => {
      standIn = await GithubStandIn.start();
    });

    afterEach(() => standIn.stop());

    /** The host with the credentials of an app that is installed in `acme`, and the app. */
    async function withApp(lifetime: number) {
      const app = standIn.apps.install({
        slug: 'acme-gitops',
        owner: 'acme',
        lifetime,
      });
      const { host } = new URL(standIn.links.web);
      const [github] = await hostsWith({
        integrations: {
          github: [
            {
              host,
              apiBaseUrl: standIn.links.api,
              apps: [
                {
                  appId: app.id,
                  clientId: 'x',
                  clientSecret: 'x',
                  webhookSecret: 'x',
                  privateKey: app.privateKey,
                },
              ],
            },
          ],
        },
        gitops: { hosts: { github: [{ host, bot: app.bot.login }] } },
      });
      return { app, github };
    }

    it('asks for a token again once it ran out', async () => {
      // Whoever provides them keeps none for its last ten minutes.
      const { app, github } = await withApp(10 * 60_000);
      const git = await standIn.addRepository('acme', 'deploy');
      const commit = await git.commit('main', { 'README.md': 'deploy\n' });
      const repository = `${standIn.links.web}/acme/deploy`;
      const status = {
        context: 'gitops',
        state: 'success' as const,
        description: 'All is well',
      };
      await github.setCommitStatus({ repository, commit, status });
      expect(await github.listCommitStatuses(repository, commit)).toEqual([
        status,
      ]);
      const tokens = standIn.answered.filter(({ path }) =>
        path.endsWith('/access_tokens'),
      );
      expect(tokens).toHaveLength(4);
      const { authorization = '' } = await github.remote(repository);
      const [, login] = authorization.split(' ');
      expect(Buffer.from(login, 'base64').toString()).toBe(
        `x-access-token:${app.bot.token}`,
      );
    });

    it('is final where the app is not installed', async () => {
      const { github } = await withApp(3_600_000);
      await standIn.addRepository('elsewhere', 'deploy');
      await expect(
        github.getPullRequest(`${standIn.links.web}/elsewhere/deploy`, 1),
      ).rejects.toMatchObject({
        name: 'TerminalHostError',
        message: expect.stringContaining('the app is not installed'),
      });
    });
  });
});
