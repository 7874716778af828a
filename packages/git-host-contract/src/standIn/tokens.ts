import type { IncomingMessage } from 'node:http';

/** The token that a request shows, in any of the ways that hosts take it. */
export function tokenOf({ headers }: IncomingMessage): string | undefined {
  const shown = headers['private-token'];
  if (shown !== undefined) return String(shown);
  const [scheme, value] = (headers.authorization ?? '').split(' ');
  if (/^(bearer|token)$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return undefined;
  return Buffer.from(value, 'base64')
    .toString()
    .replace(/^[^:]*:/, '');
}

/** Whose token a request shows. */
export function accountOf<T extends { token: string }>(
  accounts: readonly T[],
  request: IncomingMessage,
): T | undefined {
  const shown = tokenOf(request);
  return accounts.find(({ token }) => token === shown);
}
