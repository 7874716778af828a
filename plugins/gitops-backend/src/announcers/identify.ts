import type { Announcing } from './Announcing';
import type { TokenVerifier } from './oidc/TokenVerifier';
import { announcerWith } from './secrets';
import type { SecretAnnouncer } from './settings';

/** Whom a bearer token is of. */
export type Identified =
  | { status: 'proven'; announcing: Announcing }
  | { status: 'refused'; reason: string }
  /** Nobody can say for now. */
  | { status: 'unavailable'; reason: string }
  /** None of what is configured here: it may be one of Backstage. */
  | { status: 'foreign' };

/** Who may be known by their token. */
export interface KnownAnnouncers {
  secrets: readonly SecretAnnouncer[];
  tokens: Pick<TokenVerifier, 'verify'>;
}

/** Says whom the token of an `Authorization` header is of. */
export async function identify(
  authorization: string | undefined,
  { secrets, tokens }: KnownAnnouncers,
): Promise<Identified> {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return { status: 'foreign' };
  const announcing = announcerWith(token, secrets);
  return announcing ? { status: 'proven', announcing } : tokens.verify(token);
}
