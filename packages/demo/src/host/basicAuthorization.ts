import { createHash, timingSafeEqual } from 'node:crypto';

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/**
 * The login that an `Authorization: Basic` header proves, or undefined where it proves none.
 *
 * @param tokens - login of each account -> its token
 */
export function authenticate(
  header: string | undefined,
  tokens: Record<string, string>,
): string | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1];
  if (!encoded) return undefined;
  const [login, token] = Buffer.from(encoded, 'base64')
    .toString()
    .split(/:(.*)/s, 2);
  const expected = Object.hasOwn(tokens, login) ? tokens[login] : undefined;
  if (expected === undefined || token === undefined) return undefined;
  return timingSafeEqual(digest(token), digest(expected)) ? login : undefined;
}
