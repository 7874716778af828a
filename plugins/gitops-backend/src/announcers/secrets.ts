import { isSecret } from '../triggers/receivers/proofs';
import type { SecretAnnouncer } from './settings';

/**
 * Whose secret this is. All are compared, each in constant time: how long it takes says nothing about how near a guess
 * was, nor whose secret it is.
 */
export function announcerWith(
  given: string,
  announcers: readonly SecretAnnouncer[],
): SecretAnnouncer | undefined {
  const [known] = announcers.filter(({ secrets }) =>
    secrets.map(secret => isSecret(given, secret)).includes(true),
  );
  return known;
}
