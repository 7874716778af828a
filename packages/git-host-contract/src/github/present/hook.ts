import type { StoredHook, StoredRepository } from '../state';
import type { Links } from './links';
import { repositoryUrl } from './repository';

/** A webhook; its secret is never shown. */
export function presentHook(
  links: Links,
  repository: StoredRepository,
  hook: StoredHook,
) {
  const url = `${repositoryUrl(links, repository)}/hooks/${hook.id}`;
  return {
    type: 'Repository',
    id: hook.id,
    name: 'web',
    active: hook.active,
    events: hook.events,
    config: {
      url: hook.url,
      content_type: hook.contentType,
      insecure_ssl: hook.insecureSsl,
      ...(hook.secret === undefined ? {} : { secret: '********' }),
    },
    created_at: hook.createdAt,
    updated_at: hook.createdAt,
    url,
    test_url: `${url}/test`,
    ping_url: `${url}/pings`,
    deliveries_url: `${url}/deliveries`,
    last_response: { code: null, status: 'unused', message: null },
  };
}
