import type { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';

/** A GitLab that is to be used, with what this Backstage knows of it. */
export interface ConfiguredHost {
  /** As `integrations.gitlab` names it. */
  host: string;
  url: string;
  apiBaseUrl: string;
  bot: string;
}

/**
 * The hosts of `gitops.hosts.gitlab`. Where they are and which credentials they take is said below
 * `integrations.gitlab`, as for the rest of Backstage.
 */
export function readConfig(config: Config): ConfiguredHost[] {
  const hosts = config.getOptionalConfigArray('gitops.hosts.gitlab') ?? [];
  const { gitlab } = ScmIntegrations.fromConfig(config);
  return hosts.map(entry => {
    const host = entry.getString('host');
    const found = gitlab.byHost(host)?.config;
    if (!found) {
      throw new Error(
        `gitops.hosts.gitlab names ${host}, which is not below integrations.gitlab.`,
      );
    }
    const { baseUrl, apiBaseUrl } = found;
    // Backstage looks credentials up by the host of an address.
    if (new URL(baseUrl).host !== host) {
      throw new Error(
        `integrations.gitlab has the baseUrl ${baseUrl} for ${host}. Write the host that people find it at for both.`,
      );
    }
    if (!apiBaseUrl.endsWith('/api/v4')) {
      throw new Error(
        `integrations.gitlab has the apiBaseUrl ${apiBaseUrl} for ${host}; that of GitLab ends with /api/v4.`,
      );
    }
    return { host, url: baseUrl, apiBaseUrl, bot: entry.getString('bot') };
  });
}
