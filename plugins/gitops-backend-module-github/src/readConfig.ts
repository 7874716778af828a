import type { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';

/** A GitHub that is to be used, with what this Backstage knows of it. */
export interface ConfiguredHost {
  url: string;
  apiBaseUrl: string;
  bot: string;
}

/**
 * The hosts of `gitops.hosts.github`. Where they are and which credentials they take is said below
 * `integrations.github`, as for the rest of Backstage.
 */
export function readConfig(config: Config): ConfiguredHost[] {
  const hosts = config.getOptionalConfigArray('gitops.hosts.github') ?? [];
  const integrations = ScmIntegrations.fromConfig(config);
  return hosts.map(entry => {
    const host = entry.getString('host');
    const apiBaseUrl = integrations.github.byHost(host)?.config.apiBaseUrl;
    if (!apiBaseUrl) {
      throw new Error(
        `gitops.hosts.github names ${host}, which is not below integrations.github, or has no apiBaseUrl there.`,
      );
    }
    // An Enterprise server answers people and programs by the same scheme.
    const { protocol } = new URL(apiBaseUrl);
    return {
      url: `${protocol}//${host}`,
      apiBaseUrl,
      bot: entry.getString('bot'),
    };
  });
}
