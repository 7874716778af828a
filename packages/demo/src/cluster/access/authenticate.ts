import { createHash, timingSafeEqual } from 'node:crypto';
import { IncomingHttpHeaders } from 'node:http';
import { unauthorized } from '../errors/failures';
import { Account, User } from './Account';

const digest = (text: string) => createHash('sha256').update(text).digest();

const GROUPS = ['system:authenticated'];

/** Who a bearer token belongs to; throws 401 for an unknown or absent one. */
export function authenticate(
  accounts: readonly Account[],
  headers: IncomingHttpHeaders,
): User {
  const [, token] = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  if (token === undefined) throw unauthorized();
  const presented = digest(token);
  const account = accounts.find(candidate =>
    timingSafeEqual(digest(candidate.token), presented),
  );
  if (!account) throw unauthorized();
  return { name: account.name, groups: GROUPS, role: account.role };
}

/** Whom a user wants to be taken for, by the impersonation headers. */
export function impersonated(headers: IncomingHttpHeaders): User | undefined {
  const name = headers['impersonate-user'];
  if (typeof name !== 'string' || name === '') return undefined;
  const groups = headers['impersonate-group'];
  const listed = Array.isArray(groups) ? groups : (groups ?? '').split(', ');
  return {
    name,
    groups: [...GROUPS, ...listed.filter(group => group !== '')],
    role: undefined,
  };
}
