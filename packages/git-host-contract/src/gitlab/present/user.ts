import type { MergeRequestSchema } from '@gitbeaker/rest';
import type { Account } from '../state';
import type { Links } from './links';

/** An account as everything else shows it. */
export function presentUser(links: Links, { id, login }: Account) {
  return {
    id,
    username: login,
    public_email: '',
    name: login,
    state: 'active',
    locked: false,
    avatar_url: `${links.web}/uploads/-/system/user/avatar/${id}/avatar.png`,
    web_url: `${links.web}/${login}`,
  } satisfies MergeRequestSchema['author'];
}
