import type { RegistrySettings } from '../RegistrySettings';
import type { RepositoryName } from '../RepositoryName';
import type { Challenge } from './challenge';

/** Where a token is asked for, or why it is not. */
export type TokenRequest =
  | { status: 'ask'; url: string }
  | { status: 'refused'; reason: string };

/** All that is ever done with a repository; Azure lists tags under a name of its own. */
const READING: ReadonlySet<string> = new Set(['pull', 'metadata_read']);

/** What a challenge asks for of this repository, as far as it is reading. */
function readingScope({ name }: RepositoryName, scope: string): string {
  const wanted = `repository:${name}:`;
  const actions = scope
    .split(' ')
    .filter(one => one.startsWith(wanted))
    .flatMap(one => one.slice(wanted.length).split(','))
    .filter(action => READING.has(action));
  return `${wanted}${actions.join(',') || 'pull'}`;
}

/**
 * Where the token that a registry demands is asked for, which is sent the credentials. Only the registry itself and the
 * hosts that are known to give out its tokens are asked, and only for leave to read.
 */
export function tokenRequest(
  repository: RepositoryName,
  { host, scheme, tokenHosts }: RegistrySettings,
  { parameters }: Challenge,
): TokenRequest {
  const { realm = '', service, scope = '' } = parameters;
  if (!URL.canParse(realm)) {
    return {
      status: 'refused',
      reason: 'It wants a token and does not say from where.',
    };
  }
  const url = new URL(realm);
  const schemes = scheme === 'http' ? ['http:', 'https:'] : ['https:'];
  if (!schemes.includes(url.protocol) || url.username || url.password) {
    return {
      status: 'refused',
      reason:
        'It wants a token from an address that is not https, or carries credentials.',
    };
  }
  if (![host, ...tokenHosts].includes(url.host)) {
    return {
      status: 'refused',
      reason: `It wants a token from ${url.host}; where that is meant to be, the platform team can set tokenHost for ${host} below gitops.registries.`,
    };
  }
  if (service) url.searchParams.set('service', service);
  url.searchParams.set('scope', readingScope(repository, scope));
  return { status: 'ask', url: url.href };
}
