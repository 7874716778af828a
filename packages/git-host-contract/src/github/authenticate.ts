import type { IncomingMessage } from 'node:http';
import type { Account, State } from './state';

/** The token that a request shows, in any of the ways that the host takes it. */
export function tokenOf({ headers }: IncomingMessage): string | undefined {
  const [scheme, value] = (headers.authorization ?? '').split(' ');
  if (/^(bearer|token)$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return undefined;
  return Buffer.from(value, 'base64')
    .toString()
    .replace(/^[^:]*:/, '');
}

/** Whose token a request shows. */
export function accountOf(
  { accounts }: State,
  request: IncomingMessage,
): Account | undefined {
  const shown = tokenOf(request);
  return accounts.find(({ token }) => token === shown);
}
