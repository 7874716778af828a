import type { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';

/** A Gitea that is to be used, with what this Backstage knows of it. */
export interface ConfiguredHost {
  /** Where it is, with the path that it lies below. */
  url: string;
  bot: string;
  /** Value of an `Authorization` header; undefined where this Backstage reads what everybody may. */
  authorization: string | undefined;
}

/** A token is taken in the place of a password, by the API and by git alike; whose name is beside it does not matter. */
function authorize(name: string, password: string | undefined) {
  if (!password) return undefined;
  return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
}

/**
 * The hosts of `gitops.hosts.gitea`. Where they are and which credentials they take is said below `integrations.gitea`,
 * as for the rest of Backstage.
 */
export function readConfig(config: Config): ConfiguredHost[] {
  const hosts = config.getOptionalConfigArray('gitops.hosts.gitea') ?? [];
  const { gitea } = ScmIntegrations.fromConfig(config);
  return hosts.map(entry => {
    const host = entry.getString('host');
    const bot = entry.getString('bot');
    const known = gitea.byHost(host)?.config;
    if (!known) {
      throw new Error(
        `gitops.hosts.gitea names ${host}, which is not below integrations.gitea.`,
      );
    }
    const { baseUrl = `https://${host}`, username, password } = known;
    return {
      url: baseUrl,
      bot,
      authorization: authorize(username ?? bot, password),
    };
  });
}
