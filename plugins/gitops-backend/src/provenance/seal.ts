import { createHmac, timingSafeEqual } from 'node:crypto';

/** Secrets that seal what this suite writes to Git: the first signs, all of them verify. */
export type SealKeys = readonly [string, ...string[]];

function mac(fields: ReadonlyArray<readonly [string, string]>, key: string) {
  return createHmac('sha256', key).update(JSON.stringify(fields)).digest('hex');
}

/** Seals fields in their order. */
export function seal(
  fields: ReadonlyArray<readonly [string, string]>,
  keys: SealKeys,
): string {
  return mac(fields, keys[0]);
}

/** Was this seal made over exactly these fields with one of the keys? */
export function verifySeal(
  fields: ReadonlyArray<readonly [string, string]>,
  found: string,
  keys: SealKeys,
): boolean {
  const bytes = Buffer.from(found, 'hex');
  return keys.some(key => {
    const wanted = Buffer.from(mac(fields, key), 'hex');
    return bytes.length === wanted.length && timingSafeEqual(bytes, wanted);
  });
}
