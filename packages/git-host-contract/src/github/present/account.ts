import type { Account } from '../state';
import { type Links, nodeId, urlsBelow } from './links';

const URLS = [
  'events',
  'followers',
  'following',
  'gists',
  'organizations',
  'received_events',
  'repos',
  'starred',
  'subscriptions',
];

export function presentAccount(
  links: Links,
  { id, login, type }: Pick<Account, 'id' | 'login' | 'type'>,
) {
  const name = encodeURIComponent(login);
  const url = `${links.api}/users/${name}`;
  return {
    ...urlsBelow(url, URLS),
    login,
    id,
    node_id: nodeId('User', id),
    avatar_url: `${links.web}/avatars/${id}`,
    gravatar_id: '',
    url,
    html_url: `${links.web}/${name}`,
    type,
    site_admin: false,
  };
}
