import type { RegistryConfig } from '../config';
import type { Network } from '../network/refusedAddress';

/** How one registry, or the storage that it sends us to, is asked. */
export interface RegistrySettings {
  /** Host, and port if any. */
  host: string;
  scheme: 'https' | 'http';
  network: Network;
  /** Where its tokens may come from, besides itself. */
  tokenHosts: string[];
  credentials?: { username: string; password: string };
  /** Requests a minute. */
  budget: number;
}

/** Requests a minute, where the platform team sets no other number: a thousand repositories every two minutes. */
export const DEFAULT_BUDGET = 600;

/** Registries whose tokens are known to come from another host. */
const PARTNERS: Record<string, string> = {
  'registry-1.docker.io': 'auth.docker.io',
  'registry.gitlab.com': 'gitlab.com',
};

/**
 * What the platform team set for a host, and what holds for all others, such as storage that a registry sends us to: they
 * are asked in public networks, by https and without credentials.
 */
export function settingsOf(
  host: string,
  registries: RegistryConfig[],
): RegistrySettings {
  const configured = registries.find(one => one.host === host);
  const tokenHosts = [PARTNERS[host], configured?.tokenHost];
  return {
    host,
    scheme: configured?.insecure ?? 'https',
    network: {
      kind: configured?.privateNetwork ? 'private' : 'public',
      setting: 'gitops.registries',
    },
    tokenHosts: tokenHosts.filter(one => one !== undefined),
    credentials: configured?.credentials,
    budget: configured?.budget ?? DEFAULT_BUDGET,
  };
}
